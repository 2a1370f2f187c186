"""The way from the password to the session that counts."""

import time
from urllib.parse import urljoin

from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp import login as bind_to_session

from .. import limits
from ..audit import record
from ..device_cookie import get_device, set_device_cookie
from ..middleware import STARTED, start_session
from ..throttle import count_attempt, forgive
from .changes import warn_of_guesses
from .factors import find_factors, is_recovery_code
from .middleware import needs_second_factor

NEXT, NEXT_CHANGE = "staff_next_url", "staff_next_change"
CONFIRMED = "staff_password_confirmed_at"
CONFIRMATION_AGE = 900  # seconds for which a password lets its owner change factors
CODES = "second factor"  # the purpose of the cookie that a browser gets when it has shown a second factor


def begin_sign_in(request, user, response):
    """What follows the right password is `response`, or where the second factor is asked for before it."""
    session = request.session
    session.pop(DEVICE_ID_SESSION_KEY, None)  # who signs in again shows both factors again
    start_session(session)
    session[CONFIRMED] = session[STARTED]
    if not needs_second_factor(user):
        set_device_cookie(response, user.get_username())
        record("staff.signed_in", user, request, by=user)
        return response
    record("staff.password_accepted", user, request, by=user)
    session[NEXT] = urljoin(request.path, response.url)
    return redirect("second_factor")


def verify_session(request, device) -> None:
    """Let the session of request.user be verified from now on, under another key.

    It counts as signed in where the factor was set up to the end: see middleware.py.
    """
    bind_to_session(request, device)
    request.session.cycle_key()
    if request.user.has_second_factor:
        record_sign_in(request, factor=device._meta.model_name)


def record_sign_in(request, **data) -> None:
    record("staff.signed_in", request.user, request, by=request.user, **data)


def pop_next_url(request) -> str:
    """The URL where who has just verified the session goes; recovery codes come first where they are not kept yet."""
    if not request.user.has_second_factor:
        return reverse("second_factor_recovery_codes")
    return request.session.pop(NEXT, reverse("wagtailadmin_home"))


def finish_sign_in(request, device):
    verify_session(request, device)
    return know_browser(request, HttpResponseRedirect(pop_next_url(request)))


def know_browser(request, response):
    """The response, which lets the browser's attempts be counted apart from those of strangers from now on."""
    username = request.user.get_username()
    set_device_cookie(response, username)
    set_device_cookie(response, username, CODES)
    return response


def get_code_buckets(request, code: str) -> list:
    """Where a code is counted. Who does not know the password gets to none of them, so no stranger fills one.

    Who has stolen it can use up the account's, which only counts the app's codes, and only in browsers that have never
    signed in to the end. A recovery code cannot be guessed, and is counted apart.
    """
    if is_recovery_code(code):
        return [get_recovery_bucket(request)]
    user = request.user
    device = get_device(request, user.get_username(), CODES)
    if device:
        return [limits.CODE_DEVICE.bucket(device)]
    session = limits.CODE_SESSION.bucket(str(user.pk), str(request.session[STARTED]))
    return [session, limits.CODE_ACCOUNT.bucket(str(user.pk))]


def get_recovery_bucket(request):
    return limits.RECOVERY_CODE.bucket(str(request.user.pk), str(request.session[STARTED]))


def judge_code(request, code: str, use_code):
    """The device whose code it is, or None. Raises TooManyAttempts, before the code is looked at."""
    buckets = get_code_buckets(request, code)
    count_attempt(*buckets)
    device = use_code(request.user, code)
    if device is None:
        record("staff.code_refused", request.user, request)
        warn_of_guesses(request.user)
    else:
        forgive(*buckets)
    return device


def confirm_again(request) -> None:
    request.session[CONFIRMED] = time.time()


def has_confirmed(request) -> bool:
    """A form that was opened in time may be sent for as long again, so that what was typed into it is not lost."""
    age = CONFIRMATION_AGE * (1 if request.method in ("GET", "HEAD") else 2)
    return time.time() - request.session.get(CONFIRMED, 0) < age


def may_change_factors(request) -> bool:
    """Who has given the password lately: the first factor with it alone, later ones in a verified session only."""
    return has_confirmed(request) and (request.user.is_verified() or not find_factors(request.user))
