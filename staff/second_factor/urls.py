from django.urls import include, path
from django.views.decorators.cache import never_cache

from . import passkeys, views

urlpatterns = [
    path("", never_cache(views.verify), name="second_factor"),
    path("password/", never_cache(views.confirm), name="second_factor_password"),
    path("set-up/", never_cache(views.set_up), name="second_factor_set_up"),
    path("set-up/app/", never_cache(views.set_up_app), name="second_factor_set_up_app"),
    path("recovery-codes/", never_cache(views.recovery_codes), name="second_factor_recovery_codes"),
    path("manage/", never_cache(views.manage), name="second_factor_manage"),
    path("name/<int:pk>/", never_cache(views.name_passkey), name="second_factor_name"),
    path("remove/<slug:model_name>/<int:pk>/", never_cache(views.remove), name="second_factor_remove"),
    path("passkey/", include((passkeys.urlpatterns, "otp_webauthn"))),  # the name that the library's scripts ask for
]
