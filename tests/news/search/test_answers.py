"""What a visitor is told where nothing is found, or much, or nothing can be; and the order and filters of results."""

import json
from datetime import date
from http import HTTPStatus
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.models import PageViewRestriction

from news.search import backend, ranking
from tests.factories import CountryFactory, PersonFactory, StatementFactory, WeeklyUpdateFactory, clipping
from tests.html import headings, parse, text

from .asking import ask, titles

pytestmark = pytest.mark.django_db
MAX_QUERIES = 15  # where nothing is found as it was typed; with those that begin and end a transaction


def main(visitor, **parameters):
    return parse(visitor.get("/search/", parameters)).main


@pytest.fixture(scope="module")
def archive(module_transaction):
    """Clippings of two years, sources and countries."""
    CountryFactory(title="Moldova", iso_code="MD")
    WeeklyUpdateFactory(
        date=date(2015, 3, 6),
        clippings=[
            clipping("Moldova opens a library", "JTA", date="2015-03-04", countries=["MD"], excerpt="In Chișinău."),
            clipping("Riga opens a library", "JTA", date="2015-03-05", countries=["LV"]),
        ],
    )
    WeeklyUpdateFactory(
        date=date(2025, 2, 21),
        clippings=[
            clipping("A library in Bălți", "RFE/RL", date="2025-02-20", countries=["MD", "UA"]),
            clipping("Example school", "RFE/RL", date="2025-02-19", countries=["UA"], excerpt="It has a library now."),
        ],
    )


def facet(page, name):
    return [text(link) for link in page.select(f"[aria-labelledby=by-{name}] a")]


def test_a_country_a_year_and_a_source_are_asked_for_in_one_line(archive):
    assert titles("Moldova 2015 JTA") == ["Moldova opens a library"]
    assert titles("clippings moldova 2025")[0] == "A library in Bălți"


def test_counts_stand_beside_every_filter(archive, visitor):
    page = main(visitor, q="library")
    assert facet(page, "year") == ["All years 4", "2025 2", "2015 2"]
    assert facet(page, "country") == ["All countries 4", "Moldova 2", "Ukraine 2", "Latvia 1"]
    assert facet(page, "source") == ["All sources 4", "JTA 2", "RFE/RL 2"]


def test_a_filter_narrows_the_others_and_leaves_its_own_values_to_choose_from(archive, visitor):
    page = main(visitor, q="library", country="md", year="2015")
    assert headings(page, 2) == ["Moldova opens a library"]
    assert facet(page, "country") == ["All countries 2", "Moldova 1", "Latvia 1"]
    assert facet(page, "year") == ["All years 2", "2025 1", "2015 1"]
    (link,) = [link for link in page.select("[aria-labelledby=by-year] a") if "2025" in text(link)]
    assert headings(parse(visitor.get("/search/" + link["href"])).main, 2) == ["A library in Bălți"]


def test_results_are_ordered_by_relevance_or_by_date(archive, visitor):
    assert titles("library")[-1] == "Example school"
    assert titles("library", order="date") == [
        "A library in Bălți",
        "Example school",
        "Riga opens a library",
        "Moldova opens a library",
    ]
    order = main(visitor, q="library").select_one("[aria-label=Order]")
    assert [text(link) for link in order.select("a")] == ["Best match", "Newest first"]
    assert [text(link) for link in order.select("[aria-current]")] == ["Best match"]


def test_of_two_alike_the_newer_comes_first(home):
    for year in (2012, 2024, 2018):
        StatementFactory(title=f"On restitution, {year}", date=date(year, 1, 1))
    assert titles("restitution") == [f"On restitution, {year}" for year in (2024, 2018, 2012)]


def test_what_is_called_so_comes_before_what_mentions_it(home):
    for number in range(12):
        StatementFactory(title=f"Moldova and its neighbors, part {number}", body="<p>Moldova, Moldova.</p>")
    CountryFactory(title="Moldova", iso_code="MD")
    assert titles("moldova")[0] == "Moldova"


def test_counts_stop_at_a_thousand_and_ranking_at_the_newest_matches(home, visitor, monkeypatch):
    monkeypatch.setattr("news.search.facets.MAX_COUNT", 3)
    monkeypatch.setattr(ranking, "NEWEST", 4)
    monkeypatch.setattr(backend, "NEWEST", 4)
    for day in range(1, 8):
        StatementFactory(title=f"Restitution {day}", date=date(2025, 1, day))
    StatementFactory(title="Restitution long ago", date=date(2023, 1, 1))
    page = main(visitor, q="restitution")
    assert "3+ results for “restitution”" in text(page)
    assert facet(page, "year") == ["All years 3+", "2025 3+", "2024", "2023"]  # counted only where it is known
    assert headings(page, 2) == [f"Restitution {day}" for day in (7, 6, 5, 4)]


def test_the_years_of_private_pages_are_not_offered(home, visitor, monkeypatch):
    monkeypatch.setattr(ranking, "NEWEST", 1)
    monkeypatch.setattr(backend, "NEWEST", 1)
    for year in (2021, 2024, 2025):
        StatementFactory(title=f"Restitution {year}", date=date(year, 1, 1))
    private = StatementFactory(title="Minutes", date=date(2018, 1, 1))
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    years = facet(main(visitor, q="restitution"), "year")
    assert years == ["All years 1+", "2025 1+", "2024", "2023", "2022", "2021"]


@pytest.mark.parametrize(
    ("query", "advice"),
    [
        ("-school", "This says only what to leave out."),
        ("the of and", "These words stand in nearly every text."),
        ("🕯️ 🇺🇦", "There is no word in this to look for."),
        ("\"' ( & | ! :*", "There is no word in this to look for."),
        ("xylophone", "Nothing was found for “xylophone”."),
    ],
)
def test_a_visitor_is_told_what_to_type_instead(archive, visitor, query, advice):
    response = visitor.get("/search/", {"q": query})
    assert response.status_code == HTTPStatus.OK
    page = parse(response).main
    assert advice in text(page)
    assert page.select(".ways-on a")


@pytest.mark.parametrize(
    ("typed", "meant", "title"),
    [
        ("Moldva", "Moldova", "Moldova"),
        ("Modlova lybrary", "Moldova library", "Moldova opens a library"),
        ("exanple school", "Example school", "Example school"),
    ],
)
def test_a_slip_of_typing_is_answered_as_it_was_meant(archive, visitor, typed, meant, title):
    page = main(visitor, q=typed)
    assert f"Nothing was found for “{typed}”. Did you mean “{meant}”?" in text(page)
    assert headings(page, 2)[0] == title
    assert facet(page, "kind") == [] or f"q={meant.replace(' ', '+')}" in page.select_one(".facets a")["href"]


def test_a_word_that_is_found_is_not_corrected(archive, visitor):
    assert "Did you mean" not in text(main(visitor, q="library"))
    assert "Did you mean" not in text(main(visitor, q="zzzzzz"))


def test_a_quoted_phrase_is_found_as_it_stands_or_else_its_words(archive, visitor):
    assert titles('"opens a library"') == ["Riga opens a library", "Moldova opens a library"]
    page = main(visitor, q='"library opens Riga"')
    assert "Nothing has just the words" in text(page)
    assert headings(page, 2) == ["Riga opens a library"]


def test_where_nothing_has_all_words_what_has_some_is_shown(archive, visitor):
    page = main(visitor, q="xylophone library")
    assert "Nothing has all the words of “xylophone library”." in text(page)
    assert len(headings(page, 2)) == 4


def test_all_words_but_one_come_before_one_of_many(archive):
    assert set(titles("Moldova library xylophone")) == {"Moldova opens a library", "A library in Bălți"}
    assert set(titles("Moldova xylophone zither")) == {"Moldova", "Moldova opens a library", "A library in Bălți"}


def test_a_search_that_takes_too_long_is_ended_by_the_database(archive, visitor, monkeypatch):
    """The statement is replaced by one that sleeps; PostgreSQL itself ends it."""
    monkeypatch.setattr(backend, "TIMEOUT", 50)

    def sleep(execute, sql, parameters, many, context):
        if "ts_rank" in sql:
            return execute("SELECT pg_sleep(30)", None, many, context)
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(sleep):
        response = visitor.get("/search/", {"q": "library"})
    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    page = parse(response).main
    assert "This search took too long and was ended." in text(page)
    assert page.find("input", type="search")["value"] == "library"
    assert len(titles("library")) == 4  # and the connection goes on


@pytest.mark.parametrize("query", ["xylophone", "exanple lybrary", "xylophone zither library", '"a b c" xylophone'])
def test_nothing_else_is_tried_for_a_visitor_who_has_waited_as_long_as_a_search_may_take(
    archive, visitor, monkeypatch, query
):
    """The clock is replaced by one that each statement of the search moves on by the whole of that time."""
    now, statements = [0.0], []
    monkeypatch.setattr(backend, "monotonic", lambda: now[0], raising=False)

    def count(execute, sql, parameters, many, context):
        if "ts_rank" in sql or "ts_stat" in sql:
            now[0] += backend.TIMEOUT / 1000
            statements.append(sql)
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(count):
        response = visitor.get("/search/", {"q": query})
    assert len(statements) == 1
    assert response.status_code == HTTPStatus.OK
    page = parse(response).main
    assert f"Nothing was found for “{query}”." in text(page)
    assert page.select(".ways-on a")


@pytest.mark.parametrize("query", ["library", "xylophone", "exanple lybrary", "xylophone zither library", '"a b c"'])
def test_any_search_needs_few_queries(archive, visitor, django_assert_max_num_queries, query):
    visitor.get("/search/?q=library")
    with django_assert_max_num_queries(MAX_QUERIES):
        visitor.get("/search/", {"q": query, "year": "2015"})
    with django_assert_max_num_queries(MAX_QUERIES):
        visitor.get("/search/", {"q": query})


def test_ask_prints_what_the_page_shows(archive, visitor):
    out = StringIO()
    call_command("ask", "library", "--json", stdout=out)
    asked = json.loads(out.getvalue())
    page = main(visitor, q="library")
    assert [result["title"] for result in asked] == headings(page, 2)
    assert [result["url"] for result in asked] == [link["href"] for link in page.select(".results h2 a")]
    assert [result["date"] for result in asked] == [time["datetime"] for time in page.select(".results time")]
    assert {result["kind"] for result in asked} == {"clipping"}
    assert asked[-1]["excerpt"] == "It has a library now."


@pytest.mark.parametrize("query", ["library not Moldova", "NOT Moldova library"])
def test_a_plain_not_leaves_out_as_a_minus_does(archive, query):
    assert titles(query) == titles("library -Moldova") != titles("library")


def test_ask_speaks_to_people_too(archive):
    out = StringIO()
    call_command("ask", "Moldva", stdout=out)
    assert "Did you mean “Moldova”?" in out.getvalue()
    assert "  1. Moldova\n" in out.getvalue()
    assert ask("Moldva").count.number == 3


@pytest.mark.parametrize("typed", ["Марк Левин", "марк левин", "Марк Левін"])
def test_a_person_is_found_by_a_name_in_cyrillic(visitor, typed):
    StatementFactory(title="Mark Levin on restitution")
    page = main(visitor, q=typed)
    assert headings(page, 2) == ["Mark Levin on restitution"]
    assert f"Nothing was found for “{typed}”." in text(page)


@pytest.mark.parametrize("typed", ["מארק לוין", "לוין", "מאַרק לעווין"])
def test_a_person_is_found_by_a_name_in_hebrew_letters(visitor, typed):
    PersonFactory(name="Mark B. Levin")
    StatementFactory(title="Mark Levin on the Lehman archive in America")
    StatementFactory(title="A market")
    page = main(visitor, q=typed)
    assert headings(page, 2) == ["Mark Levin on the Lehman archive in America"]
    assert f"Nothing was found for “{typed}”." in text(page)


@pytest.mark.parametrize("typed", ["restituion", "restitutoin", "restitushun", "Restitutions"])
def test_a_word_whose_ending_is_misspelled_is_corrected(typed):
    StatementFactory(title="A generator and restitution")
    StatementFactory(title="A school")
    assert titles(typed) == ["A generator and restitution"]


def test_an_initial_is_left_out_beside_a_name():
    StatementFactory(title="Mark Levin writes")
    assert titles("M. Levin") == titles("Mark X Levin") == ["Mark Levin writes"]
