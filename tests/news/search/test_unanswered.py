"""What is counted of searches that found nothing, and what is not."""

from datetime import date

import pytest
from django.db import DatabaseError, connection

from news.models import UnansweredSearch
from news.search import unanswered
from tests.factories import StatementFactory


@pytest.fixture
def search(visitor):
    StatementFactory(title="On restitution")
    return lambda query, **more: visitor.get("/search/", {"q": query} | more)


def counted():
    return dict(UnansweredSearch.objects.values_list("query", "count"))


def test_what_nobody_found_is_counted_for_each_day(search, set_today):
    for query in ("Xylophone", "xylophone!", "Žalgiris", "restitution", "xylophone restitution"):
        search(query)
    assert counted() == {"xylophone": 2, "zalgiris": 1, "xylophone restitution": 1}
    set_today(date(2030, 1, 1))
    search("xylophone")
    assert UnansweredSearch.objects.filter(query="xylophone").count() == 2


@pytest.mark.parametrize(
    "query",
    [
        "ada@example.org",
        "202-898-2500",
        "+1 (202) 898 2500",
        "4111111111111111",
        "https://example.org/xylophone",
        "<script>alert(1)</script>",
        "'; DROP TABLE xylophone; --",
        "../../etc/passwd",
        "x" * 90,
        "one two three four five six seven eight nine ten xylophone",
        "🕯️",
        "-restitution",
        "the of",
        "12",
    ],
)
def test_what_is_of_no_use_to_staff_or_of_a_person_is_not(search, query):
    search(query)
    assert counted() == {}


def test_a_search_that_is_corrected_or_filtered_is_answered(search):
    search("restituton")
    search("restitution", year="1999")
    assert counted() == {}


def test_a_robot_fills_no_table(search, monkeypatch):
    monkeypatch.setattr(unanswered, "MAX_TERMS", 2)
    for query in ("xylophone", "zither", "theremin", "zither"):
        search(query)
    assert counted() == {"xylophone": 1, "zither": 2}


def test_the_visitor_is_answered_though_counting_fails(search):
    def fail(execute, sql, parameters, many, context):
        if "INSERT INTO news_unansweredsearch" in sql:
            raise DatabaseError("cannot execute INSERT in a read-only transaction")
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(fail):
        assert "Nothing was found" in search("xylophone").text
    assert counted() == {}
