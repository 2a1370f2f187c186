"""robots.txt: what crawlers may fetch."""

from http import HTTPStatus


def test_crawlers_are_kept_out_of_the_admin_and_find_the_sitemap(visitor, settings, django_assert_num_queries):
    """The search page is not disallowed: a crawler has to fetch it to see its noindex."""
    settings.SITE_URL = "https://www.example.org"
    with django_assert_num_queries(0):
        response = visitor.get("/robots.txt", headers={"host": "localhost"})
    assert response.status_code == HTTPStatus.OK
    assert response["Content-Type"].startswith("text/plain")
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "",
        "Sitemap: https://www.example.org/sitemap.xml",
    ]
