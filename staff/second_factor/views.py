"""Signing in with a second factor, and setting it up in three steps: choose one, show it once, keep recovery codes."""

from base64 import b32encode
from binascii import unhexlify
from functools import wraps

import qrcode
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key
from django_otp_webauthn.models import WebAuthnCredential
from qrcode.image.svg import SvgPathImage

from ..views import apply_refusal
from . import factors, sign_in
from .changes import announce
from .forms import AppCodeForm, NewAppForm, PasskeyNameForm, PasswordForm, RecoveryCodeForm
from .middleware import for_who_signs_in, is_verified
from .models import RecoveryCodes

APP_KEY = "staff_new_app_key"


def show(request, name, **context) -> HttpResponse:
    return apply_refusal(request, render(request, f"staff/second_factor/{name}.html", context))


def with_password(view):
    """Changing factors needs the password, given within the last quarter of an hour, and a factor if there is one."""

    @for_who_signs_in
    @wraps(view)
    def asked(request, *args, **kwargs):
        return ask_password(request) or view(request, *args, **kwargs)

    return asked


def ask_password(request) -> HttpResponse | None:
    """Where somebody gives the password, or the second factor, who has not done so lately; None for who has."""
    if sign_in.may_change_factors(request):
        return None
    if factors.find_factors(request.user) and not request.user.is_verified():
        return redirect("second_factor")
    request.session[sign_in.NEXT_CHANGE] = request.get_full_path()
    return redirect("second_factor_password")


@for_who_signs_in
def verify(request):
    """Ask who has given the password for the second factor."""
    known = factors.find_factors(request.user)
    if not known:
        return redirect("second_factor_set_up")
    if request.user.is_verified():
        return HttpResponseRedirect(sign_in.pop_next_url(request))
    form_class = RecoveryCodeForm if "recovery" in request.GET else AppCodeForm
    form = form_class(request.POST or None, request=request)
    if form.is_valid():
        response = sign_in.finish_sign_in(request, form.device)
        if isinstance(form.device, RecoveryCodes):
            announce(request, f"A recovery code was used; {len(form.device.digests)} are left")
        return response
    return show(
        request,
        "verify",
        form=form,
        is_recovery=form_class is RecoveryCodeForm,
        has_app=not all(map(is_passkey, known)),
        has_passkey=any(map(is_passkey, known)),
        passkey_script="auth",
    )


@for_who_signs_in
def confirm(request):
    """Ask who is signed in for the password once more."""
    form = PasswordForm(request.POST or None, request=request)
    if form.is_valid():
        sign_in.confirm_again(request)
        return HttpResponseRedirect(request.session.pop(sign_in.NEXT_CHANGE, reverse("second_factor_manage")))
    return show(request, "password", form=form)


@with_password
def set_up(request):
    return show(request, "set_up", passkey_script="register", is_first=not request.user.has_second_factor)


@with_password
def set_up_app(request):
    key = request.session.setdefault(APP_KEY, default_key())
    form = NewAppForm(request.POST or None, key=key)
    if form.is_valid():
        del request.session[APP_KEY]
        device = factors.replace_app(request.user, key, form.last_step)
        return redirect(add_factor(request, device))
    unsaved = TOTPDevice(user=request.user, key=key)
    secret = b32encode(unhexlify(key)).decode()
    words = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    picture = draw_qr_code(unsaved.config_url)
    return show(request, "set_up_app", form=form, key=words, link=unsaved.config_url, picture=picture)


def add_factor(request, device) -> str:
    """After a factor of request.user has been stored: the URL name of the page that comes next."""
    announce(request, f"{describe(device)} was added")
    if not request.user.is_verified():
        sign_in.verify_session(request, device)
    if not request.user.has_second_factor:
        return "second_factor_recovery_codes"
    factors.end_other_sessions(request)
    return "second_factor_name" if is_passkey(device) else "second_factor_manage"


def describe(device) -> str:
    return f"The passkey “{device.name}”" if is_passkey(device) else "An app that shows codes"


def is_passkey(device) -> bool:
    return isinstance(device, WebAuthnCredential)


def draw_qr_code(text: str) -> str:
    """An <svg> of this text."""
    return qrcode.make(text, image_factory=SvgPathImage).to_string(encoding="unicode")


@for_who_signs_in
@transaction.atomic
def recovery_codes(request):
    """Ten new codes count when their owner says that they are kept; until then, the earlier ones do."""
    shown = request.POST.get("set", "")
    if not (request.user.is_verified() and shown.isdecimal()):
        return show_recovery_codes(request)
    factors.lock(request.user)
    if not factors.confirm_recovery_codes(request.user, int(shown)):
        return show_recovery_codes(request, is_again=True)
    is_first = not request.user.has_second_factor
    request.user.has_second_factor = True
    factors.end_other_sessions(request)
    if is_first:
        sign_in.record_sign_in(request)  # the session counts from now on
    else:
        announce(request, "New recovery codes were made; earlier ones are void")
    return sign_in.know_browser(request, HttpResponseRedirect(sign_in.pop_next_url(request)))


@with_password
def show_recovery_codes(request, is_again=False):
    """is_again: others have been shown since those that somebody says they have kept."""
    if not factors.find_factors(request.user):
        return redirect("second_factor_set_up")
    codes, pk = factors.make_recovery_codes(request.user)
    is_first = not request.user.has_second_factor
    return show(request, "recovery_codes", codes=codes, set=pk, is_first=is_first, is_again=is_again)


@with_password
def manage(request):
    if not is_verified(request.user):
        return redirect("second_factor")
    return show(
        request,
        "manage",
        factors=[summarize(factor) for factor in factors.find_factors(request.user)],
        codes=factors.count_recovery_codes(request.user),
    )


def summarize(factor) -> dict:
    return {
        "name": describe(factor),
        "name_url": is_passkey(factor) and reverse("second_factor_name", args=[factor.pk]),
        "used": factor.last_used_at,
        "remove_url": reverse("second_factor_remove", args=[factor._meta.model_name, factor.pk]),
    }


@with_password
def name_passkey(request, pk):
    """Name a passkey of one's own, so that its owner can tell it from another."""
    passkey = get_object_or_404(WebAuthnCredential, pk=pk, user=request.user)
    form = PasskeyNameForm(request.POST or None, instance=passkey)
    if form.is_valid():
        form.save()
        return redirect("second_factor_manage")
    return show(request, "name", form=form)


@with_password
@transaction.atomic
def remove(request, model_name, pk):
    """Remove one factor of one's own, by POST; the last one can only be replaced."""
    if request.method != "POST":  # who was asked for the password meanwhile sees what there is, and presses again
        return redirect("second_factor_manage")
    factors.lock(request.user)
    known = factors.find_factors(request.user)
    found = [factor for factor in known if factor._meta.model_name == model_name and factor.pk == pk]
    if found and len(known) > 1 and request.user.has_second_factor:
        found[0].delete()
        factors.end_other_sessions(request)
        announce(request, f"{describe(found[0])} was removed")
    return redirect("second_factor_manage")
