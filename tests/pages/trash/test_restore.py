"""Restoring from the trash: where the page comes back, and what has changed on the site meanwhile."""

import datetime
from http import HTTPStatus

import pytest
from django.db.models import ProtectedError
from django.db.models.deletion import Collector
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Comment, Page, Site

from news.models import WeeklyUpdate
from pages.models import Home, ProgramIndex, StandardPage, TrashedPage
from tests.factories import (
    ImageFactory,
    ProgramFactory,
    ProgramIndexFactory,
    StandardPageFactory,
    UserFactory,
    WeeklyUpdateFactory,
)
from tests.html import parse, text

from .steps import buttons, delete, restore, restore_url, warnings

FRIDAY = datetime.date(2026, 11, 27)


def test_editor_restores_a_live_page_for_readers_too(editor, visitor):
    page = StandardPageFactory()
    delete(editor, page)
    asked = editor.get(restore_url(page))
    assert buttons(asked) == ["Restore, for readers too", "Restore as a draft"]
    restore(editor, page, live="on")
    assert visitor.get(page.get_url()).status_code == HTTPStatus.OK


def test_editor_restores_a_live_page_as_a_draft(editor, visitor):
    page = StandardPageFactory()
    delete(editor, page)
    assert "is back, as a draft" in restore(editor, page, follow=True).text
    assert visitor.get(page.get_url()).status_code == HTTPStatus.NOT_FOUND
    page = StandardPage.objects.get()
    assert page.has_unpublished_changes
    page.get_latest_revision().publish()
    assert visitor.get(page.get_url()).status_code == HTTPStatus.OK


def test_a_page_whose_parent_is_in_the_trash_says_so(administrator, home):
    program = ProgramFactory()
    parent = ProgramIndex.objects.get()
    delete(administrator, program)
    delete(administrator, parent)
    assert "is in the trash too: restore that first." in warnings(administrator.get(restore_url(program)))[0]
    restore(administrator, parent, live="on")
    restore(administrator, program, live="on")
    assert program.get_parent().specific == parent
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_page_whose_parent_is_gone_comes_back_elsewhere(administrator, home):
    program = ProgramFactory()
    delete(administrator, program)
    delete(administrator, ProgramIndex.objects.get())
    administrator.post(reverse("delete_trashed", args=[TrashedPage.objects.get(content_type__model="programindex").pk]))
    elsewhere = ProgramIndexFactory(title="Elsewhere", slug="elsewhere")
    asked = administrator.get(restore_url(program))
    assert "has been deleted for good" in warnings(asked)[0]
    assert [text(option) for option in parse(asked).select("select option")] == ["Elsewhere"]
    restore(administrator, program, parent=elsewhere.pk, live="on")
    program.refresh_from_db()
    assert program.get_parent() == elsewhere.page_ptr
    assert program.url_path == f"{elsewhere.url_path}{program.slug}/"


@pytest.mark.parametrize("chosen", [{}, {"parent": "0"}])
def test_a_page_whose_place_is_gone_comes_back_nowhere_before_another_is_chosen(administrator, home, chosen):
    program = ProgramFactory()
    delete(administrator, program)
    ProgramIndex.objects.get().delete()
    elsewhere = ProgramIndexFactory(title="Elsewhere", slug="elsewhere")
    response = restore(administrator, program, live="on", **chosen)
    assert [text(option) for option in parse(response).select("select option")] == ["Elsewhere"]
    assert not elsewhere.get_children().exists()


def test_a_page_goes_back_to_its_place_even_if_its_parent_has_moved(administrator, home):
    program = ProgramFactory()
    delete(administrator, program)
    parent = ProgramIndex.objects.get()
    parent.move(StandardPageFactory(slug="deeper"), pos="last-child")
    restore(administrator, program, live="on")
    program.refresh_from_db()
    assert program.url_path == f"{ProgramIndex.objects.get().url_path}{program.slug}/"
    assert program.depth == 5
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_picture_that_is_gone_is_missing_and_the_editor_is_told(editor, home):
    picture = ImageFactory()
    update = WeeklyUpdateFactory(date=FRIDAY, lead_image=picture)
    delete(editor, update)
    picture.delete()
    assert "has partly been deleted meanwhile" in restore(editor, update, live="on", follow=True).text
    assert WeeklyUpdate.objects.get().lead_image is None


def test_a_page_of_a_person_who_has_left_comes_back_without_owner(editor, home):
    owner = UserFactory()
    page = StandardPageFactory(owner=owner)
    delete(editor, page)
    owner.delete()
    restore(editor, page, live="on")
    assert StandardPage.objects.get().owner is None


def test_what_the_site_has_learnt_since_has_its_default_and_what_it_forgot_is_left_out(editor, home):
    """As after an update of the site: a column more, a column less, a table less."""
    update = WeeklyUpdateFactory(date=FRIDAY, kicker="As it was")
    delete(editor, update)
    trashed = TrashedPage.objects.get()
    row = trashed.rows.get(model="news.weeklyupdate")
    del row.fields["kicker"]
    row.fields["a_column_of_before"] = "gone"
    row.save()
    trashed.rows.create(model="news.tableofbefore", object_id="1", fields={})
    trashed.emptied_references = [["pages.home", str(home.pk), "link_of_before_id", update.pk, None]]
    trashed.save()
    restore(editor, update, live="on")
    assert WeeklyUpdate.objects.get().kicker == WeeklyUpdate._meta.get_field("kicker").default


def test_a_redirect_that_was_made_anew_meanwhile_stays(editor, home):
    page, other = StandardPageFactory(slug="privacy"), StandardPageFactory()
    site = Site.objects.get()
    Redirect.add_redirect("/data-protection", page, site=site)
    delete(editor, page)
    newer = Redirect.add_redirect("/data-protection", other, site=site)
    assert "has partly been deleted meanwhile" in restore(editor, page, live="on", follow=True).text
    assert Redirect.objects.get() == newer


def test_what_led_to_the_page_leads_there_again_unless_another_was_chosen_meanwhile(editor, home):
    page, other = StandardPageFactory(), StandardPageFactory()
    home.announcement_page = page
    home.save()
    delete(editor, page)
    home.refresh_from_db()
    assert home.announcement_page is None
    restore(editor, page, live="on")
    home.refresh_from_db()
    assert home.announcement_page == page.page_ptr
    delete(editor, page)
    Home.objects.update(announcement_page=other)
    restore(editor, page, live="on")
    home.refresh_from_db()
    assert home.announcement_page == other.page_ptr


def test_a_comment_of_a_person_who_has_left_is_left_out(editor, home):
    page, user = StandardPageFactory(), UserFactory()
    Comment.objects.create(page=page, user=user, text="Look at this", contentpath="title")
    Comment.objects.create(page=page, user=UserFactory(), text="I did", contentpath="title")
    delete(editor, page)
    user.delete()
    restore(editor, page, live="on")
    assert [comment.text for comment in Comment.objects.filter(page=page)] == ["I did"]


def test_a_page_on_which_something_depends_stays_with_its_schedule(editor, home, monkeypatch):
    update = WeeklyUpdateFactory(date=FRIDAY, live=False)
    update.go_live_at = datetime.datetime(2126, 11, 27, 21, tzinfo=datetime.UTC)
    update.save_revision().publish()

    def refuse(*args):
        raise ProtectedError("", set())

    monkeypatch.setattr(Collector, "collect", refuse)
    response = editor.post(reverse("wagtailadmin_pages:delete", args=[update.pk]), follow=True)
    assert "something else depends on it" in response.text
    assert WeeklyUpdate.objects.get().scheduled_revision
