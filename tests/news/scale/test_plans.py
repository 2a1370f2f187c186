"""How PostgreSQL answers the hottest queries with 20,000 records: by an index, and reading a bounded number of rows.

The statements are those that the views send, and are explained as they were sent. With `-s` it prints what each took.
"""

from collections import Counter
from dataclasses import dataclass

import pytest
from django.db import connection, transaction
from django.test import Client

from news.inbox.earlier import find_earlier
from news.models import InboxItem, Record
from news.records.write import write_records
from news.search.ranking import NEWEST
from tests.database import copy_of
from tests.factories import CountryFactory, WeeklyUpdateFactory, clipping

from .many_records import COMMON_WORD, PHRASE, RARE_WORD, fill

TABLE = Record._meta.db_table
PAGES = 2_000  # of ten clippings each
PHRASES = PAGES * 10 // 100
BILLS = PAGES * 10 // 200
FILTERS = "country=md&year=2015&source=source-1"
SEARCH, LIST, COUNTS = "search", "list", "counts"  # which of a view's statements

# Name: address, which statement, and how many rows of the table it may read at most.
HOT = {
    "search: a rare word": (f"/search/?q={RARE_WORD}", SEARCH, 5),
    "search: a word in all": (f"/search/?q={COMMON_WORD}", SEARCH, NEWEST + 10),
    "search: a word in all, by date": (f"/search/?q={COMMON_WORD}&order=date", SEARCH, NEWEST + 10),
    "search: a phrase": (f'/search/?q="{PHRASE}"', SEARCH, 2 * PHRASES),
    "search: three filters": (f"/search/?q={COMMON_WORD}&{FILTERS}", SEARCH, 3 * NEWEST),
    "search: a feed": (f"/search/?q={COMMON_WORD}&format=rss", LIST, 60),
    "clippings": ("/clippings/", LIST, 40),
    "clippings: a frequent country": ("/clippings/?country=ua", LIST, 200),
    "clippings: a rare country": ("/clippings/?country=tm", LIST, 1_500),
    "clippings: country, year and source": (f"/clippings/?{FILTERS}", LIST, 200),
    "clippings: a source": ("/clippings/?source=source-3", LIST, 1_500),
    "clippings: a bill": ("/clippings/?bill=118-hr-1911", LIST, 2 * BILLS),
    "clippings: a deep page": ("/clippings/?after={key}", LIST, 60),
    "clippings: a feed": ("/clippings/?country=md&format=rss", LIST, 1_500),
    "clippings: counts": ("/clippings/", COUNTS, 2 * BILLS),
    "clippings: counts of three filters": (f"/clippings/?{FILTERS}", COUNTS, 5_000),
    "clippings: counts of a bill": ("/clippings/?bill=118-hr-1911", COUNTS, 6 * BILLS),
    "clippings: a word in all, with counts": (f"/clippings/?q={COMMON_WORD}", LIST, NEWEST + 10),
    "clippings: two words, with counts": (f"/clippings/?q={COMMON_WORD}+word7&country=md", LIST, 3 * NEWEST),
    "a country's feed": ("/countries/moldova/feed/", LIST, 1_500),
    "a country: counts by year": ("/countries/moldova/", COUNTS, 2_500),
    "the map: counts by country": ("/countries/", COUNTS, 2_000),
    "a source": ("/sources/source-3/", LIST, 1_500),
    "a bill": ("/bills/118/hr/1911/", LIST, 2 * BILLS),
    "the bills": ("/bills/", COUNTS, 2 * BILLS),
}

# Counts of all clippings read an index alone, and grow with the archive: how often each record is read in it, at most.
LINEAR = {"clippings: counts": 2, "a country: counts by year": 2}
MAX_ENTRIES = 4_000  # of an index, for all others


@dataclass(frozen=True, slots=True)
class Plan:
    """Of one statement. rows: that were read of the table, those that did not match included.

    entries: that were read of an index alone, which is an eighth of the table and has no texts.
    """

    rows: int
    entries: int
    indexes: frozenset[str]
    has_seq_scan: bool
    milliseconds: float


def walk(node):
    yield node
    for child in node.get("Plans", []):
        yield from walk(child)


def explain(sql, parameters) -> Plan:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", parameters)
        (explained,) = cursor.fetchone()[0]
        transaction.set_rollback(True)
    nodes = list(walk(explained["Plan"]))
    scans = [node for node in nodes if node.get("Relation Name") == TABLE]
    index_only = [node for node in scans if node["Node Type"] == "Index Only Scan"]
    return Plan(
        rows=count_rows([node for node in scans if node not in index_only])
        + sum(node["Heap Fetches"] for node in index_only),
        entries=count_rows(index_only),
        indexes=frozenset(node["Index Name"] for node in nodes if "Index Name" in node),
        has_seq_scan=any(node["Node Type"] == "Seq Scan" for node in scans),
        milliseconds=explained["Execution Time"],
    )


def count_rows(scans) -> int:
    read = ("Actual Rows", "Rows Removed by Filter", "Rows Removed by Index Recheck")
    return round(sum(sum(node.get(name, 0) for name in read) * node["Actual Loops"] for node in scans))


def sent_by(action) -> list[tuple]:
    """The statements that find something in the table, which an action sends, with their parameters."""
    statements = []

    def note(execute, sql, parameters, many, context):
        if f'"{TABLE}"' in sql and not sql.startswith("INSERT"):
            statements.append((sql, parameters))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(note):
        action()
    return statements


def kind_of(sql) -> str:
    if sql.startswith("WITH part_"):  # news/views/counting.py
        return COUNTS
    if sql.startswith("WITH "):
        return SEARCH
    return COUNTS if "COUNT(" in sql else LIST


def visit(url):
    response = Client().get(url)
    assert response.status_code == 200, url


@pytest.fixture(scope="module")
def measured(template_database, django_db_blocker):
    """Name → Plan of the hot queries, and index → in how many of all statements it was used.

    In a database of its own, whose statistics are fresh.
    """
    with django_db_blocker.unblock(), copy_of(template_database):
        CountryFactory(title="Moldova", iso_code="MD")
        issue = WeeklyUpdateFactory(clippings=[clipping()])
        fill(issue.get_parent(), PAGES)
        own_key = Record.objects.get(page=issue, position=1).key
        key = Record.objects.clippings().newest().values_list("key", flat=True)[PAGES * 9]
        plans, used = {}, Counter(dict.fromkeys(table_indexes(), 0))
        for name, (url, kind, _) in HOT.items():
            sent = sent_by(lambda url=url: visit(url.format(key=key)))
            explained = [(kind_of(sql), explain(sql, parameters)) for sql, parameters in sent]
            plans[name] = max((plan for kind_of_plan, plan in explained if kind_of_plan == kind), key=by_rows)
            used.update(index for _, plan in explained for index in plan.indexes)
        found = InboxItem(pk=1, url=Record.objects.get(key=key).url, headline="Synagogue reopens after thirty years")
        for action in (
            lambda: visit(f"/clippings/{own_key}/"),
            lambda: write_records(issue),
            lambda: find_earlier([found]),
        ):
            used.update(index for statement in sent_by(action) for index in explain(*statement).indexes)
        print_table(plans)
        yield plans, used


def by_rows(plan: Plan) -> tuple[bool, int]:
    """Of a view's statements the worst is judged."""
    return plan.has_seq_scan, plan.rows + plan.entries


def print_table(plans):
    print(f"\n{'with 20,000 records':<40} {'rows':>7} {'entries':>8} {'ms':>8}")
    for name, plan in plans.items():
        print(f"{name:<40} {plan.rows:>7} {plan.entries:>8} {plan.milliseconds:>8.1f}")


def table_indexes() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = %s", [TABLE])
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.parametrize("name", HOT)
def test_a_hot_query_is_answered_by_an_index_and_reads_few_rows(measured, name):
    plan, limit = measured[0][name], HOT[name][2]
    assert plan.indexes
    assert not plan.has_seq_scan
    assert plan.rows <= limit
    assert plan.entries <= (LINEAR.get(name, 0) * PAGES * 10 or MAX_ENTRIES)


def test_every_index_of_the_records_is_of_use(measured):
    used = measured[1]
    assert [index for index, times in used.items() if not times] == []
    assert {index.name for index in Record._meta.indexes} < used.keys()
