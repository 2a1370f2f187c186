"""Cards of the editor that fill themselves in: their links are read by the worker, through the inbox."""

import datetime
from http import HTTPStatus

import pytest
from django.db import IntegrityError
from django.urls import reverse

from news.admin import link_cards
from news.inbox import adding
from news.models import InboxItem, WeeklyUpdate
from tests.conftest import signed_in
from tests.factories import UserFactory, WeeklyUpdateFactory

from .conftest import HEADLINE, article

LINK = "http://wire.example/2026/a-story"


@pytest.fixture
def address(news):
    draft = WeeklyUpdateFactory(date=datetime.date(2026, 11, 27), live=False, clippings=[])
    return reverse("read_links", args=[draft.pk])


def test_a_link_is_read_by_the_worker_and_then_told(editor, address, replies):
    replies["wire.example/2026/a-story"] = article()
    sent = f"{LINK}?utm_source=x"
    (link,) = editor.post(address, {"url": [sent, "no link", "https://wire.example/"]}).json()["links"]
    assert link["url"] == sent
    (told,) = editor.get(address, {"item": [link["item"], "x", "9" * 40]}).json()["links"]
    assert told["reading"] is False
    assert (told["clipping"]["headline"], told["clipping"]["date"]) == (HEADLINE, "2026-11-24")
    assert told["clipping"]["url"] == LINK


def test_two_cards_with_one_story_are_told_of_one_item(editor, address):
    links = editor.post(address, {"url": [LINK, f"{LINK}?utm_source=x", LINK]}).json()["links"]
    assert [link["url"] for link in links] == [LINK, f"{LINK}?utm_source=x", LINK]
    assert len({link["item"] for link in links}) == 1


def test_a_link_that_cannot_be_kept_does_not_keep_the_others_out(editor, address, monkeypatch):
    def add(found, user):
        if found.url == LINK:
            raise IntegrityError
        return adding.add(found, user)

    monkeypatch.setattr(link_cards, "add", add)
    (link,) = editor.post(address, {"url": [LINK, f"{LINK}-b"]}).json()["links"]
    assert link["url"] == f"{LINK}-b"


@pytest.mark.parametrize("odd", ["\0", "\x1b", "%00\0"])
def test_an_odd_link_does_not_keep_the_others_out(editor, address, odd):
    wrapped = "https://www.google.com/url?q=http://wire.example/a%00b"
    (link,) = editor.post(address, {"url": [f"{LINK}{odd}", wrapped, LINK]}).json()["links"]
    assert link["url"] == LINK


def test_why_a_page_could_not_be_read_is_told(editor, address):
    (link,) = editor.post(address, {"url": LINK}).json()["links"]
    (told,) = editor.get(address, {"item": link["item"]}).json()["links"]
    assert (told["reading"], told["clipping"]) == (False, None)
    assert told["reason"]


def test_a_page_that_is_tried_again_later_is_still_being_read(editor, address):
    (link,) = editor.post(address, {"url": LINK}).json()["links"]
    InboxItem.objects.update(reading="later", reason="Its publisher does not answer.")
    (told,) = editor.get(address, {"item": link["item"]}).json()["links"]
    assert (told["reading"], told["clipping"]) == (True, None)
    assert told["reason"] == "Its publisher does not answer."


def test_a_draft_that_is_opened_again_asks_for_what_it_has_used_without_a_new_story(editor, address):
    (link,) = editor.post(address, {"url": LINK}).json()["links"]
    InboxItem.objects.update(state="used", update=WeeklyUpdate.objects.get(), reading="unreadable")
    (again,) = editor.post(address, {"url": f"{LINK}?utm_source=x"}).json()["links"]
    assert again["item"] == link["item"]
    assert InboxItem.objects.count() == 1


def test_what_is_no_link_stores_nothing(editor, address):
    assert editor.post(address, {"url": ["javascript:alert(1)", ""]}).json() == {"links": []}
    assert not InboxItem.objects.exists()


def test_who_may_not_edit_the_update_has_nothing_read(news):
    address = reverse("read_links", args=[WeeklyUpdateFactory(date=datetime.date(2026, 11, 20)).pk])
    contributor = signed_in(UserFactory(groups=["Contributors"]))
    assert contributor.post(address, {"url": LINK}).status_code in (HTTPStatus.FOUND, HTTPStatus.FORBIDDEN)
    assert not InboxItem.objects.exists()
