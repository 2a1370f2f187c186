"""The admin's own URLs of the news room, below /admin/."""

from django.urls import path

from .clippings import read_clippings, suggest_countries
from .outputs import CopyEmail, CopyText, SendTest
from .preflight import PreflightReport
from .start import StartUpdateView


def register_admin_urls():
    """On the hook register_admin_urls."""
    return [
        path("weekly-update/start/", StartUpdateView.as_view(), name="start_from_last_issue"),
        path("weekly-update/clippings/", read_clippings, name="read_clippings"),
        path("weekly-update/countries/", suggest_countries, name="suggest_countries"),
        path("weekly-update/<int:pk>/email/", CopyEmail.as_view(), name=CopyEmail.url_name),
        path("weekly-update/<int:pk>/text/", CopyText.as_view(), name=CopyText.url_name),
        path("weekly-update/<int:pk>/test/", SendTest.as_view(), name=SendTest.url_name),
        path("weekly-update/<int:pk>/preflight/", PreflightReport.as_view(), name=PreflightReport.url_name),
    ]
