"""Which factors an account has, and what becomes of its sessions when they change.

A factor is a passkey (django-otp-webauthn) or an app that shows codes (django-otp's TOTP device). Recovery codes are
for who has lost them.
"""

import re

from django.contrib.auth import get_user_model, update_session_auth_hash
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django_otp import login as bind_to_session
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential

from .models import LENGTH, RecoveryCodes

APP_CODE = re.compile(r"[0-9]{6}")
RECOVERY_CODE = re.compile(rf"[0-9A-Z]{{{LENGTH}}}")
FACTORS = (TOTPDevice, WebAuthnCredential)
DEVICES = (*FACTORS, RecoveryCodes)


def find_factors(user) -> list:
    """The account's app and passkeys."""
    return [device for model in FACTORS for device in model.objects.filter(user=user, confirmed=True).order_by("pk")]


def count_recovery_codes(user) -> int:
    return sum(len(codes.digests) for codes in RecoveryCodes.objects.filter(user=user, confirmed=True))


def normalize(code: str) -> str:
    """As codes are compared: an app shows its code in two groups, and a recovery code is printed in four."""
    return re.sub(r"[\s\-–]", "", code).upper()


def is_code(code: str) -> bool:
    return bool(APP_CODE.fullmatch(code)) or is_recovery_code(code)


def is_recovery_code(code: str) -> bool:
    return bool(RECOVERY_CODE.fullmatch(code))


@transaction.atomic
def use_code(user, code: str):
    """The device whose code this is, and which takes it no second time; None for a wrong one.

    code: normalized, and for which is_code() is true.
    """
    model = RecoveryCodes if is_recovery_code(code) else TOTPDevice
    devices = model.objects.select_for_update().filter(user=user, confirmed=True)
    return next((device for device in devices if device.verify_token(code)), None)


def lock(user) -> None:
    """Let nobody else change this account's factors until the transaction ends.

    Raises PermissionDenied where somebody has, since the request has read the account: its session has ended.
    """
    changes = get_user_model().objects.select_for_update().values_list("factor_changes", flat=True).get(pk=user.pk)
    if changes != user.factor_changes:
        raise PermissionDenied


@transaction.atomic
def replace_app(user, key: str, last_step: int) -> TOTPDevice:
    """Store the app's key (hex). last_step: of the code that has been shown with it, which is used up."""
    lock(user)
    TOTPDevice.objects.filter(user=user).delete()
    return TOTPDevice.objects.create(user=user, name="app", key=key, last_t=last_step)


@transaction.atomic
def make_recovery_codes(user) -> tuple[list[str], int]:
    """New codes, which are not the account's before they are confirmed, and the key of their set."""
    RecoveryCodes.objects.filter(user=user, confirmed=False).delete()
    codes = RecoveryCodes(user=user, name="recovery codes", confirmed=False)
    return codes.make_codes(), codes.pk


@transaction.atomic
def confirm_recovery_codes(user, pk: int) -> bool:
    """Let this new set be the account's, and the only one; False where others have been shown since."""
    if not RecoveryCodes.objects.filter(user=user, confirmed=False, pk=pk).update(confirmed=True):
        return False
    RecoveryCodes.objects.filter(user=user).exclude(pk=pk).delete()
    return True


@transaction.atomic
def end_other_sessions(request) -> None:
    """After a factor of request.user has changed: only this session goes on, on one of the factors that remain."""
    user = request.user
    lock(user)
    get_user_model().objects.filter(pk=user.pk).update(
        factor_changes=F("factor_changes") + 1, has_second_factor=user.has_second_factor
    )
    user.refresh_from_db(fields=["factor_changes"])
    update_session_auth_hash(request, user)
    bind_to_session(request, find_factors(user)[0])


@transaction.atomic
def remove_all(user) -> None:
    """As if no factor had ever been set up; every session of the account ends."""
    get_user_model().objects.select_for_update().get(pk=user.pk)
    for model in DEVICES:
        model.objects.filter(user=user).delete()
    get_user_model().objects.filter(pk=user.pk).update(factor_changes=F("factor_changes") + 1, has_second_factor=False)
