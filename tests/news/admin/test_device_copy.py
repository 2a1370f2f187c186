"""What an editor's device kept is shown again by the server as a form, and saved only when the person saves it."""

import uuid
from http import HTTPStatus

from django.urls import reverse

from news.models import Statement, WeeklyUpdate
from tests import forms
from tests.factories import StatementIndexFactory, WeeklyUpdateFactory
from tests.html import parse

RESTORE = {"restore_device_copy": "1"}


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def add_url(index):
    return reverse("wagtailadmin_pages:add", args=["news", "statement", index.pk])


def test_a_restored_copy_is_shown_as_unsaved_and_nothing_is_saved(editor):
    update = WeeklyUpdateFactory(live=False)
    copy = forms.weekly_update(kicker="Kept on the device", clippings=forms.clippings({"headline": "A kept headline"}))
    response = editor.post(edit_url(update), copy | RESTORE)
    page = parse(response)
    assert response.status_code == HTTPStatus.OK
    assert page.find("input", attrs={"name": "kicker"})["value"] == "Kept on the device"
    assert "A kept headline" in response.text
    assert page.find(id="page-edit-form")["data-w-unsaved-force-value"] == "true"
    assert WeeklyUpdate.objects.get(pk=update.pk).get_latest_revision_as_object().kicker != "Kept on the device"


def test_a_restored_copy_of_a_new_page_makes_no_page(editor):
    index = StatementIndexFactory()
    response = editor.post(add_url(index), forms.statement(title="Kept") | RESTORE)
    assert parse(response).find("input", attrs={"name": "title"})["value"] == "Kept"
    assert not Statement.objects.exists()


def test_who_may_not_edit_the_page_restores_nothing(editor, visitor):
    update = WeeklyUpdateFactory(live=False)
    response = visitor.post(edit_url(update), forms.weekly_update() | RESTORE)
    assert response.headers["Location"].startswith("/admin/login/")


def test_the_device_is_told_that_a_copy_has_served_only_when_the_form_was_saved(editor):
    index, copy_id = StatementIndexFactory(), str(uuid.uuid4())
    name = f"discard_copy_{copy_id}"
    refused = editor.post(add_url(index), forms.statement(title="", device_copy=copy_id) | forms.PUBLISH)
    assert name not in refused.cookies
    restored = editor.post(add_url(index), forms.statement(device_copy=copy_id) | RESTORE)
    assert name not in restored.cookies
    saved = editor.post(add_url(index), forms.statement(device_copy=copy_id) | forms.PUBLISH)
    assert saved.cookies[name].value == "1"
    update = WeeklyUpdateFactory(live=False)
    assert name in editor.post(edit_url(update), forms.weekly_update(device_copy=copy_id)).cookies


def test_a_name_that_no_editor_sends_becomes_no_cookie(editor):
    update = WeeklyUpdateFactory(live=False)
    response = editor.post(edit_url(update), forms.weekly_update(device_copy="x; Path=/\r\nSet-Cookie: y=1"))
    assert response.status_code == HTTPStatus.FOUND
    assert not [cookie for cookie in response.cookies if cookie.startswith("discard")]


def autosave(client, url, copy_id, **fields):
    form = fields.pop("form", forms.statement)
    return client.post(url, form(device_copy=copy_id, **fields), headers={"accept": "application/json"}).json()


def test_a_page_is_added_once_though_the_answer_to_its_first_autosave_was_lost(editor):
    index, copy_id = StatementIndexFactory(), str(uuid.uuid4())
    first = autosave(editor, add_url(index), copy_id, title="Typed")
    assert first["success"]
    again = autosave(editor, add_url(index), copy_id, title="Typed on")
    assert (again["error_code"], again["url"]) == ("already_added", first["url"])
    assert autosave(editor, again["url"], copy_id, title="Typed on")["success"]
    assert Statement.objects.get().get_latest_revision_as_object().title == "Typed on"
    assert autosave(editor, add_url(index), str(uuid.uuid4()), title="Another", slug="another")["success"]


def test_an_autosave_whose_answer_was_lost_is_repeated_but_never_over_what_another_tab_saved(editor):
    update = WeeklyUpdateFactory(live=False)
    loaded = {
        "form": forms.weekly_update,
        "loaded_revision_id": str(update.latest_revision_id),
        "loaded_revision_created_at": update.latest_revision.created_at.isoformat(),
    }
    mine, other = str(uuid.uuid4()), str(uuid.uuid4())
    assert autosave(editor, edit_url(update), mine, kicker="Mine", **loaded)["success"]
    assert autosave(editor, edit_url(update), mine, kicker="Mine again", **loaded)["success"]
    assert autosave(editor, edit_url(update), other, **loaded)["error_code"] == "invalid_revision"
    update.refresh_from_db()
    update.save_revision()
    assert autosave(editor, edit_url(update), mine, **loaded)["error_code"] == "invalid_revision"


def test_a_page_that_was_added_and_changed_elsewhere_is_not_replaced_when_the_lost_autosave_is_repeated(editor):
    index, copy_id = StatementIndexFactory(), str(uuid.uuid4())
    autosave(editor, add_url(index), copy_id, title="Typed")
    again = autosave(editor, add_url(index), copy_id, title="Typed on")
    Statement.objects.get().save_revision()  # by a colleague
    assert autosave(editor, again["url"], copy_id, title="Typed on")["error_code"] == "invalid_revision"


def test_the_session_remembers_a_bounded_number_of_tabs(editor):
    update = WeeklyUpdateFactory(live=False)
    for _ in range(25):
        autosave(editor, edit_url(update), str(uuid.uuid4()), form=forms.weekly_update)
    assert len(editor.session["autosaves"]) == 20
