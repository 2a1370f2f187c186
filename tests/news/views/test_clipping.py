"""A clipping's own page: its permanent link, its citation, and what citation managers read of it."""

import datetime
from http import HTTPStatus
from urllib.parse import parse_qs, urljoin

import pytest
from wagtail.models import PageViewRestriction

from news.models import Record, WeeklyUpdate
from pages.models import Home
from tests.factories import CountryFactory, StatementFactory, WeeklyUpdateFactory
from tests.html import headings, json_ld, parse, text, unstyled_classes
from tests.schema_org import faults, node_of_type

from .conftest import cut

FRIDAY = datetime.date(2015, 3, 6)
NAME = "National Coalition Supporting Eurasian Jewry"


@pytest.fixture
def update(home):
    return WeeklyUpdateFactory(
        date=FRIDAY,
        clippings=[
            cut("Another one"),
            cut(
                "Synagogue of Chisinau",
                "JTA",
                byline="A. Writer and B. Writer",
                url="https://example.org/article",
                excerpt="A roof was mended.\n\nIt took H.R. 1911.",
            ),
        ],
    )


@pytest.fixture
def url(update):
    return f"/clippings/{Record.objects.get(title='Synagogue of Chisinau').key}/"


def full(url):
    """The URL of a path with its host."""
    return urljoin(Home.objects.get().full_url, url)


def meta(page, prefix):
    return [(tag["name"], tag["content"]) for tag in page.select(f"meta[name^={prefix}]")]


def test_a_clipping_has_a_page_with_all_that_its_issue_says_of_it(update, url, visitor):
    CountryFactory(title="Moldova", iso_code="MD")
    page = parse(visitor.get(url))
    assert headings(page) == ["Synagogue of Chisinau"]
    for words in ("JTA", ", by A. Writer and B. Writer", "March 2, 2015", "A roof was mended.", "H.R. 1911"):
        assert words in text(page.main)  # with plain spaces
    links = {text(link): link["href"] for link in page.main.select("a")}
    assert links["Read at JTA"] == "https://example.org/article"
    assert links["Weekly Update, March 6, 2015"] == "/news/2015-03-06/#clipping-2"
    assert links["From JTA"] == "/clippings/?source=jta"
    assert links["On Moldova"] == "/countries/moldova/"
    assert links["In 2015"] == "/clippings/?year=2015"
    assert unstyled_classes(page) == set()


def test_a_reader_copies_its_link_and_its_citation(update, url, visitor):
    page = parse(visitor.get(url))
    parts = {text(row.dt): text(row.dd) for row in page.select(".colophon dl > div")}
    assert parts["Link"] == full(url)
    assert parts["Cite as"] == (
        "A. Writer and B. Writer. “Synagogue of Chisinau.” JTA, March 2, 2015. "
        f"Quoted in {NAME}. “Weekly Update, March 6, 2015.” {full(url)}"
    )
    assert page.select_one("link[rel=canonical]")["href"] == full(url)


def test_citation_managers_read_the_article_and_who_published_it(update, url, visitor):
    page = parse(visitor.get(url))
    assert meta(page, "citation_") == [
        ("citation_title", "Synagogue of Chisinau"),
        ("citation_author", "A. Writer"),
        ("citation_author", "B. Writer"),
        ("citation_publication_date", "2015/03/02"),
        ("citation_journal_title", "JTA"),
        ("citation_fulltext_html_url", "https://example.org/article"),
        ("citation_public_url", full(url)),
    ]
    (span,) = page.select("span.Z3988")
    coins = parse_qs(span["title"])
    assert coins["rft.type"] == ["newspaperArticle"]
    assert (coins["rft.source"], coins["rft.date"]) == (["JTA"], ["2015-03-02"])
    assert coins["rft.creator"] == ["A. Writer", "B. Writer"]
    assert faults(json_ld(page)) == []
    article = node_of_type(json_ld(page), "WebPage")["mainEntity"]
    assert (article["headline"], article["publisher"]["name"]) == ("Synagogue of Chisinau", "JTA")


def test_a_clipping_without_a_date_is_not_given_that_of_its_issue(home, visitor):
    WeeklyUpdateFactory(date=FRIDAY, clippings=[cut("Undated", day=None)])
    page = parse(visitor.get(f"/clippings/{Record.objects.get(title='Undated').key}/"))
    cited = text(page.select(".colophon dd")[1])
    assert cited.startswith("“Undated.” Example Wire. Quoted in")
    assert "citation_publication_date" not in dict(meta(page, "citation_"))


@pytest.mark.parametrize("make", [WeeklyUpdateFactory, StatementFactory])
def test_an_issue_and_a_statement_are_read_by_citation_managers_with_their_corporate_author(home, visitor, make):
    page = make(date=FRIDAY, title="Before the cold")
    html = parse(visitor.get(page.url))
    assert meta(html, "citation_") == [
        ("citation_title", "Before the cold"),
        ("citation_author", NAME),
        ("citation_publication_date", "2015/03/06"),
        ("citation_publisher", NAME),
        ("citation_public_url", page.full_url),
    ]
    (span,) = html.select("span.Z3988")
    assert parse_qs(span["title"])["rft.aucorp"] == [NAME]


def test_each_clipping_of_an_issue_links_its_own_page(update, url, visitor):
    page = parse(visitor.get(update.url))
    links = page.select("a.clipping__cite")
    assert [text(link) for link in links] == ["Cite", "Cite"]
    assert links[1]["href"] == url
    assert [visitor.get(link["href"]).status_code for link in links] == [HTTPStatus.OK] * 2


def test_a_row_of_the_list_links_the_clippings_own_page(update, url, visitor):
    assert url in [link["href"] for link in parse(visitor.get("/clippings/")).select(".row a")]


def test_its_address_stays_when_the_issue_is_corrected_and_its_order_changed(update, url, visitor):
    update.clippings.insert(0, update.clippings.pop(1))
    update.clippings[0].value["headline"] = "Synagogue of Chișinău"
    update.save_revision().publish()
    page = parse(visitor.get(url))
    assert headings(page) == ["Synagogue of Chișinău"]
    assert "Number 1 in" in text(page.main)


def restrict(update):
    PageViewRestriction.objects.create(page=update, restriction_type=PageViewRestriction.LOGIN)


def remove(update):
    update.clippings.pop(1)
    update.save_revision().publish()


@pytest.mark.parametrize("change", [restrict, remove, lambda update: update.unpublish()])
def test_a_clipping_that_has_gone_or_is_private_is_404_and_says_so(update, url, visitor, change):
    change(update)
    response = visitor.get(url)
    assert response.status_code == HTTPStatus.NOT_FOUND
    assert headings(parse(response)) == ["There is no clipping at this address any more"]
    assert parse(response).select_one("main a[href='/clippings/']")
    assert "Synagogue" not in response.text


def test_a_clipping_is_found_on_its_page_where_the_records_lag_behind_a_new_order(update, url, visitor):
    update.clippings.insert(0, update.clippings.pop(1))
    update.save(update_fields=["clippings"])  # as where its records could not be made again
    page = parse(visitor.get(url))
    assert headings(page) == ["Synagogue of Chisinau"]
    for words in ("A roof was mended.", "by A. Writer and B. Writer", "Number 1 in"):
        assert words in text(page.main)


@pytest.mark.parametrize("fields", [{"clippings"}, {"live"}])
def test_a_clipping_that_has_gone_is_404_where_the_records_lag_behind(update, url, visitor, fields):
    if "live" in fields:
        WeeklyUpdate.objects.update(live=False)
    else:
        update.clippings.pop(1)
        update.save(update_fields=fields)
    assert Record.objects.filter(title="Synagogue of Chisinau").exists()
    response = visitor.get(url)
    assert response.status_code == HTTPStatus.NOT_FOUND
    assert headings(parse(response)) == ["There is no clipping at this address any more"]


def test_two_clippings_to_which_an_import_gave_one_id_have_a_page_each(update, visitor):
    update.clippings[1].id = update.clippings[0].id
    update.save_revision().publish()
    for record in Record.objects.clippings():
        assert headings(parse(visitor.get(f"/clippings/{record.key}/"))) == [record.title]


def test_a_private_issue_does_not_link_pages_that_are_not_there(update, editor):
    restrict(update)
    page = parse(editor.get(update.url))
    assert page.select(".clipping")
    assert not page.select("a.clipping__cite")


@pytest.mark.parametrize("key", ["x", "0123456789abcdef", "%00", "x" * 5000, "🕯️", "'--"])
def test_an_address_that_never_was_a_clippings_is_404(home, visitor, key):
    assert visitor.get(f"/clippings/{key}/").status_code == HTTPStatus.NOT_FOUND
