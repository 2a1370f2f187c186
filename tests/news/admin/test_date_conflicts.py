"""Two editors at once: whoever is a moment later reads it at the date, and nothing is broken or lost."""

import datetime
from http import HTTPStatus
from types import SimpleNamespace

import psycopg
import pytest
from django.db import connection, transaction
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from news.admin import start
from news.forms import WeeklyUpdateForm
from news.models import WeeklyUpdate
from pages.tree_lock import PAGE_TREE, lock_page_tree
from tests import forms
from tests.factories import CountryFactory, WeeklyUpdateFactory
from tests.forms import PUBLISH, SAVE_DRAFT

FRIDAY = datetime.date(2025, 2, 21)
START = "start_from_last_issue"


@pytest.fixture
def colleague_is_faster(monkeypatch):
    """Between the check of the form and its saving, somebody else starts an issue of that day."""
    check = WeeklyUpdateForm.full_clean

    def full_clean(form):
        check(form)
        if not form.errors:
            WeeklyUpdateFactory(date=form.cleaned_data["date"], title="The colleague’s", live=False)

    monkeypatch.setattr(WeeklyUpdateForm, "full_clean", full_clean)


@pytest.mark.parametrize("action", [PUBLISH, SAVE_DRAFT])
def test_an_editor_who_adds_a_moment_later_is_told_at_the_date_and_keeps_what_was_typed(
    editor, news, colleague_is_faster, action
):
    answer = forms.add(editor, news, forms.weekly_update(letter=rich_text("<p>Typed letter</p>")), action)
    assert answer.status_code == HTTPStatus.OK
    assert "An update for that date exists" in forms.errors(answer)["date"]
    assert "Typed letter" in answer.text
    assert WeeklyUpdate.objects.get().title == "The colleague’s"
    news.refresh_from_db()
    assert news.numchild == 1


def test_an_editor_who_moves_a_draft_a_moment_later_is_told_at_the_date(editor, news, colleague_is_faster):
    draft = WeeklyUpdateFactory(date=FRIDAY - datetime.timedelta(days=1), live=False)
    answer = forms.edit(editor, draft, forms.weekly_update(letter=rich_text("<p>Typed letter</p>")), SAVE_DRAFT)
    assert answer.status_code == HTTPStatus.OK
    assert "An update for that date exists" in forms.errors(answer)["date"]
    assert "Typed letter" in answer.text


def test_autosave_that_comes_a_moment_later_is_refused_in_its_own_language(editor, news, colleague_is_faster):
    draft = WeeklyUpdateFactory(date=FRIDAY - datetime.timedelta(days=1), live=False)
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    answer = editor.post(address, forms.weekly_update(), headers={"Accept": "application/json"})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert answer.json()["success"] is False


def test_an_editor_who_starts_the_issue_a_moment_later_is_taken_to_the_same_draft(editor, news, monkeypatch):
    start_update = start.start_update

    def after_a_colleague(index, date, user):
        WeeklyUpdateFactory(date=date, live=False)
        return start_update(index, date, user)

    monkeypatch.setattr(start, "start_update", after_a_colleague)
    answer = editor.post(reverse(START), {"date": "2025-02-21"})
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[WeeklyUpdate.objects.get().pk])


def test_adding_an_update_begins_with_its_day_so_that_it_exists_before_it_is_edited(editor, news):
    answer = editor.get(reverse("wagtailadmin_pages:add_subpage", args=[news.pk]), follow=True)
    assert answer.redirect_chain[-1][0] == f"{reverse(START)}?choose"
    assert answer.context["form"].initial["date"].strftime("%A") == "Friday"


def test_an_issue_of_another_day_can_be_added_while_the_next_ones_draft_waits(editor, news, set_today):
    set_today(datetime.date(2025, 2, 19))
    WeeklyUpdateFactory(date=FRIDAY, live=False)
    answer = editor.get(reverse("wagtailadmin_pages:add", args=["news", "weeklyupdate", news.pk]), follow=True)
    assert answer.context["form"].initial["date"] == FRIDAY
    editor.post(reverse(START), {"date": "2015-06-05"})
    assert WeeklyUpdate.objects.filter(date=datetime.date(2015, 6, 5), live=False).exists()


def test_other_pages_are_added_in_their_form(editor, news, home):
    parent = CountryFactory().get_parent()
    answer = editor.get(reverse("wagtailadmin_pages:add", args=["news", "country", parent.pk]))
    assert answer.status_code == HTTPStatus.OK


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_editor_who_copies_an_update_is_led_to_the_start_of_the_next(editor, news, method):
    update = WeeklyUpdateFactory(date=FRIDAY)
    typed = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": news.pk}
    answer = getattr(editor, method)(reverse("wagtailadmin_pages:copy", args=[update.pk]), typed, follow=True)
    assert answer.redirect_chain[-1][0] == f"{reverse(START)}?choose"
    assert "An update is not copied" in answer.text
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


def test_two_transactions_cannot_both_add_pages(db):
    with transaction.atomic():
        lock_page_tree()
        with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}) as other:
            assert other.execute("SELECT pg_try_advisory_xact_lock(%s)", [PAGE_TREE]).fetchone() == (False,)


def test_the_lock_on_the_page_tree_is_refused_where_it_would_be_released_at_once(monkeypatch):
    monkeypatch.setattr("pages.tree_lock.connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(RuntimeError, match="atomic"):
        lock_page_tree()
