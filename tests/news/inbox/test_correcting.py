"""An article of the inbox is corrected: what somebody typed is neither replaced nor lost, whoever is faster."""

import datetime
from http import HTTPStatus

import pytest
from django.urls import reverse

from news.models import InboxItem
from tests.factories import InboxItemFactory, WeeklyUpdateFactory
from tests.html import parse, text

from .admin_pages import URL, add, field, filled, messages
from .conftest import HEADLINE, article

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def news_index(news):
    """There is a news page, below which updates may be started."""


def test_a_correction_stays_whatever_is_read_later(editor, replies):
    replies["wire.example/2026/11/synagogue"] = article(day="")
    add(editor)
    item = InboxItem.objects.get()
    address = reverse("inbox_edit", args=[item.pk])
    assert "No date" in text(parse(editor.get(address)))
    values = {"source": "JTA", "byline": "", "date": "Nov 23, 2026", "excerpt": "Short."}
    editor.post(address, filled(editor.get(address)) | values)
    editor.post(reverse("inbox_read_again", args=[item.pk]))
    item.refresh_from_db()
    assert (item.source, item.byline, item.date, item.excerpt) == ("JTA", "", datetime.date(2026, 11, 23), "Short.")
    assert item.doubts == []


def test_what_the_worker_reads_while_somebody_corrects_is_not_erased(editor):
    item = InboxItemFactory(url=URL)
    address = reverse("inbox_edit", args=[item.pk])
    form = filled(editor.get(address))
    InboxItem.objects.update(headline=HEADLINE, excerpt="Read.", reading="read")
    editor.post(address, form | {"date": "Nov 23, 2026"})
    item.refresh_from_db()
    assert (item.headline, item.excerpt, item.reading) == (HEADLINE, "Read.", "read")
    assert (item.date, item.typed) == (datetime.date(2026, 11, 23), ["date"])


def test_a_form_that_changes_nothing_types_nothing(editor):
    item = InboxItemFactory(url=URL, date="2026-11-23", excerpt="One.\n\nTwo.")
    address = reverse("inbox_edit", args=[item.pk])
    editor.post(address, filled(editor.get(address)))
    item.refresh_from_db()
    assert item.typed == []


@pytest.mark.parametrize("state", ["used", "dismissed", "gone"])
def test_what_no_longer_waits_is_not_corrected_dismissed_or_read_again(editor, state):
    item = InboxItemFactory(url=URL, headline="As it was")
    form = filled(editor.get(reverse("inbox_edit", args=[item.pk])))
    update = WeeklyUpdateFactory(clippings=[])
    InboxItem.objects.update(state=state, update=update)
    if state == "gone":
        item.delete()
        item.pk = 999_999
    before = list(InboxItem.objects.values())
    for name in ("inbox_edit", "inbox_dismiss", "inbox_read_again"):
        response = editor.post(reverse(name, args=[item.pk]), form | {"headline": "Late"}, follow=True)
        assert "A colleague was faster" in messages(response)
    assert list(InboxItem.objects.values()) == before


@pytest.mark.parametrize("url", [f"{URL}?utm_source=x", "http://times.example/a"])
def test_a_correction_goes_on_where_its_story_has_gone(editor, url):
    item = InboxItemFactory(url=URL, headline=HEADLINE)
    form = filled(editor.get(reverse("inbox_edit", args=[item.pk]))) | {"excerpt": "Typed."}
    address = reverse("inbox_edit", args=[item.pk])
    item.delete()
    other = InboxItemFactory(url=url, headline=f"{HEADLINE} now", source="JTA")
    response = editor.post(address, form)
    assert f"The story waits as “{HEADLINE} now”" in messages(response)
    assert field(response, "excerpt").text.strip() == "Typed."
    editor.post(parse(response).select_one("form.inbox")["action"], filled(response))
    other.refresh_from_db()
    assert (other.headline, other.source, other.excerpt) == (f"{HEADLINE} now", "JTA", "Typed.")


def test_a_correction_of_what_is_used_is_shown_again_with_the_reason(editor):
    item = InboxItemFactory(url=URL, headline=HEADLINE)
    form = filled(editor.get(reverse("inbox_edit", args=[item.pk])))
    update = WeeklyUpdateFactory(clippings=[])
    InboxItem.objects.update(state="used", update=update)
    response = editor.post(reverse("inbox_edit", args=[item.pk]), form | {"excerpt": "Typed."})
    assert f"It is used in “{update.title}”." in messages(response)
    assert (field(response, "excerpt").text.strip(), response.status_code) == ("Typed.", HTTPStatus.CONFLICT)


def test_a_correction_of_what_a_colleague_dismisses_puts_it_back_and_is_saved(editor):
    item = InboxItemFactory(url=URL, headline=HEADLINE)
    form = filled(editor.get(reverse("inbox_edit", args=[item.pk]))) | {"excerpt": "Typed."}
    editor.post(reverse("inbox_dismiss", args=[item.pk]))
    response = editor.post(reverse("inbox_edit", args=[item.pk]), form)
    button = parse(response).find("button", string="Put it back, and save")
    editor.post(reverse("inbox_edit", args=[item.pk]), filled(response) | {button["name"]: button["value"]})
    item.refresh_from_db()
    assert (item.state, item.excerpt) == ("waiting", "Typed.")
