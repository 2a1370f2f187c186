"""Replaces Wagtail's views for signing in and out, for the account and for password resets, and Django's behind them.

They add the throttle, the device cookie, the way to the second factor, and a page for GET at the URL that signs out; no
setting of Wagtail does. They can go when Wagtail has a hook after the password, and throttles.
"""

from functools import partial

from django.conf import settings
from django.contrib.auth import views as auth_views
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from wagtail.admin.views import account

from . import limits
from .audit import record
from .device_cookie import set_device_cookie
from .forms import LoginForm, NameEmailForm, PasswordChangeForm
from .network import get_network
from .second_factor.sign_in import begin_sign_in
from .throttle import TooManyAttempts, count_attempt


def apply_refusal(request, response):
    """The response, as 429 if an attempt to use a password was refused while it was made."""
    refusal = getattr(request, "refusal", None)
    return refusal.apply_to(response) if refusal else response


class ThrottledLoginMixin:
    """For Django's LoginView with a LoginForm. The right password leads on to the second factor."""

    def get(self, request, *args, **kwargs):
        if not request.user.is_authenticated and request.password_user:
            return redirect("second_factor")  # who comes back between the two steps
        return super().get(request, *args, **kwargs)

    def form_valid(self, form):
        return begin_sign_in(self.request, form.get_user(), super().form_valid(form))

    def form_invalid(self, form):
        return apply_refusal(self.request, super().form_invalid(form))


class LoginView(ThrottledLoginMixin, account.LoginView):
    pass


class PrivatePageLoginView(ThrottledLoginMixin, auth_views.LoginView):
    """The door of pages that are private to those who have an account."""

    template_name = "wagtailcore/login.html"
    authentication_form = LoginForm


class LogoutView(account.LogoutView):
    """Signs out by POST only, since any page may make a browser send a GET: an image of it is enough."""

    def dispatch(self, request, *args, **kwargs):
        if request.method == "POST":
            user = request.user
            response = super().dispatch(request, *args, **kwargs)
            if user.is_authenticated:
                # The sign-in page, which comes next, removes what this device keeps for them (device-copies.js).
                secure = settings.SESSION_COOKIE_SECURE
                response.set_cookie(f"discard_copies_{user.pk}", "1", secure=secure, samesite="Strict")
            return response
        return render(request, "staff/sign_out.html")


class PasswordResetView(account.PasswordResetView):
    def form_valid(self, form):
        try:
            count_attempt(limits.RESET_NETWORK.bucket(get_network(self.request)))
        except TooManyAttempts as refusal:
            form.add_error(None, refusal.as_form_error())
            return refusal.apply_to(self.form_invalid(form))
        return super().form_valid(form)


class PasswordResetConfirmView(account.PasswordResetConfirmView):
    def form_valid(self, form):
        """Let the browser be known: whoever has forgotten a password has often tried too many, and has the mailbox."""
        response = super().form_valid(form)
        record("staff.password_changed", self.user, self.request, how="by a link in a mail")
        set_device_cookie(response, self.user.get_username())
        return response


class OneFormMixin:
    """For a panel of the account: one form a request, so that a password is judged once, and it knows the request."""

    def __init__(self, request, user, profile):
        super().__init__(request, user, profile)
        self.form_class = partial(self.form_class, request=request)

    @cached_property
    def form(self):
        return super().get_form()

    def get_form(self):
        return self.form


class NameEmailPanel(OneFormMixin, account.NameEmailSettingsPanel):
    form_class = NameEmailForm


class PasswordPanel(OneFormMixin, account.ChangePasswordPanel):
    form_class = PasswordChangeForm


PANELS = {account.NameEmailSettingsPanel: NameEmailPanel, account.ChangePasswordPanel: PasswordPanel}


class AccountView(account.AccountView):
    @cached_property
    def panels(self):
        panels = super().get_panels()
        return [PANELS.get(type(panel), type(panel))(panel.request, panel.user, panel.profile) for panel in panels]

    def get_panels(self):
        return self.panels

    def post(self, request):
        return apply_refusal(request, super().post(request))
