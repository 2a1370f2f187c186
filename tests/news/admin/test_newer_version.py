"""Who saves or publishes over a version newer than what was loaded is told, and loses nothing that was typed."""

import datetime
import uuid
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.models import Revision
from wagtail.test.utils.form_data import rich_text

from news.models import WeeklyUpdate
from pages.eastern_time import format_eastern
from tests import forms
from tests.conftest import signed_in
from tests.factories import UserFactory, WeeklyUpdateFactory
from tests.forms import PUBLISH, SAVE_DRAFT
from tests.html import parse, text

MINE, THEIRS = "What I have typed", "What the colleague wrote"


@pytest.fixture
def update(news):
    return WeeklyUpdateFactory(date=datetime.date(2025, 2, 21))


@pytest.fixture
def colleague(home):
    return signed_in(UserFactory(username="colleague", first_name="Ada", last_name="Example", groups=["Editors"]))


def hidden_fields(response):
    """What a browser sends of a response besides what is typed: the version that was loaded, and an answer given."""
    names = ("loaded_revision_id", "loaded_revision_created_at", "replaces_version")
    return {field["name"]: field["value"] for field in parse(response).select("input") if field.get("name") in names}


def open_editor(client, page):
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    found = hidden_fields(response)
    assert found["loaded_revision_id"]
    return found


def typed(letter, fields=None):
    return forms.weekly_update(letter=rich_text(f"<p>{letter}</p>")) | (fields or {})


def newest_version(page):
    return WeeklyUpdate.objects.get(pk=page.pk).latest_revision


def letters(page):
    """The letter that readers see, and that of the latest version."""
    live = WeeklyUpdate.objects.get(pk=page.pk)
    return strip_tags(live.letter), strip_tags(live.get_latest_revision_as_object().letter)


@pytest.fixture
def overtaken(editor, colleague, update):
    """What the editor's browser has loaded, before the colleague published a newer version."""
    found = open_editor(editor, update)
    forms.edit(colleague, update, typed(THEIRS, open_editor(colleague, update)), PUBLISH)
    return found


@pytest.mark.parametrize(
    ("action", "button"), [(PUBLISH, "Publish mine all the same"), (SAVE_DRAFT, "Save mine all the same")]
)
def test_the_second_editor_is_told_who_saved_when_and_keeps_what_was_typed(editor, update, overtaken, action, button):
    response = forms.edit(editor, update, typed(MINE, overtaken), action)
    assert response.status_code == HTTPStatus.OK
    assert letters(update) == (THEIRS, THEIRS)
    assert "What I have typed" in response.text
    newest = newest_version(update)
    shown = parse(response).select_one(".messages")
    assert f"Ada Example saved a newer version {format_eastern(newest.created_at)}" in text(shown)
    compare = [update.pk, overtaken["loaded_revision_id"], newest.pk]
    assert shown.select_one("a")["href"] == reverse("wagtailadmin_pages:revisions_compare", args=compare)
    assert editor.get(shown.select_one("a")["href"]).status_code == HTTPStatus.OK
    assert button in [text(found) for found in shown.select('button[form="page-edit-form"]')]


def test_who_chooses_so_publishes_all_the_same_and_the_other_version_stays_in_the_history(editor, update, overtaken):
    response = forms.edit(editor, update, typed(MINE, overtaken), PUBLISH)
    button = parse(response).select_one('.messages button[form="page-edit-form"]')
    pressed = {button["name"]: button["value"]}
    again = forms.edit(editor, update, typed(MINE, hidden_fields(response)), pressed)
    assert again.status_code == HTTPStatus.FOUND
    assert letters(update) == (MINE, MINE)
    assert THEIRS in [strip_tags(revision.content["letter"]) for revision in update.revisions.all()]


def test_who_only_saves_all_the_same_changes_nothing_for_readers(editor, update, overtaken):
    response = forms.edit(editor, update, typed(MINE, overtaken), SAVE_DRAFT)
    forms.edit(editor, update, typed(MINE, hidden_fields(response)), SAVE_DRAFT)
    assert letters(update) == (THEIRS, MINE)


def test_a_third_version_is_asked_about_again(editor, colleague, update, overtaken):
    response = forms.edit(editor, update, typed(MINE, overtaken), PUBLISH)
    forms.edit(colleague, update, typed("The third", open_editor(colleague, update)), PUBLISH)
    again = forms.edit(editor, update, typed(MINE, hidden_fields(response)), PUBLISH)
    assert again.status_code == HTTPStatus.OK
    assert "saved a newer version" in text(parse(again).select_one(".messages"))
    assert letters(update)[0] == "The third"


def test_autosave_does_not_answer_for_the_editor(editor, update, overtaken):
    response = forms.edit(editor, update, typed(MINE, overtaken), PUBLISH)
    url = reverse("wagtailadmin_pages:edit", args=[update.pk])
    saved = editor.post(url, typed(MINE, hidden_fields(response)), headers={"Accept": "application/json"})
    assert saved.json()["error_code"] == "invalid_revision"
    assert letters(update) == (THEIRS, THEIRS)


def test_a_version_that_the_colleagues_autosave_has_replaced_in_place_is_newer_too(editor, colleague, update):
    forms.edit(colleague, update, typed("Begun"), SAVE_DRAFT)
    found = open_editor(editor, update)
    draft = newest_version(update)
    more = open_editor(colleague, update) | {"overwrite_revision_id": str(draft.pk)}
    url = reverse("wagtailadmin_pages:edit", args=[update.pk])
    assert colleague.post(url, typed(THEIRS, more), headers={"Accept": "application/json"}).json()["success"]
    assert newest_version(update) == draft
    response = forms.edit(editor, update, typed(MINE, found), PUBLISH)
    shown = parse(response).select_one(".messages")
    assert "Ada Example saved a newer version" in text(shown)
    assert shown.select_one("a")["href"] == url


def test_what_is_missing_is_asked_for_as_well(editor, update, overtaken):
    response = forms.edit(editor, update, typed(MINE, overtaken) | {"search_description": ""}, PUBLISH)
    assert "saved a newer version" in text(parse(response).select_one(".messages"))
    assert "search_description" in forms.errors(response)


def test_one_who_saved_in_another_window_is_told_so(editor, update):
    found = open_editor(editor, update)
    forms.edit(editor, update, typed(THEIRS, open_editor(editor, update)), SAVE_DRAFT)
    Revision.objects.filter(pk=newest_version(update).pk).update(
        created_at=timezone.now() - datetime.timedelta(minutes=2)
    )
    response = forms.edit(editor, update, typed(MINE, found), PUBLISH)
    assert "You saved a newer version in another window" in text(parse(response).select_one(".messages"))


def test_ones_own_autosave_under_way_while_one_publishes_is_no_other_version(editor, update):
    """The browser sends the form before it has the answer, which names the version that was made."""
    found = open_editor(editor, update)
    url = reverse("wagtailadmin_pages:edit", args=[update.pk])
    assert editor.post(url, typed(THEIRS, found), headers={"Accept": "application/json"}).json()["success"]
    assert forms.edit(editor, update, typed(MINE, found), PUBLISH).status_code == HTTPStatus.FOUND
    assert letters(update) == (MINE, MINE)


def test_what_another_tab_of_ones_own_has_just_saved_by_itself_is_asked_about(editor, update):
    mine, other = (open_editor(editor, update) | {"device_copy": str(uuid.uuid4())} for _ in range(2))
    url = reverse("wagtailadmin_pages:edit", args=[update.pk])
    assert editor.post(url, typed(THEIRS, other), headers={"Accept": "application/json"}).json()["success"]
    response = forms.edit(editor, update, typed(MINE, mine), PUBLISH)
    assert "You saved a newer version in another window" in text(parse(response).select_one(".messages"))
    assert letters(update)[1] == THEIRS


def test_publishing_ones_own_autosaved_version_asks_nothing(editor, update):
    found = open_editor(editor, update)
    url = reverse("wagtailadmin_pages:edit", args=[update.pk])
    saved = editor.post(url, typed(THEIRS, found), headers={"Accept": "application/json"}).json()
    more = found | {"overwrite_revision_id": str(saved["revision_id"])}
    assert forms.edit(editor, update, typed(MINE, more), PUBLISH).status_code == HTTPStatus.FOUND


def test_an_old_version_is_not_restored_over_a_newer_one_without_asking(editor, colleague, update):
    old = update.latest_revision
    url = reverse("wagtailadmin_pages:revisions_revert", args=[update.pk, old.pk])
    found = hidden_fields(editor.get(url))
    forms.edit(colleague, update, typed(THEIRS, open_editor(colleague, update)), PUBLISH)
    response = editor.post(url, typed(MINE, found) | PUBLISH)
    assert "Ada Example saved a newer version" in text(parse(response).select_one(".messages"))
    assert letters(update)[0] == THEIRS
    assert editor.post(url, typed(MINE, hidden_fields(response)) | PUBLISH).status_code == HTTPStatus.FOUND
    assert letters(update)[0] == MINE


def test_a_page_that_was_scheduled_meanwhile_is_not_changed_whatever_is_chosen(editor, colleague, update):
    found = open_editor(editor, update)
    soon = (timezone.localtime() + datetime.timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    forms.edit(colleague, update, typed(THEIRS) | {"go_live_at": soon}, PUBLISH)
    forms.edit(editor, update, typed(MINE, found), PUBLISH)
    live, latest = letters(update)
    assert live not in {MINE, THEIRS}
    assert latest == THEIRS
