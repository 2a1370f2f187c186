"""The forms that take a password, throttled. The settings and staff/views.py put them in the place of Wagtail's."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.forms import account, auth

from . import limits
from .audit import record
from .authentication import confirm_password
from .second_factor.changes import announce_new_email
from .tasks import send_password_reset
from .throttle import TooManyAttempts, count_attempt, normalize


class LoginForm(auth.LoginForm):
    remember = None  # a session ends with the browser, or when it is idle: see staff/middleware.py

    def get_invalid_login_error(self):
        refusal = getattr(self.request, "refusal", None)
        return refusal.as_form_error() if refusal else super().get_invalid_login_error()


class PasswordResetForm(auth.PasswordResetForm):
    def save(self, **options):
        """Leave everything that depends on the address to the worker, so that no reply tells who has an account.

        More than a few mails to one address within the hour are not sent, and nobody is told. The options are those of
        Django's form, for a mail that is written here.
        """
        email = self.cleaned_data["email"]
        try:
            count_attempt(limits.RESET_ADDRESS.bucket(normalize(email)))
        except TooManyAttempts:
            return
        send_password_reset.enqueue(email, timezone.now().isoformat())


class PasswordChangeForm(auth.PasswordChangeForm):
    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self):
        old_password = self.cleaned_data["old_password"]
        confirm_password(self.request, old_password, self.error_messages["password_incorrect"])
        return old_password

    def save(self, *args, **kwargs):
        record("staff.password_changed", self.user, self.request, by=self.user)
        return super().save(*args, **kwargs)


class NameEmailForm(account.NameEmailForm):
    """Whoever finds a browser signed in cannot take the account along: a new email address needs the password."""

    current_password = forms.CharField(
        label="Your password",
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text="Needed only to change the email address.",
    )

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean(self):
        cleaned = super().clean()
        if "email" in self.changed_data and "email" not in self.errors:
            try:
                self.confirm_email_change(self.cleaned_data["current_password"])
            except ValidationError as error:
                self.add_error("current_password", error)
        return cleaned

    def confirm_email_change(self, password):
        if not password:
            raise ValidationError("Enter your password.", code="required")
        confirm_password(self.request, password, "This is not your password.")

    def save(self, *args, **kwargs):
        user = super().save(*args, **kwargs)
        if "email" in self.changed_data:
            announce_new_email(user, self.initial["email"], by=user, request=self.request)
        return user
