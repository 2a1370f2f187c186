"""Cards of the editor that fill themselves in: their links are read by the worker, through the inbox."""

import datetime
from http import HTTPStatus

import pytest
from django.urls import reverse

from news.models import InboxItem
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
    (link,) = editor.post(address, {"url": [f"{LINK}?utm_source=x", "no link", "https://wire.example/"]}).json()[
        "links"
    ]
    assert link["url"] == LINK
    (told,) = editor.get(address, {"item": [link["item"], "x", "9" * 40]}).json()["links"]
    assert told["reading"] is False
    assert (told["clipping"]["headline"], told["clipping"]["date"]) == (HEADLINE, "2026-11-24")
    assert told["clipping"]["url"] == LINK


def test_why_a_page_could_not_be_read_is_told(editor, address):
    (link,) = editor.post(address, {"url": LINK}).json()["links"]
    (told,) = editor.get(address, {"item": link["item"]}).json()["links"]
    assert (told["reading"], told["clipping"]) == (False, None)
    assert told["reason"]


def test_what_is_no_link_stores_nothing(editor, address):
    assert editor.post(address, {"url": ["javascript:alert(1)", ""]}).json() == {"links": []}
    assert not InboxItem.objects.exists()


def test_who_may_not_edit_the_update_has_nothing_read(news):
    address = reverse("read_links", args=[WeeklyUpdateFactory(date=datetime.date(2026, 11, 20)).pk])
    contributor = signed_in(UserFactory(groups=["Contributors"]))
    assert contributor.post(address, {"url": LINK}).status_code in (HTTPStatus.FOUND, HTTPStatus.FORBIDDEN)
    assert not InboxItem.objects.exists()
