"""Two items of one story become one: two articles are not mixed, and nothing that was typed is lost."""

import datetime

import pytest
from django.db import transaction

from news.inbox.adding import Found, add
from news.inbox.merging import merge, merge_near, put_back
from news.models import InboxItem
from news.models.inbox import url_key
from tests.factories import InboxItemFactory, UserFactory
from tests.news.articles.fetch.internet import reply

from .conftest import HEADLINE, article

pytestmark = pytest.mark.django_db
TIMES, WIRE = "http://times.example/a", "http://wire.example/b"
NO_DATE = {"field": "date", "message": "No date of publication was found."}
DAY = datetime.date(2026, 11, 24)


def test_a_publisher_that_refuses_its_page_gets_nothing_of_what_another_one_wrote(replies):
    replies["times.example/a"] = reply(b"", "403 Forbidden")
    replies["wire.example/b"] = article()
    first, second = UserFactory(), UserFactory()
    add(Found(TIMES), first, typed={"headline": HEADLINE, "source": "The New York Times"})
    add(Found(WIRE), second)
    item = InboxItem.objects.get()
    assert (item.url, item.source, item.byline, item.date, item.excerpt) == (TIMES, "The New York Times", "", None, "")
    assert (item.reading, item.finders.get(user=second).note) == ("unreadable", f"Also at {WIRE}")


def test_a_page_that_was_read_stands_for_one_that_could_not_be_with_all_that_is_its_own(replies):
    replies["times.example/a"] = reply(b"", "403 Forbidden")
    replies["wire.example/b"] = article()
    first, second = UserFactory(), UserFactory()
    earlier, _ = add(Found(TIMES, {"source": "The New York Times"}), first, "Look", {"headline": f"{HEADLINE} now"})
    add(Found(WIRE), second, "And this")
    item = InboxItem.objects.get()
    facts = (item.pk, item.url, item.key, item.source, item.byline, item.date, item.reading)
    assert facts == (earlier.pk, WIRE, url_key(WIRE), "Example Wire", "Anna Kovalenko", DAY, "read")
    assert (item.headline, item.typed, item.reason) == (f"{HEADLINE} now", ["headline"], "")
    assert [finder.note for finder in item.finders.all()] == [f"Look\nAlso at {TIMES}", "And this"]


def test_a_passage_that_was_typed_of_the_other_address_stands_in_the_note():
    InboxItemFactory(url=TIMES, headline=HEADLINE, reading="read")
    other = InboxItemFactory(url=WIRE, headline=HEADLINE, excerpt="A passage.", typed=["excerpt"], reading="read")
    with transaction.atomic():
        into = merge_near(other)
    assert (into.excerpt, into.finders.get().note) == ("", f"Also at {WIRE}\nExcerpt: A passage.")


def test_a_date_that_another_finder_knows_is_not_said_to_be_missing():
    item = InboxItemFactory(url=WIRE, doubts=[NO_DATE], reading="read")
    add(Found(WIRE), UserFactory(), typed={"date": DAY})
    item.refresh_from_db()
    assert (item.date, item.doubts) == (DAY, [])
    other = InboxItemFactory(url=TIMES, doubts=[NO_DATE], reading="read")
    other.dismiss()
    InboxItemFactory(url=TIMES, date=DAY)
    into = put_back(other)
    assert (into.date, into.reading, into.doubts) == (DAY, "read", [])


def test_what_a_second_persons_mail_says_of_a_story_fills_what_is_empty():
    item = InboxItemFactory(
        url=WIRE, headline="As it was", byline="", typed=["byline"], doubts=[NO_DATE], reading="unreadable"
    )
    add(Found(WIRE, {"headline": "Other", "byline": "A", "source": "JTA", "date": DAY}), UserFactory())
    item.refresh_from_db()
    assert (item.headline, item.byline, item.source, item.date) == ("As it was", "", "JTA", DAY)
    assert (item.typed, item.doubts) == (["byline"], [])


def test_stories_whose_finders_have_left_become_one():
    item, into = InboxItemFactory(url=TIMES), InboxItemFactory(url=WIRE)
    for each in (item, item, into, into):
        each.finders.create(user=None, note=f"Of {each.url}")
    with transaction.atomic():
        merge(item, into=into)
    assert "Also at http://times.example/a" in "\n".join(finder.note for finder in into.finders.all())
