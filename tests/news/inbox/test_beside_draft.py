"""The inbox in the editor of a weekly update, and what a saved draft makes of it."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from news.inbox.merging import put_back
from news.models import InboxItem, inbox
from news.models.inbox import InboxQuerySet
from pages.models import TrashedPage
from tests.factories import InboxItemFactory, UserFactory, WeeklyUpdateFactory, clipping
from tests.html import parse, text

FRIDAY = datetime.date(2026, 11, 27)
LINK = "https://wire.example/2026/a-story"


def wait(url=LINK, **values):
    values = {"headline": "Example clinic opens in Odesa", "source": "S. Wire", "reading": "read"} | values
    return InboxItemFactory(url=url, **values)


@pytest.fixture
def draft(news):
    return WeeklyUpdateFactory(date=FRIDAY, live=False, clippings=[])


def rows(client, draft, **posted):
    address = reverse("weekly_update_inbox", args=[draft.pk])
    return parse(client.post(address, posted) if posted else client.get(address))


def save_with(draft, *urls):
    draft.clippings = [clipping("A headline", url=url) for url in urls]
    draft.save_revision()


def state_of(item):
    item.refresh_from_db()
    return item.state, item.update_id


def test_what_waits_is_listed_with_all_that_a_choice_needs(editor, draft):
    carried = [clipping("As it was", url=f"{LINK}?utm_source=x")]
    WeeklyUpdateFactory(date=FRIDAY - datetime.timedelta(days=7), clippings=carried)
    item = wait(date=FRIDAY)
    wait("https://wire.example/used", state="used")
    item.finders.create(user=UserFactory(username="ada"), note="For the first place")
    page = rows(editor, draft)
    assert [row["data-item"] for row in page.select("li")] == [str(item.pk)]
    shown = text(page)
    assert "Example clinic opens in Odesa" in shown
    assert "S. Wire · Nov 27 · found by ada" in shown
    assert "ada: “For the first place”" in shown
    assert "Carried before: Weekly Update, November 20, 2026" in shown


def test_a_story_is_dismissed_from_there(editor, draft):
    item = wait()
    page = rows(editor, draft, dismiss=item.pk)
    assert "Nothing waits in the inbox." in text(page)
    assert state_of(item) == ("dismissed", None)
    for nonsense in [item.pk, "x", "9" * 40]:
        assert "Nothing waits" in text(rows(editor, draft, dismiss=nonsense))


def test_what_is_put_in_comes_with_the_countries_that_it_is_about(editor, draft):
    item, other = wait(date=FRIDAY), wait("https://wire.example/other")
    address = reverse("weekly_update_inbox", args=[draft.pk])
    posted = editor.post(address, {"put_in": [other.pk, item.pk, "x", "9" * 9]})
    other_clipping, put_in = posted.json()["clippings"]
    assert other_clipping["url"] == "https://wire.example/other"
    assert put_in["headline"] == "Example clinic opens in Odesa"
    assert (put_in["source"], put_in["date"], put_in["url"]) == ("S. Wire", "2026-11-27", LINK)
    assert put_in["countries"] == ["UA"]


def test_a_list_suggests_no_countries_for_what_nobody_has_put_in(editor, draft, monkeypatch):
    wait()
    asked = []
    monkeypatch.setattr(inbox, "suggest_for_clipping", lambda *clipping: asked.append(clipping))
    assert len(rows(editor, draft).select("li")) == 1
    assert asked == []


def test_the_rows_of_some_stories_can_be_asked_for(editor, draft):
    wait()
    other = wait("https://wire.example/other")
    assert [row["data-item"] for row in rows(editor, draft, item=other.pk).select("li")] == [str(other.pk)]
    other.dismiss()
    assert rows(editor, draft, item=[other.pk, "x"]).select("[data-item]") == []


def test_a_row_says_which_clipping_of_the_draft_has_its_address_and_takes_no_other_article_for_it(editor, draft):
    first, second = (wait(f"https://wire.example/story.php?id={number}") for number in (1, 2))
    page = rows(editor, draft, url=["", "no link", "http://www.wire.example/story.php?id=1&utm_source=x"])
    assert page.select_one(f"[data-item='{first.pk}']")["data-place"] == "2"
    assert page.select_one(f"[data-item='{second.pk}']")["data-place"] == ""


def test_forty_stories_cost_as_many_queries_as_one(editor, draft):
    wait().finders.create(user=UserFactory())
    rows(editor, draft)  # which fills caches
    with CaptureQueriesContext(connection) as few:
        assert len(rows(editor, draft).select("input[type=checkbox]")) == 1
    for number in range(39):
        wait(f"{LINK}-{number}").finders.create(user=UserFactory())
    with CaptureQueriesContext(connection) as many:
        assert len(rows(editor, draft).select("input[type=checkbox]")) == 40
    assert len(many) == len(few)


def test_a_saved_draft_uses_the_stories_that_it_links_to_and_gives_them_back(draft):
    item, other = wait(), wait("https://wire.example/other")
    save_with(draft, f"{LINK}?utm_source=x", "")
    assert state_of(item) == ("used", draft.pk)
    assert state_of(other) == ("waiting", None)
    save_with(draft)
    assert state_of(item) == ("waiting", None)


def test_what_was_published_stays_used(draft):
    item = wait()
    save_with(draft, LINK)
    draft.live = True
    save_with(draft)
    assert state_of(item) == ("used", draft.pk)


def test_a_story_that_is_found_again_meanwhile_does_not_wait_twice(draft):
    item = wait()
    save_with(draft, LINK)
    again = wait()
    save_with(draft)
    assert state_of(item) == ("used", draft.pk)
    assert state_of(again) == ("waiting", None)


def test_a_story_whose_page_is_being_read_is_marked_with_a_later_save(draft):
    item = wait(reading="unread")
    save_with(draft, LINK)
    assert state_of(item) == ("waiting", None)
    InboxItem.objects.update(reading="read")
    save_with(draft, LINK)
    assert state_of(item) == ("used", draft.pk)


def test_a_draft_that_used_a_story_twice_can_be_saved_without_it_and_gives_one_back(draft):
    item = wait()
    save_with(draft, LINK)
    again = wait()
    save_with(draft, LINK)
    assert state_of(again) == ("used", draft.pk)
    save_with(draft)
    assert state_of(item) == ("waiting", None)
    assert state_of(again) == ("used", draft.pk)
    save_with(draft)
    assert InboxItem.objects.waiting().get() == item


def test_a_draft_is_saved_where_a_colleague_adds_its_story_in_the_same_moment(draft, monkeypatch):
    item = wait()
    save_with(draft, LINK)
    give_back = InboxQuerySet.give_back

    def be_overtaken(queryset, *values):
        wait()
        give_back(queryset, *values)

    monkeypatch.setattr(InboxQuerySet, "give_back", be_overtaken)
    save_with(draft)
    assert state_of(item) == ("used", draft.pk)
    assert InboxItem.objects.waiting().count() == 1


def test_a_deleted_draft_gives_its_stories_back_and_takes_them_again_when_it_is_restored(editor, draft):
    item, again = wait(), wait("https://wire.example/again")
    save_with(draft, item.url, again.url)
    move_to_trash(editor, draft)
    assert [state_of(item), state_of(again)] == [("waiting", None)] * 2
    again.dismiss()
    restore_from_trash(editor)
    assert state_of(item) == ("used", draft.pk)
    assert state_of(again) == ("dismissed", None)


def test_a_story_put_back_while_its_issue_was_in_the_trash_waits_when_the_issue_comes_back(editor, draft):
    item, other = wait(), wait("https://wire.example/other")
    save_with(draft, item.url, other.url)
    draft.get_latest_revision().publish()
    move_to_trash(editor, draft)
    assert state_of(item) == ("used", None)
    put_back(item)
    restore_from_trash(editor)
    assert state_of(item) == ("waiting", None)
    assert state_of(other) == ("used", draft.pk)


def test_a_draft_that_is_deleted_in_python_gives_its_stories_back(draft):
    item = wait()
    save_with(draft, LINK)
    draft.delete()
    assert state_of(item) == ("waiting", None)


def move_to_trash(client, page):
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))


def restore_from_trash(client):
    client.post(reverse("undo_trash", args=[TrashedPage.objects.get().batch]))
    assert not TrashedPage.objects.exists()


def test_an_issue_that_was_published_takes_a_story_only_if_it_is_new_in_it_or_older_than_the_issue(draft):
    before, day = "https://wire.example/before", datetime.timedelta(days=1)
    draft.live = True
    draft.save()
    save_with(draft, LINK, before)
    found_again, early, new = wait(), wait(before), wait("https://wire.example/new")
    noon = datetime.datetime(2026, 11, 27, 12, tzinfo=datetime.UTC)
    InboxItem.objects.update(added_at=noon + 60 * day)
    InboxItem.objects.filter(pk=early.pk).update(added_at=noon - day)
    save_with(draft, LINK, before, new.url)
    assert state_of(found_again) == ("waiting", None)
    assert state_of(early) == state_of(new) == ("used", draft.pk)
