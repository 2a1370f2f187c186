"""The views that are neither pages nor the contact form: robots.txt, web manifest; and the way to all pages."""

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail import views as wagtail_views

from .models import Organization
from .models.sites import find_site
from .web_manifest import manifest_response

MANIFEST_MAX_AGE = 24 * 3600  # seconds


def serve_page(request, path: str):
    """Wagtail's serve(), to which the site of the request is known already."""
    find_site(request)
    return wagtail_views.serve(request, path)


@require_safe
def robots(request):
    return render(request, "robots.txt", {"site_url": settings.SITE_URL}, content_type="text/plain")


@require_safe
@cache_control(public=True, max_age=MANIFEST_MAX_AGE)
def manifest(request):
    """The web app manifest, for phones that add the site to the home screen; it opens in the browser."""
    organization = Organization.for_request(request)
    names = {"name": organization.name, "short_name": organization.short_name}
    return manifest_response(names | {"start_url": "/", "display": "browser"})
