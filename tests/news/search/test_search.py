"""Searching: what is found, and what a careless or hostile visitor is told."""

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
from tests.html import headings, parse, text, unstyled

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


def look_for(visitor, query, **more):
    return visitor.get("/search/?" + urlencode({"q": query} | more, errors="surrogatepass"))


def found(visitor, query):
    """The titles of the results for a query."""
    return headings(parse(look_for(visitor, query)), 2)


@pytest.fixture(scope="module")
def pages(kept_for_the_module):
    """Something of each kind, each with a word of its own."""
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
        ("synagogue restored", "Weekly Update, February 21, 2025"),
        ("scaffolding", "Weekly Update, February 21, 2025"),
        ("ambassador", "Weekly Update, February 21, 2025"),
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
def test_a_result_says_what_it_is_and_of_which_day(pages, visitor, query, kind, day):
    (result,) = parse(look_for(visitor, query)).select(".results > li")
    assert kind.lower() in text(result).lower()
    assert (result.time and result.time["datetime"]) == day
    assert result.a["href"].startswith("/")


def test_a_search_without_a_word_offers_the_box_and_no_result(pages, visitor):
    for address in ("/search/", "/search/?q=", "/search/?q=%20%20", "/search/?page=3"):
        page = parse(visitor.get(address))
        assert page.find("input", type="search").get("value", "") == ""
        assert page.select(".results") == []
        assert len(headings(page)) == 1


def test_what_was_searched_for_stands_in_the_box_again(pages, visitor):
    page = parse(look_for(visitor, '  the  "ambassador" '))
    assert page.find("input", type="search")["value"] == 'the "ambassador"'


@pytest.mark.parametrize("query", ["", "ambassador", "xylophone"])
def test_every_component_of_a_search_has_its_styles_with_it(pages, visitor, query):
    assert unstyled(parse(look_for(visitor, query))) == set()


def test_where_nothing_is_found_the_visitor_is_told_what_to_try(pages, visitor):
    page = parse(look_for(visitor, "xylophone"))
    assert "Nothing was found for “xylophone”" in text(page.main)
    assert page.main.select("li")


@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_query_is_answered_kindly(pages, visitor, query):
    answer = look_for(visitor, query)
    assert answer.status_code == HTTPStatus.OK
    page = parse(answer)
    assert len(headings(page)) == 1
    assert page.find_all("script") == []
    assert page.find_all(onload=True) == page.find_all(onerror=True) == []
    assert b"\x00" not in answer.content


@pytest.mark.parametrize("query", [query for query in HOSTILE if "<" in query])
def test_markup_in_a_query_comes_back_as_words(pages, visitor, query):
    assert query not in look_for(visitor, query).content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "x", "1.5", "99999999999999999999", "", "2", "\x00"])
def test_a_page_of_results_that_somebody_made_up_is_answered_kindly(pages, visitor, page):
    answer = look_for(visitor, "ambassador", page=page)
    assert answer.status_code == HTTPStatus.OK
    assert headings(parse(answer), 2) == ["Weekly Update, February 21, 2025"]


def test_many_results_come_page_by_page(home, visitor, monkeypatch):
    monkeypatch.setattr(backend, "PER_PAGE", 2)
    for number in range(5):
        StatementFactory(title=f"Reparation {number}")
    seen = []
    address = "/search/?q=reparation"
    for _ in range(3):
        page = parse(visitor.get(address))
        seen += headings(page, 2)
        following = page.find("a", rel="next")
        address = following and "/search/" + following["href"]
    assert sorted(seen) == [f"Reparation {number}" for number in range(5)]
    assert address is None


def test_a_search_is_narrowed_to_one_kind_by_a_link(home, visitor):
    StatementFactory(title="A bridge in a statement")
    PublicationFactory(title="A bridge in a report")
    StandardPageFactory(title="A bridge on a page")
    choices = parse(look_for(visitor, "bridge")).select("nav.filters a")
    assert [text(choice.parent) for choice in choices] == ["Everything 3", "Statements 1", "Publications 1", "Pages 1"]
    narrowed = parse(visitor.get("/search/" + choices[2]["href"]))
    assert headings(narrowed, 2) == ["A bridge in a report"]
    assert [text(choice) for choice in narrowed.select("nav.filters a[aria-current]")] == ["Publications"]


def test_what_is_narrowed_to_nothing_leads_back(pages, visitor):
    page = parse(look_for(visitor, "ambassador", kind="country"))
    assert "Nothing was found for “ambassador” among these" in text(page.main)
    assert "?q=ambassador" in [link["href"] for link in page.main.select("a")]


@pytest.mark.parametrize("kind", ["", "x", "weekly-update\x00", "<script>"])
def test_a_kind_that_does_not_exist_is_passed_over(pages, visitor, kind):
    assert headings(parse(look_for(visitor, "ambassador", kind=kind)), 2) == ["Weekly Update, February 21, 2025"]


def test_a_link_to_the_next_results_keeps_the_kind(home, visitor, monkeypatch):
    monkeypatch.setattr(backend, "PER_PAGE", 1)
    for number in range(2):
        StatementFactory(title=f"Reparation {number}")
    StandardPageFactory(title="Reparation elsewhere")
    page = parse(look_for(visitor, "reparation", kind="statement"))
    assert page.find("a", rel="next")["href"] == "?q=reparation&kind=statement&page=2"


def test_the_words_that_were_looked_for_are_marked_in_whatever_form_they_stand(home, visitor):
    StatementFactory(title="The community’s synagogues", search_description="On communities and <b>the</b> law.")
    result = parse(look_for(visitor, "the community synagogue")).select_one(".results > li")
    assert [text(mark) for mark in result.select("mark")] == ["community", "synagogues", "communities"]
    assert "On communities and <b>the</b> law." in text(result)


def test_a_weekly_update_leads_to_the_clippings_that_speak_of_it(pages, visitor):
    result = parse(look_for(visitor, "scaffolding")).select_one(".results > li")
    (link,) = result.select("ul a")
    assert text(link) == "Synagogue restored in Lviv"
    assert link["href"] == "/news/2025-02-21/#clipping-1"


def test_a_draft_a_withdrawn_page_and_a_private_one_are_not_found(home, visitor):
    StatementFactory(title="Secret draft", live=False)
    withdrawn = StatementFactory(title="Secret withdrawn")
    withdrawn.unpublish()
    private = StatementFactory(title="Secret private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    StatementFactory(title="Secret but public")
    assert found(visitor, "secret") == ["Secret but public"]


def test_what_is_being_written_is_not_found_before_it_is_published(home, visitor):
    statement = StatementFactory(title="On sanctions")
    statement.body = "<p>An embargoed sentence.</p>"
    statement.save_revision()
    assert found(visitor, "embargoed") == []
    statement.save_revision().publish()
    assert found(visitor, "embargoed") == ["On sanctions"]


def test_a_search_is_asked_for_and_not_sent(visitor):
    assert visitor.post("/search/", {"q": "x"}).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_search_engines_do_not_list_results(pages, visitor):
    assert parse(look_for(visitor, "ambassador")).find("meta", attrs={"name": "robots"})["content"] == "noindex"


@pytest.mark.parametrize("query", HOSTILE)
def test_a_cleaned_query_is_short_and_printable(query):
    cleaned = normalize_query(query)
    assert len(cleaned) <= MAX_QUERY_LENGTH
    assert cleaned.isprintable()
    assert cleaned == cleaned.strip()
    assert normalize_query(cleaned) == cleaned
