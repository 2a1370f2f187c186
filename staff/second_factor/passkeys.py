"""The requests of django-otp-webauthn's scripts, from whoever signs in or changes factors."""

from django.db import transaction
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.i18n import JavaScriptCatalog
from django_otp_webauthn import exceptions, views
from django_otp_webauthn.utils import rewrite_exceptions

from ..audit import record
from . import sign_in
from .factors import lock
from .middleware import for_who_signs_in
from .views import add_factor


class RegistrationMixin:
    def check_can_register(self):
        if not sign_in.may_change_factors(self.request):
            raise exceptions.NotVerified("Reload this page: it asks for your password first.")


class BeginRegistration(RegistrationMixin, views.BeginCredentialRegistrationView):
    pass


class CompleteRegistration(RegistrationMixin, views.CompleteCredentialRegistrationView):
    def post(self, *args, **kwargs):
        """Replaces the library's, which verifies the session by itself; static/admin/passkey.js goes to `next`."""
        state = self.get_state()
        with transaction.atomic():
            lock(self.request.user)
            with rewrite_exceptions():
                device = self.get_helper().register_complete(user=self.get_user(), state=state, data=self.request.data)
            device.name = date_format(timezone.localdate(), "F j, Y")  # until its owner names it
            device.save(update_fields=["name"])
            following = add_factor(self.request, device)
        arguments = [device.pk] if following == "second_factor_name" else []
        return JsonResponse({"id": device.pk, "next": reverse(following, args=arguments)})


class CompleteAuthentication(views.CompleteCredentialAuthenticationView):
    def complete_auth(self, device):
        sign_in.verify_session(self.request, device)

    def get_success_url(self):
        return sign_in.pop_next_url(self.request)

    def post(self, *args, **kwargs):
        return sign_in.know_browser(self.request, super().post(*args, **kwargs))

    def handle_exception(self, exc):
        record("staff.code_refused", self.request.user, self.request, factor="passkey")
        return super().handle_exception(exc)


def serve(view):
    return never_cache(for_who_signs_in(view.as_view()))


urlpatterns = [
    path("registration/begin/", serve(BeginRegistration), name="credential-registration-begin"),
    path("registration/complete/", serve(CompleteRegistration), name="credential-registration-complete"),
    path(
        "authentication/begin/", serve(views.BeginCredentialAuthenticationView), name="credential-authentication-begin"
    ),
    path("authentication/complete/", serve(CompleteAuthentication), name="credential-authentication-complete"),
    path("words/", JavaScriptCatalog.as_view(packages=["django_otp_webauthn"]), name="js-i18n-catalog"),
]
