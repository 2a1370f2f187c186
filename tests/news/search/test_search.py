"""The search page: matches, filters, highlights, pagination, and hostile queries."""

from datetime import date
from http import HTTPStatus
from urllib.parse import urlencode

import pytest
from wagtail.models import PageViewRestriction

from news.search import backend
from news.search.backend import MAX_QUERY_LENGTH, normalize_query
from tests.factories import (
    CountryFactory,
    PublicationFactory,
    StandardPageFactory,
    StatementFactory,
    WeeklyUpdateFactory,
    clipping,
)
from tests.html import headings, parse, text, unstyled_classes

UPDATE = "Weekly Update, February 21, 2025"
HOSTILE = [
    "x",
    "a" * 5000,
    "nul\x00byte",
    "\"quotes\" and 'quotes'",
    "AND OR NOT ( ) & | ! <-> :*",
    "'; DROP TABLE wagtailcore_page; --",
    "%' OR '1'='1",
    "\\",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "{{ 7|add:7 }} {% load static %}",
    "🕯️ 🇺🇦",
    "שלום עולם",
    "\u202eright to left override",
    "Українська їжа",
    "   ",
    "\n\t\r",
    "\ud800",
    "a b " * 100,
]


def search_for(visitor, query, **more):
    return visitor.get("/search/?" + urlencode({"q": query} | more, errors="surrogatepass"))


def found(visitor, query):
    """The titles of the results for a query."""
    return headings(parse(search_for(visitor, query)), 2)


@pytest.fixture(scope="module")
def pages(module_transaction):
    """A page of each kind, each with words that no other has."""
    WeeklyUpdateFactory(
        date=date(2025, 2, 21),
        letter="<p>Dear Friend,</p><p>We met the ambassador.</p>",
        clippings=[clipping("Synagogue restored in Lviv", "Example Wire", excerpt="The scaffolding came down.")],
    )
    StatementFactory(title="On restitution", kind="testimony", date=date(2024, 3, 1), body="<p>The commission sat.</p>")
    PublicationFactory(title="Annual survey", kind="annual-report", date=date(2023, 5, 1))
    CountryFactory(title="Ukraine", iso_code="UA", other_names="Україна")
    StandardPageFactory(title="Accessibility", body=[{"type": "text", "value": "<p>Keyboard and magnifier.</p>"}])


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("synagogue restored", "Synagogue restored in Lviv"),
        ("scaffolding", "Synagogue restored in Lviv"),
        ("ambassador", UPDATE),
        ("restitution", "On restitution"),
        ("commission", "On restitution"),
        ("annual survey", "Annual survey"),
        ("Україна", "Ukraine"),
        ("magnifier", "Accessibility"),
        ("MAGNIFIERS", "Accessibility"),
    ],
)
def test_a_visitor_finds_a_page_by_a_word_in_it(pages, visitor, query, title):
    assert found(visitor, query) == [title]


@pytest.mark.parametrize(
    ("query", "kind", "day"),
    [
        ("ambassador", "Weekly update", "2025-02-21"),
        ("restitution", "Testimony", "2024-03-01"),
        ("survey", "Annual report", "2023-05-01"),
        ("Україна", "Country", None),
    ],
)
def test_a_result_shows_its_kind_and_date(pages, visitor, query, kind, day):
    (result,) = parse(search_for(visitor, query)).select(".results > li")
    assert kind.lower() in text(result).lower()
    assert (result.time and result.time["datetime"]) == day
    assert result.a["href"].startswith("/")


def test_an_empty_search_shows_the_form_and_no_results(pages, visitor):
    for url in ("/search/", "/search/?q=", "/search/?q=%20%20", "/search/?page=3"):
        page = parse(visitor.get(url))
        assert page.find("input", type="search").get("value", "") == ""
        assert page.select(".results") == []
        assert len(headings(page)) == 1


def test_the_search_form_shows_the_query_again(pages, visitor):
    page = parse(search_for(visitor, '  the  "ambassador" '))
    assert page.find("input", type="search")["value"] == 'the "ambassador"'


@pytest.mark.parametrize("query", ["", "ambassador", "xylophone"])
def test_every_component_of_a_search_has_its_styles_with_it(pages, visitor, query):
    assert unstyled_classes(parse(search_for(visitor, query))) == set()


def test_without_results_the_visitor_is_told_what_to_try(pages, visitor):
    page = parse(search_for(visitor, "xylophone"))
    assert "Nothing was found for “xylophone”" in text(page.main)
    assert page.main.select("li")


@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_query_shows_a_normal_page(pages, visitor, query):
    response = search_for(visitor, query)
    assert response.status_code == HTTPStatus.OK
    page = parse(response)
    assert len(headings(page)) == 1
    assert page.find_all("script") == []
    assert page.find_all(onload=True) == page.find_all(onerror=True) == []
    assert b"\x00" not in response.content


@pytest.mark.parametrize("path", ["/search/", "/clippings/"])
def test_a_letter_of_another_language_in_a_season_a_day_or_a_bill_shows_a_normal_page(pages, visitor, path):
    for query in ("ſummer 2025", "last ſunday", "since ſeptember", "wınter 2025", "last frıday", "ſept 5", "ſ-1911"):
        assert visitor.get(path, {"q": query}).status_code == HTTPStatus.OK, query


@pytest.mark.parametrize("query", [query for query in HOSTILE if "<" in query])
def test_markup_in_a_query_is_escaped(pages, visitor, query):
    assert query not in search_for(visitor, query).content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "x", "1.5", "99999999999999999999", "", "2", "\x00"])
def test_an_invalid_page_of_results_shows_a_valid_one(pages, visitor, page):
    response = search_for(visitor, "ambassador", page=page)
    assert response.status_code == HTTPStatus.OK
    assert headings(parse(response), 2) == [UPDATE]


def test_many_results_come_page_by_page(home, visitor, monkeypatch):
    monkeypatch.setattr(backend, "PER_PAGE", 2)
    for number in range(5):
        StatementFactory(title=f"Reparation {number}")
    seen = []
    url = "/search/?q=reparation"
    for _ in range(3):
        page = parse(visitor.get(url))
        seen += headings(page, 2)
        following = page.find("a", rel="next")
        url = following and "/search/" + following["href"]
    assert sorted(seen) == [f"Reparation {number}" for number in range(5)]
    assert url is None


def test_a_visitor_filters_the_results_by_kind(home, visitor):
    StatementFactory(title="A bridge in a statement")
    PublicationFactory(title="A bridge in a report")
    StandardPageFactory(title="A bridge on a page")
    choices = parse(search_for(visitor, "bridge")).select("[aria-labelledby=by-kind] a")
    assert [text(choice) for choice in choices] == ["Everything 3", "Statements 1", "Publications 1", "Pages 1"]
    narrowed = parse(visitor.get("/search/" + choices[2]["href"]))
    assert headings(narrowed, 2) == ["A bridge in a report"]
    assert [text(choice) for choice in narrowed.select("[aria-labelledby=by-kind] a[aria-current]")] == [
        "Publications 1"
    ]


def test_a_filter_without_results_links_back_to_all(pages, visitor):
    page = parse(search_for(visitor, "ambassador", kind="country"))
    assert "Nothing was found for “ambassador” among these" in text(page.main)
    assert "?q=ambassador" in [link["href"] for link in page.main.select("a")]


def test_an_unknown_filter_is_named_and_the_nearest_offered(pages, visitor):
    for name, value, nearest in (
        ("kind", "statementz", "Statements"),
        ("country", "Moldva", "Moldova"),
        ("country", "xx", None),
        ("source", "exampel-wire", "Example Wire"),
        ("year", "20255", "2025"),
        ("year", "02015", "2015"),
        ("year", "02015999", "2015"),
        ("year", "1899", None),
        ("year", "<script>", None),
    ):
        main = parse(search_for(visitor, "ambassador", **{name: value})).main
        assert f"No {name} here is called “{value}”" in text(main)
        assert headings(main, 2) == []
        links = [text(link) for link in main.select(".notice__links a")]
        assert links == [nearest, "Without this filter"] if nearest else ["Without this filter"]


@pytest.mark.parametrize(
    "filters",
    [
        {"country": "UA"},
        {"country": "ukraine"},
        {"country": "Україна"},
        {"source": "Example-Wire"},
        {"source": "example wire"},
        {"source": "The Example Wire"},
    ],
)
def test_a_filter_is_understood_by_its_name(pages, visitor, filters):
    WeeklyUpdateFactory(
        date=date(2025, 2, 28), clippings=[clipping("Ambassador in Lviv", "Example Wire", countries=["UA"])]
    )
    assert headings(parse(search_for(visitor, "ambassador", **filters)), 2) == ["Ambassador in Lviv"]


def test_a_source_that_only_a_private_issue_names_is_not_offered(home, visitor):
    private = WeeklyUpdateFactory(clippings=[clipping("Minutes", "Example Wire")])
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    WeeklyUpdateFactory(date=date(2025, 2, 28), clippings=[clipping("A roof", "Example Wireless")])
    main = parse(search_for(visitor, "roof", source="exampel-wire")).main
    assert [text(link) for link in main.select(".notice__links a")] == ["Example Wireless", "Without this filter"]


def test_an_empty_filter_is_none(pages, visitor):
    assert headings(parse(search_for(visitor, "ambassador", kind="", year="")), 2) == [UPDATE]


def test_the_link_to_the_next_page_keeps_the_kind(home, visitor, monkeypatch):
    monkeypatch.setattr(backend, "PER_PAGE", 1)
    for number in range(2):
        StatementFactory(title=f"Reparation {number}")
    StandardPageFactory(title="Reparation elsewhere")
    page = parse(search_for(visitor, "reparation", kind="statement"))
    assert page.find("a", rel="next")["href"] == "?q=reparation&kind=statement&page=2"


def test_the_words_of_the_query_are_highlighted_in_all_their_forms(home, visitor):
    StatementFactory(title="The community’s synagogues", search_description="On communities and <b>the</b> law.")
    result = parse(search_for(visitor, "the community synagogue")).select_one(".results > li")
    assert [text(mark) for mark in result.select("mark")] == ["community", "synagogues", "communities"]
    assert "On communities and <b>the</b> law." in text(result)


def test_a_clipping_leads_to_its_place_and_shows_source_byline_and_date(home, visitor):
    value = {"byline": "Ada Writer", "date": "2025-02-19", "excerpt": "The scaffolding came down."}
    issue = WeeklyUpdateFactory(date=date(2025, 2, 21), clippings=[clipping("A roof", "Example Wire", **value)])
    result = parse(search_for(visitor, "writer scaffolding")).select_one(".results > li")
    assert result.a["href"] == f"{issue.url}#clipping-1"
    assert result.time["datetime"] == "2025-02-19"
    assert "Clipping" in text(result)
    assert "Example Wire , by Ada Writer" in text(result)
    assert [text(mark) for mark in result.select("mark")] == ["Writer", "scaffolding"]


def test_drafts_unpublished_and_private_pages_are_not_found(home, visitor):
    StatementFactory(title="Secret draft", live=False)
    withdrawn = StatementFactory(title="Secret withdrawn")
    withdrawn.unpublish()
    private = StatementFactory(title="Secret private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    StatementFactory(title="Secret but public")
    assert found(visitor, "secret") == ["Secret but public"]


def test_a_change_is_not_found_before_it_is_published(home, visitor):
    statement = StatementFactory(title="On sanctions")
    statement.body = "<p>An embargoed sentence.</p>"
    statement.save_revision()
    assert found(visitor, "embargoed") == []
    statement.save_revision().publish()
    assert found(visitor, "embargoed") == ["On sanctions"]


def test_a_search_allows_get_only(visitor):
    assert visitor.post("/search/", {"q": "x"}).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_search_engines_do_not_list_results(pages, visitor):
    assert parse(search_for(visitor, "ambassador")).find("meta", attrs={"name": "robots"})["content"] == "noindex"


@pytest.mark.parametrize("query", HOSTILE)
def test_a_normalized_query_is_short_and_printable(query):
    cleaned = normalize_query(query)
    assert len(cleaned) <= MAX_QUERY_LENGTH
    assert cleaned.isprintable()
    assert cleaned == cleaned.strip()
    assert normalize_query(cleaned) == cleaned
