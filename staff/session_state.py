"""What an open editor asks about its session, and what a script is answered whose session has ended."""

import base64

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_safe

SIGNED_OUT = {"success": False, "error_code": "signed_out", "error_message": "You were signed out."}


def signed_out() -> JsonResponse:
    return JsonResponse(SIGNED_OUT, status=401)


@require_safe
def session_state(request):
    """Who is signed in, a CSRF token of this session, and the key of this person's copies on devices; otherwise 401.

    A sign-in changes the CSRF token, so an editor that was open before it can only go on with a new one.
    """
    user = request.user
    if not user.has_perm("wagtailadmin.access_admin"):
        return signed_out()
    return JsonResponse(
        {
            "user": str(user.pk),
            "name": user.get_full_name() or user.get_username(),
            "token": get_token(request),
            "key": derive_copy_key(user),
        }
    )


def derive_copy_key(user) -> str:
    """The AES-256 key, as base64, with which a browser encrypts what this person has typed and not saved.

    It is kept on no device, so a copy is of use only to who can sign in as its owner, or holds SECRET_KEY.
    """
    return base64.b64encode(salted_hmac("staff.device_copy", str(user.pk), algorithm="sha256").digest()).decode()
