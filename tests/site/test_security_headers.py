"""Security headers, and the absence of cookies for visitors."""

import pytest


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
