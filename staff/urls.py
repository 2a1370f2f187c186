"""The password doors, at the URLs of Wagtail's views, before which ncsej_site/urls.py includes them."""

from django.urls import include, path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from . import private_pages, views
from .second_factor import urls as second_factor_urls
from .session_state import session_state

urlpatterns = [
    path("admin/session/", never_cache(session_state), name="admin_session"),
    path("admin/login/", never_cache(views.LoginView.as_view())),
    path("admin/second-factor/", include(second_factor_urls)),
    path("admin/logout/", never_cache(views.LogoutView.as_view())),
    path("admin/account/", never_cache(require_admin_access(views.AccountView.as_view()))),
    path("admin/password_reset/", never_cache(views.PasswordResetView.as_view())),
    path(
        "admin/password_reset/confirm/<uidb64>/<token>/",
        never_cache(views.PasswordResetConfirmView.as_view()),
    ),
    path("_util/login/", views.PrivatePageLoginView.as_view()),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        private_pages.authenticate_for_page,
    ),
    path("documents/authenticate_with_password/<int:restriction_id>/", private_pages.authenticate_for_documents),
]
