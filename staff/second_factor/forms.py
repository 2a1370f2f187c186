"""The forms of the second factor."""

import time
from binascii import unhexlify

from django import forms
from django.core.exceptions import ValidationError
from django_otp.oath import TOTP
from django_otp_webauthn.models import WebAuthnCredential

from ..authentication import confirm_password
from ..throttle import TooManyAttempts, has_room
from . import factors
from .sign_in import get_recovery_bucket, judge_code

TOLERANCE = 1  # steps of half a minute by which the clocks may differ
MALFORMED = "A code of the app has six digits; a recovery code has four groups of four letters and digits."
WRONG = "This is not the code that is shown now. A code is good for about a minute, and only once."
WRONG_RECOVERY_CODE = "This is none of your recovery codes, or it has been used. Each of them is good once."


def make_code_field(label, **attrs):
    field = forms.CharField(label=label, max_length=40, strip=True)
    field.widget.attrs |= {"autofocus": True, "autocapitalize": "characters", "spellcheck": "false"} | attrs
    return field


class AppCodeForm(forms.Form):
    """A code of the app from whoever signs in; a recovery code is taken here, too."""

    code = make_code_field("Code", autocomplete="one-time-code", inputmode="numeric")
    wrong = WRONG

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_code(self):
        code = factors.normalize(self.cleaned_data["code"])
        if not factors.is_code(code):
            raise ValidationError(MALFORMED, code="malformed")
        try:
            self.device = judge_code(self.request, code, factors.use_code)
        except TooManyAttempts as refusal:
            self.request.refusal = refusal
            raise ValidationError(f"{refusal.message}{self.name_way_out(code)}") from refusal
        if self.device is None:
            raise ValidationError(self.wrong, code="wrong")
        return code

    def name_way_out(self, code: str) -> str:
        if factors.is_recovery_code(code) or not has_room(get_recovery_bucket(self.request)):
            return ""
        return " A recovery code works meanwhile."


class RecoveryCodeForm(AppCodeForm):
    code = make_code_field("Recovery code", autocomplete="off")
    wrong = WRONG_RECOVERY_CODE


class NewAppForm(forms.Form):
    """The first code of an app that is being set up with this key (hex). `last_step` is that code's."""

    code = make_code_field("Code", autocomplete="one-time-code", inputmode="numeric")

    def __init__(self, *args, key, **kwargs):
        super().__init__(*args, **kwargs)
        self.key = key

    def clean_code(self):
        code = factors.normalize(self.cleaned_data["code"])
        app = TOTP(unhexlify(self.key))
        app.time = time.time()
        if not factors.APP_CODE.fullmatch(code) or not app.verify(int(code), TOLERANCE):
            raise ValidationError(
                "This is not the code that the app shows for NCSEJ now. Wait for the next one. If that is refused too, "
                "see that the telephone sets its clock by itself, and scan the picture once more.",
                code="wrong",
            )
        self.last_step = app.t()
        return code


class PasswordForm(forms.Form):
    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self):
        confirm_password(self.request, self.cleaned_data["password"], "This is not your password.")


class PasskeyNameForm(forms.ModelForm):
    class Meta:
        model = WebAuthnCredential
        fields = ["name"]
        labels = {"name": "Name of this passkey"}
        help_texts = {"name": "By which you know it again, such as “My telephone” or “The office computer”."}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "off", "autofocus": True})}
