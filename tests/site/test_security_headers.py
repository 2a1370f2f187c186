"""Security headers but the Content-Security-Policy, and the absence of cookies for visitors."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from pages.images.renditions import EMAIL_SPEC
from tests.factories import ImageFactory


@pytest.mark.parametrize("url", ["/", "/search/", "/news/feed/", "/sitemap.xml", "/robots.txt", "/no-such-page/"])
def test_every_response_has_the_security_headers_and_sets_no_cookie(full, visitor, url):
    response = visitor.get(url)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Set-Cookie" not in response


def test_feed_search_and_contact_form_set_no_cookie(full, visitor):
    for url in ("/news/feed/", "/search/?q=headline", "/contact/", "/contact/received/", "/documents/1/x.pdf"):
        assert not visitor.get(url).cookies, url


@pytest.mark.parametrize("url", ["/", "/search/", "/news/feed/", "/robots.txt", "/no-such-page/", "/admin/login/"])
def test_no_other_site_may_embed_a_page_and_no_script_may_use_the_device(full, visitor, url):
    response = visitor.get(url)
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    for feature in ("camera", "microphone", "geolocation", "usb", "browsing-topics"):
        assert f"{feature}=()" in response["Permissions-Policy"]
    assert "clipboard" not in response["Permissions-Policy"]  # the editor copies an email with it


def test_the_pictures_that_emails_and_messengers_show_may_be_embedded_anywhere(full, visitor):
    rendition = ImageFactory().get_rendition(EMAIL_SPEC)
    assert visitor.get(rendition.url)["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert visitor.get("/media/images/none.png")["Cross-Origin-Resource-Policy"] == "same-origin"


def hsts(**environment):
    """The header of production settings, read in a process of their own."""
    script = """
import django
from django.test import Client
django.setup()
print(Client().get("/robots.txt", secure=True, headers={"host": "www.example.org"})["Strict-Transport-Security"])
"""
    production = {
        "DEBUG": "false",
        "SECRET_KEY": "fifty-characters-that-are-no-secret-in-a-test-0123456789",
        "ALLOWED_HOSTS": "www.example.org",
    }
    result = subprocess.run(
        [sys.executable, "-c", script],
        cwd=settings.BASE_DIR,
        env=os.environ | production | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return result.stdout.strip()


def test_subdomains_are_bound_to_https_only_where_that_was_asked_for():
    assert hsts() == "max-age=31536000"
    asked = hsts(HSTS_SECONDS="63072000", HSTS_INCLUDE_SUBDOMAINS="true", HSTS_PRELOAD="true")
    assert asked == "max-age=63072000; includeSubDomains; preload"
