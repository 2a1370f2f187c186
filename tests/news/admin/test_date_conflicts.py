"""Two editors in a race for one date: the second is told at the date, and nothing typed is lost."""

import datetime
from http import HTTPStatus
from types import SimpleNamespace

import psycopg
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from news.admin import start
from news.forms import WeeklyUpdateForm
from news.models import WeeklyUpdate
from pages.advisory_lock import PAGE_TREE
from pages.tree_lock import lock_page_tree
from tests import forms
from tests.factories import CountryFactory, WeeklyUpdateFactory
from tests.forms import PUBLISH, SAVE_DRAFT

FRIDAY = datetime.date(2025, 2, 21)
START = "start_from_last_issue"


@pytest.fixture
def lost_race(monkeypatch):
    """Between validation and saving, another editor starts a weekly update for the date."""
    check = WeeklyUpdateForm.full_clean

    def full_clean(form):
        check(form)
        if not form.errors:
            WeeklyUpdateFactory(date=form.cleaned_data["date"], title="The colleague’s", live=False)

    monkeypatch.setattr(WeeklyUpdateForm, "full_clean", full_clean)


@pytest.mark.parametrize("action", [PUBLISH, SAVE_DRAFT])
def test_an_editor_who_loses_the_race_to_add_is_told_at_the_date_and_keeps_what_was_typed(
    editor, news, lost_race, action
):
    response = forms.add(editor, news, forms.weekly_update(letter=rich_text("<p>Typed letter</p>")), action)
    assert response.status_code == HTTPStatus.OK
    assert "An update for that date exists" in forms.errors(response)["date"]
    assert "Typed letter" in response.text
    assert WeeklyUpdate.objects.get().title == "The colleague’s"
    news.refresh_from_db()
    assert news.numchild == 1


def test_an_editor_who_loses_the_race_to_change_a_date_is_told_at_the_date(editor, news, lost_race):
    draft = WeeklyUpdateFactory(date=FRIDAY - datetime.timedelta(days=1), live=False)
    response = forms.edit(editor, draft, forms.weekly_update(letter=rich_text("<p>Typed letter</p>")), SAVE_DRAFT)
    assert response.status_code == HTTPStatus.OK
    assert "An update for that date exists" in forms.errors(response)["date"]
    assert "Typed letter" in response.text


def test_autosave_that_loses_the_race_gets_the_error_as_json(editor, news, lost_race):
    draft = WeeklyUpdateFactory(date=FRIDAY - datetime.timedelta(days=1), live=False)
    url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    response = editor.post(url, forms.weekly_update(), headers={"Accept": "application/json"})
    assert response.status_code == HTTPStatus.BAD_REQUEST
    assert response.json()["success"] is False


def test_an_editor_who_loses_the_race_to_start_is_redirected_to_the_same_draft(editor, news, monkeypatch):
    start_update = start.start_update

    def after_a_colleague(index, date, user):
        WeeklyUpdateFactory(date=date, live=False)
        return start_update(index, date, user)

    monkeypatch.setattr(start, "start_update", after_a_colleague)
    response = editor.post(reverse(START), {"date": "2025-02-21"})
    assert response.url == reverse("wagtailadmin_pages:edit", args=[WeeklyUpdate.objects.get().pk])


def test_adding_an_update_redirects_to_the_choice_of_its_date(editor, news):
    response = editor.get(reverse("wagtailadmin_pages:add_subpage", args=[news.pk]), follow=True)
    assert response.redirect_chain[-1][0] == f"{reverse(START)}?choose"
    assert response.context["form"].initial["date"].strftime("%A") == "Friday"


def test_an_update_of_another_day_can_be_added_while_the_next_ones_draft_waits(editor, news, set_today):
    set_today(datetime.date(2025, 2, 19))
    WeeklyUpdateFactory(date=FRIDAY, live=False)
    response = editor.get(reverse("wagtailadmin_pages:add", args=["news", "weeklyupdate", news.pk]), follow=True)
    assert response.context["form"].initial["date"] == FRIDAY
    editor.post(reverse(START), {"date": "2015-06-05"})
    assert WeeklyUpdate.objects.filter(date=datetime.date(2015, 6, 5), live=False).exists()


def test_other_pages_are_added_in_their_form(editor, news, home):
    parent = CountryFactory().get_parent()
    response = editor.get(reverse("wagtailadmin_pages:add", args=["news", "country", parent.pk]))
    assert response.status_code == HTTPStatus.OK


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_editor_who_copies_an_update_is_redirected_to_the_start_of_the_next(editor, news, method):
    update = WeeklyUpdateFactory(date=FRIDAY)
    typed = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": news.pk}
    response = getattr(editor, method)(reverse("wagtailadmin_pages:copy", args=[update.pk]), typed, follow=True)
    assert response.redirect_chain[-1][0] == f"{reverse(START)}?choose"
    assert "An update is not copied" in response.text
    assert WeeklyUpdate.objects.count() == 1


@pytest.mark.parametrize("url", ["/admin/pages/99999/edit/", "/admin/pages/add/news/weeklyupdate/99999/"])
def test_an_editor_at_a_page_that_does_not_exist_sees_the_admins_own_404(editor, news, url):
    answer = editor.get(url)
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "wagtailadmin/404.html" in [template.name for template in answer.templates]


@pytest.mark.parametrize("url", ["/admin/pages/1/edit/", "/admin/pages/add/news/weeklyupdate/1/"])
def test_a_visitor_is_asked_to_sign_in_before_editing(visitor, url):
    answer = visitor.get(url)
    assert answer.status_code == HTTPStatus.FOUND
    assert answer.url.startswith("/admin/login/")
    assert "no-store" in answer["Cache-Control"]


def test_an_autosave_waits_for_other_changes_of_pages_before_it_reads_its_own(editor, news):
    draft = WeeklyUpdateFactory(date=FRIDAY, live=False)
    url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    with CaptureQueriesContext(connection) as queries:
        editor.post(url, forms.weekly_update(), headers={"Accept": "application/json"})
    found = [query["sql"] for query in queries if "advisory" in query["sql"] or f"= {draft.pk}" in query["sql"]]
    assert "pg_advisory_xact_lock" in found[0]


def test_two_transactions_cannot_both_add_pages(db):
    with transaction.atomic():
        lock_page_tree()
        with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}) as other:
            assert other.execute("SELECT pg_try_advisory_xact_lock(%s)", [PAGE_TREE]).fetchone() == (False,)


def test_the_lock_on_the_page_tree_is_refused_where_it_would_be_released_at_once(monkeypatch):
    monkeypatch.setattr("pages.advisory_lock.connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(RuntimeError, match="atomic"):
        lock_page_tree()
