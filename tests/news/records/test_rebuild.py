"""Records that are missing or wrong, as after a restore or in a database of before, are made anew."""

import datetime
from io import StringIO
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from wagtail.models import Page

from news.models import Record, UnansweredSearch
from news.records import tasks
from news.records.build import build_records
from news.records.write import lock_pages, rewrite_records
from tests.factories import StandardPageFactory, StatementFactory, WeeklyUpdateFactory, clipping
from tests.ncsej_site.worker_queue import run_queue


@pytest.fixture
def updates(home):
    home.save()  # the migration that creates it has no records yet
    return [WeeklyUpdateFactory(clippings=[clipping(f"Report {number}")] * 2) for number in range(3)]


def records():
    return list(Record.objects.order_by("key").values_list("key", "page", "position", "title", "sources", "vector"))


def rebuild():
    output = StringIO()
    call_command("rebuild_records", stdout=output)
    return output.getvalue()


def run_missing():
    """Run what the hourly sweep finds, and return how many tasks that was."""
    found = list(tasks.find_missing_records())
    for task, arguments in found:
        task.func(*arguments)
    return len(found)


def test_rebuilding_heals_everything_and_says_how_far_it_is(updates):
    before = records()
    Record.objects.filter(position=1).delete()
    Record.objects.update(title="Wrong", sources=["wrong"])
    Page.objects.filter(pk=StandardPageFactory().pk).update(live=False)
    output = rebuild()
    assert records() == before
    assert "5 of 5 pages" in output
    assert f"{len(before)} records, 1 removed" in output


def test_rebuilding_costs_the_same_for_each_page_however_many_clippings(updates, django_assert_max_num_queries):
    def count(pages):
        with django_assert_max_num_queries(1000) as queries:
            list(rewrite_records(pages))
        return len(queries)

    pks = [update.pk for update in updates]
    one, three = count(Page.objects.filter(pk=pks[0])), count(Page.objects.filter(pk__in=pks))
    assert three - one == 10  # for two pages: what is withdrawn, DELETE, INSERT and their savepoint


def test_a_page_that_cannot_be_rebuilt_is_named_and_keeps_nobody_else_back(updates):
    def fail(page, sources):
        if page.pk == updates[0].pk:
            raise ValueError
        return build_records(page, sources)

    Record.objects.all().delete()
    with mock.patch("news.records.write.build_records", fail), pytest.raises(CommandError, match=updates[0].title):
        rebuild()
    assert set(Record.objects.clippings().values_list("page", flat=True)) == {update.pk for update in updates[1:]}


def test_the_hourly_sweep_makes_what_is_missing_and_removes_what_is_not_published(updates):
    before = records()
    assert run_missing() == 0
    Record.objects.filter(page=updates[0]).delete()
    Page.objects.filter(pk=StandardPageFactory().pk).update(live=False)
    assert run_missing() == 2
    assert records() == before


def test_a_database_of_before_gets_all_its_records_in_parts(updates, monkeypatch):
    monkeypatch.setattr(tasks, "FEW", 2)
    before = records()
    Record.objects.all().delete()
    assert run_missing() == 1
    assert records() == before
    assert run_missing() == 0


def test_a_part_goes_on_after_a_page_that_fails(updates, monkeypatch, caplog):
    monkeypatch.setattr(tasks, "FEW", 2)
    Record.objects.all().delete()
    with mock.patch("news.records.write.build_records", side_effect=ValueError):
        assert run_missing() == 1
    assert caplog.text.count("could not be made") == 5
    assert run_missing() == 1


def test_the_worker_does_so_by_itself(worker, home):
    statement = StatementFactory()
    Record.objects.all().delete()
    run_queue(worker)
    assert Record.objects.filter(page=statement).exists()


def test_searches_without_an_answer_are_forgotten_after_a_year(db, set_today):
    set_today(datetime.date(2026, 11, 27))
    for day in (datetime.date(2025, 11, 26), datetime.date(2025, 11, 28)):
        UnansweredSearch.objects.create(day=day, query="kehilla")
    tasks.prune_unanswered()
    assert [search.day for search in UnansweredSearch.objects.all()] == [datetime.date(2025, 11, 28)]


def test_who_publishes_waits_while_the_records_of_the_page_are_made(updates, django_assert_max_num_queries):
    with django_assert_max_num_queries(3) as queries, transaction.atomic():
        lock_pages([update.pk for update in updates])  # read only after that
    assert [query["sql"] for query in queries.captured_queries if "FOR UPDATE" in query["sql"]]
