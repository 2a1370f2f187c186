"""The feeds of statements and publications: whole texts; of all, or of a year, a kind or a bill."""

import datetime
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from news.models import PublicationIndex, Record, StatementBill, StatementIndex
from tests.factories import (
    CountryFactory,
    DocumentFactory,
    PublicationFactory,
    StatementFactory,
    StatementIndexFactory,
)
from tests.feed_formats import CONTENT
from tests.html import parse_xml

pytestmark = pytest.mark.django_db

RSS, JSON = "/statements/feed/", "/statements/feed.json"


@pytest.fixture(autouse=True)
def public_site_url(settings, home):
    settings.SITE_URL = "https://www.example.org"


def items(visitor, url):
    response = visitor.get(url)
    assert response.status_code == HTTPStatus.OK, url
    return response.json()["items"]


def titles(visitor, url):
    return [item["title"] for item in items(visitor, url)]


def test_a_statement_is_in_the_feed_whole_with_its_bills_its_correction_and_its_countries(visitor):
    other = StatementFactory(date=datetime.date(2024, 1, 1))
    statement = StatementFactory(
        title="On Ukraine",
        kind="letter",
        body=f'<h2>Why</h2><p>We write to Kyiv. <a linktype="page" id="{other.pk}">Before</a>\x0b</p>',
        correction="A name was wrong.",
        corrected_on=datetime.date(2025, 2, 5),
    )
    StatementBill.objects.create(statement=statement, congress=118, kind="hr", number=1911)
    item, _ = items(visitor, JSON)
    assert item["id"] == f"urn:uuid:{statement.translation_key}"
    assert item["url"] == f"https://www.example.org{statement.url}"
    assert item["summary"] == statement.summary
    assert item["tags"] == ["Ukraine"]
    assert item["date_published"] == "2025-02-03T12:00:00-05:00"
    for part in (
        "<strong>Letter</strong>",
        "<h2>Why</h2>",
        f'<a href="https://www.example.org{other.url}">Before</a>',
        "Corrected February 5, 2025.",
        "A name was wrong.",
        'href="https://www.congress.gov/bill/118th-congress/house-bill/1911"',
    ):
        assert part in item["content_html"]
    (first, _) = parse_xml(visitor.get(RSS)).iter("item")
    assert first.findtext(f"{CONTENT}encoded") == item["content_html"]
    assert [category.text for category in first.iter("category")] == ["Ukraine"]


def test_a_publication_is_in_the_feed_with_its_pdf_or_its_address_elsewhere(visitor):
    document = DocumentFactory()
    PublicationFactory(title="A report", document=document, external_url="", number=12, date=datetime.date(2025, 1, 2))
    PublicationFactory(title="An op-ed", kind="op-ed", external_url="https://example.org/op-ed")
    report, op_ed = items(visitor, "/publications/feed.json")
    file = {
        "url": f"https://www.example.org{document.url}",
        "mime_type": "application/pdf",
        "size_in_bytes": document.file_size,
    }
    assert report["attachments"] == [file]
    assert "No. 12" in report["content_html"]
    assert "external_url" not in report
    assert op_ed["external_url"] == "https://example.org/op-ed"
    assert "Read at example.org" in op_ed["content_html"]
    item = next(parse_xml(visitor.get("/publications/feed/")).iter("item"))
    size = str(document.file_size)
    assert item.find("enclosure").attrib == {"url": file["url"], "length": size, "type": "application/pdf"}


@pytest.fixture
def three(home):
    StatementFactory(title="A letter of 2024", kind="letter", date=datetime.date(2024, 3, 1))
    StatementFactory(title="A letter of 2025", kind="letter", date=datetime.date(2025, 3, 1))
    StatementFactory(title="A statement", body="<p>We support H.R. 1911.</p>", date=datetime.date(2024, 5, 1))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["A letter of 2025", "A statement", "A letter of 2024"]),
        ("?kind=letter", ["A letter of 2025", "A letter of 2024"]),
        ("?year=2024", ["A statement", "A letter of 2024"]),
        ("?kind=letter&year=2024", ["A letter of 2024"]),
        ("?bill=118-hr-1911", ["A statement"]),
        ("?bill=118-HR-1911", ["A statement"]),
        ("?year=1999", []),
        ("?utm_source=x", ["A letter of 2025", "A statement", "A letter of 2024"]),
    ],
)
def test_a_feed_can_be_of_a_year_a_kind_or_a_bill(visitor, three, query, expected):
    assert titles(visitor, f"{JSON}{query}") == expected
    joint = "&" if query else "?"
    assert titles(visitor, f"/statements/{query}{joint}format=json") == expected
    rss = parse_xml(visitor.get(f"/statements/{query}{joint}format=rss"))
    assert [item.findtext("title") for item in rss.iter("item")] == expected


def test_a_filtered_feed_says_what_it_is_of_and_where_it_belongs(visitor, three):
    feed = visitor.get("/statements/?utm_source=x&year=2024&kind=letter&format=json").json()
    assert feed["title"] == "NCSEJ: Statements, Letter, 2024"
    assert feed["home_page_url"] == "https://www.example.org/statements/?year=2024&kind=letter"
    assert feed["feed_url"] == "https://www.example.org/statements/feed.json?year=2024&kind=letter"
    title = visitor.get(f"{JSON}?bill=118-hr-1911").json()["title"]
    assert title == "NCSEJ: Statements, H.R.\u00a01911 (118th\u00a0Congress)"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("kind=poem", "letter"),
        ("year=25", "four digits"),
        ("year=٢٠٢٥", "four digits"),
        ("bill=hr1911", "118-hr-1911"),
        ("bill=118-xx-1", "118-hr-1911"),
        ("bill=118-hr-100000", "118-hr-1911"),
    ],
)
def test_a_feed_of_what_there_is_not_is_404_and_never_everything(visitor, three, query, sentence):
    for url in (f"{RSS}?{query}", f"{JSON}?{query}", f"/statements/?{query}&format=rss"):
        response = visitor.get(url)
        assert response.status_code == HTTPStatus.NOT_FOUND, url
        assert sentence in response.text


def test_an_unknown_format_of_a_list_is_404(visitor, three):
    assert visitor.get("/statements/?format=atom").status_code == HTTPStatus.NOT_FOUND
    assert "rss and json" in visitor.get("/statements/?format=atom").text
    assert visitor.get("/countries/ukraine/?format=rss").status_code == HTTPStatus.NOT_FOUND
    CountryFactory()
    assert visitor.get("/countries/ukraine/?format=rss")["Content-Type"].startswith("application/rss+xml")


def test_drafts_and_private_statements_are_in_no_feed(visitor, three):
    StatementFactory(title="A draft", live=False)
    private = StatementFactory(title="A private one")
    private.view_restrictions.create(restriction_type="login")
    assert len(titles(visitor, JSON)) == 3
    assert len(titles(visitor, f"{JSON}?bill=118-hr-1911")) == 1


@pytest.mark.parametrize("index", [StatementIndex, PublicationIndex])
def test_the_feeds_of_a_renamed_list_redirect_and_their_items_keep_their_ids(visitor, index):
    StatementFactory()
    PublicationFactory()
    page = index.objects.get()
    before = items(visitor, f"{page.url}feed.json")
    page.slug = "renamed"
    with TestCase.captureOnCommitCallbacks(execute=True):  # Wagtail makes redirects when the change is committed
        page.save_revision().publish()
    for name in ("feed/", "feed.json"):
        old = visitor.get(f"{page.url}{name}")
        assert old.status_code == HTTPStatus.MOVED_PERMANENTLY
        assert old.url.endswith(f"/renamed/{name}")
    after = items(visitor, "/renamed/feed.json")
    assert [item["id"] for item in after] == [item["id"] for item in before]
    assert [item["url"] for item in after] != [item["url"] for item in before]


@pytest.mark.parametrize("url", [RSS, JSON, "/publications/feed/"])
def test_a_reader_with_the_current_copy_gets_304_until_something_is_published(visitor, url):
    statement, publication = StatementFactory(), PublicationFactory()
    first = visitor.get(url)
    assert visitor.get(url, headers={"If-None-Match": first["ETag"]}).status_code == HTTPStatus.NOT_MODIFIED
    for page in (statement, publication):
        page.title = "Corrected"
        page.save_revision().publish()
    assert visitor.get(url, headers={"If-None-Match": first["ETag"]}).status_code == HTTPStatus.OK


def test_a_reader_of_a_feed_that_has_nothing_yet_gets_304(visitor):
    StatementIndexFactory()
    first = visitor.get(RSS)
    assert parse_xml(first).find(".//lastBuildDate").text.endswith("1971 00:00:00 +0000")
    assert visitor.get(RSS, headers={"If-None-Match": first["ETag"]}).status_code == HTTPStatus.NOT_MODIFIED


def test_a_reader_is_told_of_another_country_of_an_item(visitor):
    statement = StatementFactory()
    first = visitor.get(JSON)
    Record.objects.filter(page=statement).update(countries=["MD"])  # as when the gazetteer learns of a town
    again = visitor.get(JSON, headers={"If-None-Match": first["ETag"]})
    assert again.json()["items"][0]["tags"] == ["Moldova"]


def test_a_page_without_records_is_in_the_feed(visitor):
    statement = StatementFactory()
    Record.objects.all().delete()
    assert titles(visitor, JSON) == [statement.title]


def test_a_feed_of_one_kind_has_another_validator_than_that_of_all(visitor):
    StatementFactory(kind="letter")
    etags = [visitor.get(url)["ETag"] for url in (RSS, f"{RSS}?kind=letter", JSON)]
    assert len(set(etags)) == 3


def publication_with_pdf():
    PublicationFactory(document=DocumentFactory(), external_url="")


@pytest.mark.parametrize(("make", "url"), [(StatementFactory, RSS), (publication_with_pdf, "/publications/feed/")])
def test_a_feed_costs_the_same_with_six_pages_as_with_one(visitor, make, url):
    make()
    visitor.get(url)  # fills Wagtail's cache of site root paths
    counts = []
    for more in (0, 5):
        for _ in range(more):
            make()
        with CaptureQueriesContext(connection) as captured:
            assert visitor.get(url).status_code == HTTPStatus.OK
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 10
