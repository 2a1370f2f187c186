from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.documents.views.serve import authenticate_with_password

from news.admin import page_views
from pages.library import views as library_views
from pages.views import serve_page

from . import admin_urls, error_pages
from .documents import serve_document
from .health import healthz, readyz
from .media import serve_media
from .proxy import may_upload
from .security_txt import security_txt

urlpatterns = [
    path("", include("staff.urls")),
    path("admin/may-upload/", may_upload),
    path("admin/", include(page_views)),
    path("admin/", include(library_views)),
    path("admin/", include(admin_urls)),
    re_path(r"^documents/(\d{1,18})/(.*)$", serve_document, name="wagtaildocs_serve"),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
    re_path(r"^healthz/?$", healthz),
    re_path(r"^readyz/?$", readyz),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("security.txt", RedirectView.as_view(pattern_name="security_txt", permanent=True)),
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}img/favicon.ico", permanent=True)),
    path("", include("pages.urls")),
    path("", include("news.urls")),
    path("media/<path:path>", serve_media),
    # Wagtail's own pattern admits no dot: these are the formats and feeds that pages route themselves.
    re_path(r"^((?:[\w\-]+/)*[\w\-]+\.\w+)$", serve_page),
    re_path(wagtail_urls.serve_pattern, serve_page, name="wagtail_serve"),
    path("", include(wagtail_urls)),
]

handler400 = error_pages.bad_request
handler403 = error_pages.permission_denied
handler404 = error_pages.page_not_found
handler500 = error_pages.server_error
