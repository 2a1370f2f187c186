"""Querysets whose SQL is written once: they fetch what the queryset does, each time with other values."""

import pytest
from django.db.models import CharField, DateField

from news.models import Statement
from pages.prepared import Parameter, PreparedQueries, PreparedQuery
from tests.factories import StatementFactory


def by_title():
    return Statement.objects.filter(title=Parameter("title", CharField())).order_by("-pk")


@pytest.mark.django_db
def test_a_prepared_query_fetches_what_is_there_now_and_is_built_once(home, django_assert_num_queries):
    built = []
    query = PreparedQuery(lambda: built.append(1) or by_title())
    assert query.fetch(title="One") == []
    one, other = StatementFactory(title="One"), StatementFactory(title="Other")
    with django_assert_num_queries(2):
        assert query.fetch(title="One") == [one]
        assert query.fetch(title="Other") == [other]
    assert built == [1]


@pytest.mark.django_db
def test_a_value_is_a_value_and_no_sql(home):
    title = "'; DROP TABLE news_statement; -- %s"
    statement = StatementFactory(title=title)
    assert PreparedQuery(by_title).fetch(title=title) == [statement]


@pytest.mark.django_db
def test_annotations_related_rows_and_prefetched_ones_come_along(home, django_assert_num_queries):
    statement = StatementFactory()
    day = Parameter("day", DateField())
    query = PreparedQuery(
        lambda: Statement.objects.filter(date=day).bring_bills().select_related("locale").prefetch_related("bill_rows")
    )
    with django_assert_num_queries(2):
        (found,) = query.fetch(day=statement.date)
        assert (found.bill_values, found.locale.pk, list(found.bill_rows.all())) == ([], statement.locale_id, [])


@pytest.mark.django_db
def test_no_more_queries_are_kept_than_wanted_and_the_last_used_stay(home):
    built = []
    queries = PreparedQueries(2)
    for key in ("one", "two", "one", "three", "one", "two"):
        queries.fetch(key, lambda key=key: built.append(key) or Statement.objects.filter(title=key))
    assert built == ["one", "two", "three", "two"]
    assert len(queries.queries) == 2
