"""Device cookies: a browser that has signed in to an account is known, and guessers do not lock it out.

The scheme is OWASP's "Slow Down Online Guessing Attacks with Device Cookies". The cookie proves no identity; it only
has its attempts counted apart from those of strangers. It is set where staff sign in, never for a visitor.
"""

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.utils.crypto import get_random_string, salted_hmac

MAX_AGE = timedelta(days=400)  # the longest that browsers keep a cookie


def set_device_cookie(response, username: str, purpose: str = "") -> None:
    """Let the browser be known for this account from now on. purpose: what else than the password it has shown."""
    response.set_cookie(
        get_cookie_name(username, purpose),
        get_signer(username, purpose).sign(get_random_string(22)),
        max_age=MAX_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def get_device(request, username: str, purpose: str = "") -> str | None:
    """The identifier of a browser that has signed in to this account before, read without asking for the account."""
    if request is None:
        return None
    try:
        cookie = request.COOKIES.get(get_cookie_name(username, purpose), "")
        return get_signer(username, purpose).unsign(cookie, max_age=MAX_AGE)
    except BadSignature:
        return None


def get_cookie_name(username: str, purpose: str) -> str:
    """One for each account, so that colleagues who share a browser are both known."""
    return f"device_{salted_hmac(f'staff.device_cookie.name{purpose}', username).hexdigest()[:16]}"


def get_signer(username: str, purpose: str) -> TimestampSigner:
    return TimestampSigner(salt=f"staff.device_cookie{purpose}.{username}")
