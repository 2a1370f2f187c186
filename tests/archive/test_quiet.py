"""An imported issue is news nowhere: visitors and feeds find it on its own day, whoever publishes it and whenever."""

import datetime
import json

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from archive.models import ImportedIssue
from news.models import WeeklyUpdate
from tests.factories import WeeklyUpdateFactory
from tests.html import read_sitemap

from .issues import issue, take

DAY = datetime.date(2017, 4, 7)
NOON = datetime.datetime(2017, 4, 7, 16, tzinfo=datetime.UTC)  # in Washington


@pytest.fixture
def newest(news_index):
    return WeeklyUpdateFactory(date=datetime.date(2025, 2, 21), parent=news_index)


@pytest.fixture
def old(newest):
    """An issue that was imported and published just now."""
    take(issue(), publish=True)
    return WeeklyUpdate.objects.live().get(date=DAY)


def test_it_first_appeared_on_its_own_day(old):
    assert (old.first_published_at, old.last_published_at) == (NOON, NOON)


def test_one_that_an_editor_publishes_later_did_too(newest):
    take(issue())
    ImportedIssue.objects.get().page.latest_revision.publish()
    assert WeeklyUpdate.objects.get(date=DAY).last_published_at == NOON


def test_one_that_is_scheduled_did_once_readers_see_it(newest):
    take(issue())
    draft = ImportedIssue.objects.get().page.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    revision = draft.save_revision(clean=False)
    revision.publish()
    scheduled = WeeklyUpdate.objects.get(date=DAY)
    assert (scheduled.live, scheduled.first_published_at, scheduled.last_published_at) == (False, None, None)
    revision.content["go_live_at"] = None  # as it is once that time has come
    revision.publish(log_action="wagtail.publish.scheduled")
    page = WeeklyUpdate.objects.get(date=DAY)
    assert (page.live, page.first_published_at, page.last_published_at) == (True, NOON, NOON)


def test_a_change_after_that_has_its_own_time(old):
    old.save_revision().publish()
    old.refresh_from_db()
    assert old.first_published_at == NOON
    assert old.last_published_at > timezone.now() - datetime.timedelta(minutes=5)


def test_another_page_keeps_the_time_at_which_it_was_published(newest):
    assert newest.first_published_at > timezone.now() - datetime.timedelta(minutes=5)


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/news/feed.json", ["2025-02-21"]),
        ("/news/feed.json?year=2017", []),
        ("/clippings/?format=json", []),
        ("/clippings/?country=ua&format=json", []),
        ("/search/?q=restitution&format=json", []),
    ],
)
def test_no_feed_has_it_however_few_entries_it_has(old, newest, visitor, path, shown):
    """A reader's program would show it as unread, whatever its date."""
    assert [item["date_published"][:10] for item in json.loads(visitor.get(path).content)["items"]] == shown


def test_lists_beside_these_feeds_have_it(old, visitor):
    for path in ("/news/2017/", "/clippings/?country=ua", "/search/?q=restitution"):
        assert old.url in visitor.get(path).content.decode(), path


def test_home_and_the_list_of_news_lead_to_the_newest_first(old, newest, visitor):
    for path in ("/", "/news/"):
        page = visitor.get(path).content.decode()
        assert newest.url in page, path
        assert old.url not in page.partition(newest.url)[0], path


def test_the_sitemap_says_that_it_is_as_old_as_it_is(old, visitor):
    assert read_sitemap(visitor)[old.full_url] == "2017-04-07"


def test_a_draft_is_seen_by_nobody(newest, visitor):
    take(issue())
    assert visitor.get("/news/2017-04-07/").status_code == 404
    assert b"2017-04-07" not in visitor.get("/news/").content


def test_nothing_is_mailed_and_one_picture_is_made_for_each_page(newest, worker, mailoutbox):
    take(issue(), publish=True)
    assert list(DBTaskResult.objects.values_list("task_path", flat=True)) == ["pages.tasks.make_social_image"]
    assert mailoutbox == mail.outbox == []
