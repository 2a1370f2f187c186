"""What machines ask a site for: its health, its pages, its rules, its icon."""

import datetime
import io
from http import HTTPStatus

import pytest
from django.contrib.staticfiles import finders
from django.db import OperationalError, connection
from django.utils import timezone
from PIL import Image, ImageChops, ImageStat
from wagtail.models import PageViewRestriction

from pages.sharing import icons
from tests.factories import StandardPageFactory, StatementFactory, WeeklyUpdateFactory
from tests.html import parse, parse_xml
from tests.whole_site import organization

LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
LAST_CHANGE = LOCATION.replace("loc", "lastmod")


@pytest.mark.parametrize("address", ["/healthz", "/healthz/"])
def test_a_site_that_is_well_says_so(visitor, address):
    answer = visitor.get(address)
    assert answer.status_code == HTTPStatus.OK
    assert answer.json() == {"status": "ok"}
    assert not answer.cookies


def test_a_site_without_its_database_says_so(client, monkeypatch):
    """Where the database is out of reach nothing else may be asked of it on the way to the answer."""

    def unreachable(*args):
        raise OperationalError("could not connect to server: password=secret")

    monkeypatch.setattr(connection, "cursor", unreachable)
    answer = client.get("/healthz")
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert b"secret" not in answer.content


def addresses_in_sitemap(visitor):
    answer = visitor.get("/sitemap.xml")
    assert answer.status_code == HTTPStatus.OK
    return [location.text for location in parse_xml(answer).iter(LOCATION)]


def test_the_sitemap_has_every_page_a_visitor_can_open_and_no_other(home, visitor):
    public = [StatementFactory(), StandardPageFactory()]
    StatementFactory(live=False)
    private = StandardPageFactory(title="Private")
    below = StandardPageFactory(title="Below it", parent=private)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert below.live
    listed = addresses_in_sitemap(visitor)
    assert sorted(listed) == sorted(page.full_url for page in [home, public[0].get_parent(), *public])
    assert all(address.startswith("http") for address in listed)


def test_every_page_type_is_in_the_sitemap(full, visitor):
    assert set(addresses_in_sitemap(visitor)) >= {page.full_url for page in full.values()}


def modified_in_sitemap(visitor):
    """Address → the day of its last change, if it has been published."""
    entries = parse_xml(visitor.get("/sitemap.xml"))
    return {entry.findtext(LOCATION): entry.findtext(LAST_CHANGE) for entry in entries}


def test_a_list_has_changed_when_a_page_of_it_has(home, visitor):
    older, newer = StatementFactory(), StatementFactory()
    day = datetime.datetime(2031, 5, 9, 12, tzinfo=datetime.UTC)
    type(newer).objects.filter(pk=newer.pk).update(last_published_at=day)
    StatementFactory(live=False)
    modified = modified_in_sitemap(visitor)
    assert modified[newer.full_url] == modified[newer.get_parent().full_url] == "2031-05-09"
    assert modified[older.full_url] == timezone.localdate(older.last_published_at).isoformat()


def test_robots_are_kept_out_of_the_admin_and_shown_the_sitemap(visitor, settings, django_assert_num_queries):
    """Search may be asked: a page that may not be fetched cannot say that it is not to be listed."""
    settings.SITE_URL = "https://www.example.org"
    with django_assert_num_queries(0):
        answer = visitor.get("/robots.txt", headers={"host": "localhost"})
    assert answer.status_code == HTTPStatus.OK
    assert answer["Content-Type"].startswith("text/plain")
    assert answer.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "",
        "Sitemap: https://www.example.org/sitemap.xml",
    ]


def test_a_telephone_that_keeps_the_site_is_told_its_name_and_icons(visitor):
    organization(name="An <organization>", short_name="AO")
    answer = visitor.get("/site.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    assert "max-age=86400" in answer["Cache-Control"]
    told = answer.json()
    assert (told["name"], told["short_name"], told["display"]) == ("An <organization>", "AO", "browser")
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}
    for icon in told["icons"]:
        file = finders.find(icon["src"].removeprefix("/static/"))
        with Image.open(file) as picture:
            assert "{}x{}".format(*picture.size) == icon["sizes"]


def test_only_the_front_page_makes_a_browser_fetch_the_manifest(full, visitor):
    linking = [page for page in full.values() if parse(visitor.get(page.url)).find("link", rel="manifest")]
    assert [page.url for page in linking] == ["/"]


def test_the_icons_are_the_ones_that_the_site_draws():
    for name, (side, part) in icons.ICONS.items():
        kept = Image.open(finders.find(f"img/{name}"))
        drawn = Image.open(io.BytesIO(icons.draw_icon(side, part)))
        assert kept.size == drawn.size == (side, side)
        difference = ImageStat.Stat(ImageChops.difference(kept.convert("L"), drawn.convert("L")))
        assert difference.mean[0] < 1, name


def test_a_browser_finds_the_icon_at_its_usual_address(client):
    answer = client.get("/favicon.ico")
    assert answer.status_code == HTTPStatus.MOVED_PERMANENTLY
    assert finders.find(answer.url.removeprefix("/static/"))


@pytest.mark.parametrize("address", ["/statements/", "/statements"])
def test_an_address_without_its_last_stroke_is_led_to_the_page(visitor, address):
    StatementFactory()
    assert visitor.get(address, follow=True).status_code == HTTPStatus.OK


def test_a_draft_and_a_withdrawn_page_cannot_be_opened(home, visitor):
    draft = WeeklyUpdateFactory(live=False)
    below = StandardPageFactory(title="Below", parent=StandardPageFactory(title="Above", live=False), live=False)
    withdrawn = StatementFactory()
    assert visitor.get(withdrawn.url).status_code == HTTPStatus.OK
    withdrawn.unpublish()
    for page in (draft, below, withdrawn):
        assert visitor.get(page.url).status_code == HTTPStatus.NOT_FOUND


def test_a_page_is_found_only_at_its_own_address(home, visitor):
    StatementFactory(slug="a-statement")
    assert visitor.get("/statements/a-statement/").status_code == HTTPStatus.OK
    for address in ("/a-statement/", "/news/a-statement/", "/statements/a-statement/more/", "/home/statements/"):
        assert visitor.get(address).status_code == HTTPStatus.NOT_FOUND, address


@pytest.mark.parametrize("address", ["/", "/search/", "/news/feed/", "/sitemap.xml", "/robots.txt", "/no-such-page/"])
def test_every_answer_is_guarded(full, visitor, address):
    answer = visitor.get(address)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Set-Cookie" not in answer


def test_the_feed_search_and_contact_form_send_no_cookie(full, visitor):
    for address in ("/news/feed/", "/search/?q=headline", "/contact/", "/contact/received/", "/documents/1/x.pdf"):
        assert not visitor.get(address).cookies, address
