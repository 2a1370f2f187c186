"""The worker reads the page of each link; what it cannot read is a card all the same."""

import pytest
from django_tasks_db.models import DBTaskResult

from news.inbox import tasks
from news.inbox.adding import Found, add
from news.inbox.tasks import MAX_ATTEMPTS, read_again, read_link
from news.models import InboxItem, Source
from news.models.inbox import READING_TIME, InboxQuerySet
from tests.factories import InboxItemFactory, UserFactory
from tests.news.articles.fetch.internet import redirect, reply

from .conftest import FIRST, HEADLINE, article

pytestmark = pytest.mark.django_db
URL = "http://www.wire.example/2026/11/synagogue"
KEY = "www.wire.example/2026/11/synagogue"


def added(url=URL, **typed):
    item, _ = add(Found(url), UserFactory(), typed=typed)
    return InboxItem.objects.filter(pk=item.pk).first()


def test_a_link_fills_itself_in_with_the_publishers_name_as_staff_write_it(replies):
    Source.objects.create(name="The Wire", hosts="wire.example")
    replies[KEY] = article()
    item = added()
    assert (item.headline, item.source, item.byline, str(item.date)) == (
        HEADLINE,
        "The Wire",
        "Anna Kovalenko",
        "2026-11-24",
    )
    assert item.excerpt.startswith(FIRST)
    assert (item.reading, item.doubts) == ("read", [])


def test_what_was_typed_stays_and_has_no_doubt(replies):
    replies[KEY] = article(day="")
    item = added(headline="Typed by a person")
    assert item.headline == "Typed by a person"
    assert [doubt["field"] for doubt in item.doubts] == ["date"]
    item.delete()
    assert added(date="2026-11-23").doubts == []


@pytest.mark.parametrize(
    ("answer", "reading", "words"),
    [
        (reply(b"", "404 Not Found"), "unreadable", "no such page"),
        (reply(b"", "403 Forbidden"), "unreadable", "does not show"),
        (reply(b"", "503 Busy"), "later", "a fault at the moment"),
        (redirect("http://inside.example/"), "unreadable", "not on the public internet"),
    ],
)
def test_why_nothing_was_read_is_said_in_words_and_the_publisher_is_known(replies, internet, answer, reading, words):
    Source.objects.create(name="The Wire", hosts="wire.example")
    internet.hosts["inside.example"] = ["10.0.0.1"]
    replies[KEY] = answer
    item = added()
    assert (item.reading, item.source, str(item)) == (reading, "The Wire", URL)
    assert words in item.reason


def test_a_publisher_that_does_not_answer_is_tried_four_times_and_no_task_fails(replies, worker):
    replies[KEY] = reply(b"", "503 Busy")
    item = added()
    for _ in range(MAX_ATTEMPTS + 2):
        while worker.tick():
            pass
        worker.seconds += 3600
    item.refresh_from_db()
    assert (item.reading, item.attempts) == ("unreadable", MAX_ATTEMPTS)
    assert not DBTaskResult.objects.exclude(status="SUCCESSFUL").exists()


def test_a_link_whose_task_was_lost_is_read_by_the_hourly_sweep(replies, worker):
    replies[KEY] = article()
    item = added()
    DBTaskResult.objects.all().delete()
    worker.seconds += 3600
    while worker.tick():
        pass
    item.refresh_from_db()
    assert item.headline == HEADLINE


def test_what_was_used_or_dismissed_is_deleted_by_the_hourly_sweep_after_a_year(worker, monkeypatch):
    monkeypatch.setattr(tasks, "MAX_PRUNED", 2)
    states = ["waiting", "used", "dismissed", "dismissed", "used"]
    items = [InboxItem.objects.create(url=URL, key=str(n), state=state) for n, state in enumerate(states)]
    InboxItem.objects.exclude(pk=items[-1].pk).update(added_at=items[0].added_at - tasks.KEPT)
    worker.tick()
    assert set(InboxItem.objects.all()) == {items[0], items[3], items[4]}
    worker.seconds += 3600
    worker.tick()
    assert set(InboxItem.objects.all()) == {items[0], items[4]}


def test_reading_twice_asks_the_publisher_once_until_somebody_wants_it_again(replies, internet):
    replies[KEY] = article()
    item = added()
    read_link.call(item.pk)
    assert len(internet.paths) == 1
    replies[KEY] = article(headline="The headline was changed by its publisher")
    read_again(item)
    item.refresh_from_db()
    assert item.headline == "The headline was changed by its publisher"
    assert len(internet.paths) == 2


def test_a_short_link_takes_the_articles_address_or_joins_it(replies):
    replies["t.example/x"] = replies["t.example/y"] = redirect(URL)
    replies[KEY] = article()
    assert added("http://t.example/x").url == URL
    assert added("http://t.example/y") is None
    assert InboxItem.objects.get().finders.count() == 2


def test_what_is_dismissed_while_it_is_read_stays_as_it_was(replies, monkeypatch):
    item = InboxItem.objects.create(url=URL, key="a")

    def dismiss(url):
        InboxItem.objects.get().dismiss()
        return tasks.Outcome(reason="Late")

    monkeypatch.setattr(tasks, "read", dismiss)
    read_link.call(item.pk)
    item.refresh_from_db()
    assert (item.state, item.reading) == ("dismissed", "unread")


@pytest.mark.parametrize("fault", ["read_article", "merge_near"])
def test_a_fault_of_ours_is_said_in_words_and_does_not_leave_the_item_unread(replies, monkeypatch, caplog, fault):
    def fail(*args):
        monkeypatch.setattr(tasks, "merge_near", lambda item: item)
        raise ValueError("A fault")

    replies[KEY] = article()
    item = InboxItemFactory(url=URL)
    monkeypatch.setattr(tasks, fault, fail)
    read_link.call(item.pk)
    item.refresh_from_db()
    assert (item.reading, item.reason) == ("unreadable", tasks.NOT_UNDERSTOOD)
    assert "A fault" in caplog.text


def test_a_page_that_ends_the_worker_is_given_up_after_four_tries(monkeypatch):
    class WorkerEndedError(BaseException):
        pass

    def end(url):
        raise WorkerEndedError

    item = InboxItemFactory(url=URL)
    monkeypatch.setattr(tasks, "read", end)
    for _ in range(MAX_ATTEMPTS):
        with pytest.raises(WorkerEndedError):
            read_link.call(item.pk)
    read_link.call(item.pk)
    item.refresh_from_db()
    assert (item.reading, item.reason) == ("unreadable", tasks.CUT_OFF)


def test_an_article_that_is_added_while_a_short_link_is_followed_keeps_both_readable(replies, monkeypatch):
    replies["t.example/x"] = redirect(URL)
    replies[KEY] = article()
    item = InboxItemFactory(url="http://t.example/x")
    other = InboxItemFactory(url=URL, reading="read")
    monkeypatch.setattr(InboxQuerySet, "first", first_but(other, InboxQuerySet.first), raising=False)
    read_link.call(item.pk)
    item.refresh_from_db()
    assert (item.url, item.reading, item.headline) == ("http://t.example/x", "read", HEADLINE)


def first_but(hidden, first):
    """The first() of a query that cannot see yet what another transaction is adding."""
    return lambda queryset: None if (found := first(queryset)) == hidden else found


def test_an_item_whose_task_may_be_lost_can_be_read_again():
    item = InboxItem(url=URL)
    assert not item.may_be_read_again
    item.added_at -= READING_TIME * 2
    assert item.may_be_read_again
