"""Whatever a page holds, its publication goes through, and its records can be stored."""

import datetime
import json
from unittest import mock

import pytest
from django.db import connection

from news.countries.codes import COUNTRY_NAMES
from news.models import Record, Source, StatementBill
from news.records import receivers
from news.records.build import MAX_BILLS, MAX_COUNTRIES, MAX_TEXT_LENGTH, MAX_TITLE_LENGTH
from news.records.sources import MAX_SOURCES
from news.records.write import write_records
from tests.factories import (
    CountryFactory,
    HistoryFactory,
    PublicationFactory,
    StatementFactory,
    WeeklyUpdateFactory,
    clipping,
)

FRIDAY = datetime.date(2025, 2, 21)
LIGATURE = "\ufdfa"  # one character, which is eighteen when it is folded


def write(page):
    """Make the records of the page as it is in the database."""
    write_records(type(page)._base_manager.get(pk=page.pk))
    return list(Record.objects.filter(page=page.pk).order_by("position"))


def store(page, **columns):
    """Write the columns past all validation, as an import may have done."""
    type(page)._base_manager.filter(pk=page.pk).update(**columns)
    return write(page)


def test_control_characters_are_left_out(home):
    update = WeeklyUpdateFactory(date=FRIDAY, clippings=[clipping("A\x0b\x1fheadline", excerpt="One\x07 two\x85three")])
    (record,) = Record.objects.filter(page=update).clippings()
    assert (record.title, record.text) == ("A headline", "One twothree")


def test_a_page_s_title_loses_its_control_characters(home):
    statement = StatementFactory()
    (record,) = store(statement, title="On\x0b\x07 Moldova")
    assert record.title == "On Moldova"


@pytest.mark.parametrize("letters", ["a very long excerpt ", f"{LIGATURE} ", "\U00020000"])
def test_texts_of_any_length_are_cut_to_what_the_database_stores(home, letters):
    words = "".join(f"{letters}{number} " for number in range(100_000 // len(letters) + 1))
    update = WeeklyUpdateFactory(date=FRIDAY, clippings=[clipping()])
    block = clipping(words, byline=words, source=words, excerpt=words)
    store(update, clippings=[block], search_description=words)
    record = Record.objects.clippings().get()
    assert len(record.title) <= MAX_TITLE_LENGTH
    assert len(record.text) <= MAX_TEXT_LENGTH
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(pg_column_size(vector)) FROM news_record")
        assert cursor.fetchone()[0] < 1_048_576


def test_clippings_without_an_id_or_with_the_same_one_have_their_own_records(home):
    update = WeeklyUpdateFactory(date=FRIDAY, clippings=[clipping()])
    same = "6b1a4b0e-0000-4000-8000-000000000000"
    blocks = [clipping("One") | {"id": same}, clipping("Two") | {"id": same}, clipping("Three"), clipping("Four")]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE news_weeklyupdate SET clippings = %s::jsonb", [json.dumps(blocks)])
    written = [(record.title, record.key) for record in write(update)]
    assert [title for title, _ in written[1:]] == ["One", "Two", "Three", "Four"]
    assert [(record.title, record.key) for record in write(update)] == written


def test_a_clipping_with_nothing_but_a_source_has_a_record(home):
    update = WeeklyUpdateFactory(date=FRIDAY, clippings=[clipping()])
    block = {
        "type": "clipping",
        "value": {"source": "JTA", "countries": ["Moldova", "ZZ", "MD"], "url": "javascript:x"},
    }
    record = store(update, clippings=[block])[1]
    assert (record.title, record.countries, record.url) == (update.title, ["MD"], "")
    assert record.date == FRIDAY


def test_a_clipping_without_a_source_has_none(home):
    before = Source.objects.count()
    WeeklyUpdateFactory(date=FRIDAY, clippings=[clipping(source=" — ")])
    assert Record.objects.clippings().get().sources == []
    assert Source.objects.count() == before


def test_a_clipping_that_names_very_many_countries_sources_and_bills_keeps_the_first(home):
    bills = " ".join(f"S.Con.Res. {number} (118th Congress)" for number in range(10_000, 12_000))
    sources = "/".join(
        ["JTA", *(f"Gazette number {number} of a town with a very long name indeed" for number in range(50))]
    )
    block = clipping(source=sources, excerpt=bills, countries=sorted(COUNTRY_NAMES))
    record = store(WeeklyUpdateFactory(date=FRIDAY, clippings=[clipping()]), clippings=[block])[1]
    assert (len(record.countries), len(record.sources), len(record.bills)) == (MAX_COUNTRIES, MAX_SOURCES, MAX_BILLS)
    assert record.bills[0] == "118-sconres-10000"


def test_half_filled_pages_have_records(home):
    statement, publication, country = StatementFactory(), PublicationFactory(), CountryFactory()
    StatementBill.objects.create(statement=statement, congress=118, number=None)
    StatementBill.objects.create(statement=statement, congress=400, number=5)
    StatementBill.objects.create(statement=statement, congress=118, number=100_000)
    StatementBill.objects.create(statement=statement, congress=118, number=1911)
    assert [record.bills for record in store(statement, date=None, body="")] == [["118-hr-1911"]]
    assert len(store(publication, date=None, description="", external_url="", number=None)) == 1
    assert [record.countries for record in store(country, iso_code=None, profile=[])] == [[]]


def test_an_event_without_text_has_a_record(home):
    history = HistoryFactory()
    block = {"type": "event", "value": {"when": "1964", "title": "A gathering"}}
    assert [record.title for record in store(history, events=[block])] == ["History", "A gathering"]


def test_what_makes_no_record_does_not_refuse_the_publication(home, monkeypatch, caplog):
    monkeypatch.setattr("news.records.write.build_records", mock.Mock(side_effect=ValueError("no record")))
    with mock.patch.object(receivers, "make_records") as task:
        statement = StatementFactory()
    assert type(statement).objects.get().live
    assert mock.call(statement.pk) in task.enqueue.mock_calls
    assert "The records of page" in caplog.text
