"""Restoring from the trash: what happens where the place, the address or the date of a page is taken."""

import datetime
from http import HTTPStatus

import pytest
from django.db import connection
from django.db.models import ProtectedError
from django.db.models.deletion import Collector
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Comment, Page, Site

from news.models import Country, CountryIndex, WeeklyUpdate
from pages.models import Home, ProgramIndex, StandardPage, TrashedPage
from pages.trash.conflicts import find_conflicts
from tests.conftest import signed_in
from tests.factories import (
    CountryFactory,
    CountryIndexFactory,
    ImageFactory,
    ProgramFactory,
    ProgramIndexFactory,
    StandardPageFactory,
    UserFactory,
    WeeklyUpdateFactory,
)
from tests.html import parse, text

from .test_undo import delete, undo

FRIDAY = datetime.date(2026, 11, 27)
NEXT_FRIDAY = datetime.date(2026, 12, 4)


def restore_url(page):
    return reverse("restore_trashed", args=[TrashedPage.objects.get(page_id=page.pk).pk])


def restore(client, page, follow=False, **data):
    return client.post(restore_url(page), data, follow=follow)


def buttons(response):
    return [text(button) for button in parse(response).select("main form button")]


def warnings(response):
    return [text(warning) for warning in parse(response).select(".help-warning")]


def test_the_trash_says_what_is_in_it_and_from_where(editor, home):
    page = StandardPageFactory(title="Privacy")
    delete(editor, page)
    listed = text(parse(editor.get(reverse("trash"))).select_one("li.trash__page"))
    for part in ("Privacy", "page below “NCSEJ”", "live", "by editor", " ET"):
        assert part in listed


def test_an_empty_trash_says_so(editor, home):
    assert "Nothing is in the trash." in editor.get(reverse("trash")).text


def test_a_full_trash_has_pages_and_costs_the_same(administrator, home, django_assert_max_num_queries):
    delete(administrator, StandardPageFactory())
    trashed = TrashedPage.objects.get()
    for number in range(21):
        trashed.pk, trashed.page_id = None, 1_000_000 + number
        trashed.save()
    with django_assert_max_num_queries(12):
        response = administrator.get(reverse("trash"))
    assert len(parse(response).select("li.trash__page")) == 20
    assert len(parse(administrator.get(f"{reverse('trash')}?p=2")).select("li.trash__page")) == 2


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


def test_a_page_whose_address_is_taken_comes_back_as_a_draft_with_another(editor, visitor):
    page = StandardPageFactory(slug="privacy")
    delete(editor, page)
    other = StandardPageFactory(slug="privacy", title="The new one")
    asked = editor.get(restore_url(page))
    assert warnings(asked) == ["The address “privacy” belongs to another page now: The new one"]
    assert parse(asked).select_one(f'.help-warning a[href="{reverse("wagtailadmin_pages:edit", args=[other.pk])}"]')
    assert buttons(asked) == ["Restore as a draft"]
    field = parse(asked).select_one("input[name^=slug_]")
    assert field["value"] == "privacy-2"
    restore(editor, page, live="on", **{field["name"]: "data-protection"})
    page = StandardPage.objects.get(pk=page.pk)
    assert (page.slug, page.url_path, page.live) == (
        "data-protection",
        f"{Home.objects.get().url_path}data-protection/",
        False,
    )
    assert page.get_latest_revision_as_object().slug == "data-protection"
    assert visitor.get("/privacy/").text.count("The new one")


@pytest.mark.parametrize("slug", ["privacy", "admin", "no slug", ""])
def test_an_address_that_is_impossible_is_refused_at_its_field(editor, home, slug):
    page = StandardPageFactory(slug="privacy")
    delete(editor, page)
    StandardPageFactory(slug="privacy")
    response = restore(editor, page, **{f"slug_{page.pk}": slug})
    assert parse(response).select(".error-message")
    assert not StandardPage.objects.filter(pk=page.pk).exists()


def test_undo_leads_to_the_conflict_where_the_address_is_taken(editor, home):
    page = StandardPageFactory(slug="privacy")
    delete(editor, page)
    StandardPageFactory(slug="privacy")
    assert warnings(undo(editor, follow=True))[0].startswith("The address “privacy” belongs to another page now:")


def test_the_date_of_a_deleted_issue_is_free(editor, home):
    delete(editor, WeeklyUpdateFactory(date=FRIDAY))
    editor.post(reverse("start_from_last_issue"), {"date": FRIDAY.isoformat()})
    draft = WeeklyUpdate.objects.get()
    assert (draft.date, draft.slug) == (FRIDAY, FRIDAY.isoformat())


def test_an_issue_whose_date_is_taken_is_restored_with_another(editor, home):
    update = WeeklyUpdateFactory(date=FRIDAY, live=False)
    delete(editor, update)
    WeeklyUpdateFactory(date=FRIDAY)
    asked = editor.get(restore_url(update))
    assert "The date “November 27, 2026” belongs to another page now: Weekly Update, November 27, 2026" in warnings(
        asked
    )
    assert not parse(asked).select("input[name^=slug_]")  # an issue's address is made from its date
    assert parse(restore(editor, update, **{f"date_{update.pk}": FRIDAY.isoformat()})).select(".error-message")
    restore(editor, update, **{f"date_{update.pk}": NEXT_FRIDAY.isoformat()})
    update = WeeklyUpdate.objects.get(pk=update.pk)
    draft = update.get_latest_revision_as_object()
    for found in (update, draft):
        assert found.date == NEXT_FRIDAY
        assert found.title == "Weekly Update, December 4, 2026"
        assert found.slug == "2026-12-04"
    assert update.url_path.endswith("/news/2026-12-04/")


def test_the_code_of_a_deleted_country_is_free_and_asked_for_when_it_comes_back(editor, home):
    country = CountryFactory(iso_code="UA")
    delete(editor, country)
    CountryFactory(iso_code="UA", slug="ukraine-again")
    asked = editor.get(restore_url(country))
    assert "The country “Ukraine” belongs to another page now:" in warnings(asked)[0]
    restore(editor, country, **{f"iso_code_{country.pk}": "PL"})
    assert Country.objects.get(pk=country.pk).iso_code == "PL"


def test_a_page_of_which_there_is_only_one_waits_until_the_other_is_gone(administrator, home):
    countries = CountryIndexFactory()
    delete(administrator, countries)
    other = CountryIndexFactory(title="The new countries", slug="new")
    response = administrator.get(restore_url(countries))
    assert warnings(response) == ["There can be only one such page, and “The new countries” is it now."]
    assert restore(administrator, countries).status_code == HTTPStatus.OK
    assert CountryIndex.objects.get() == other


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


def test_contributor_sees_own_drafts_in_the_trash_and_no_others(editor, home):
    user = UserFactory(groups=["Contributors"])
    own, other = StandardPageFactory(title="Mine", live=False, owner=user), StandardPageFactory(title="Not mine")
    delete(editor, own)
    delete(editor, other)
    contributor = signed_in(user)
    listed = contributor.get(reverse("trash")).text
    assert "Mine" in listed
    assert "Not mine" not in listed
    assert contributor.get(restore_url(other)).status_code == HTTPStatus.NOT_FOUND
    restore(contributor, own)
    assert StandardPage.objects.get() == own


def test_only_administrators_delete_for_good(editor, administrator, home):
    page = StandardPageFactory()
    delete(editor, page)
    url = reverse("delete_trashed", args=[TrashedPage.objects.get().pk])
    for refused in (url, reverse("empty_trash")):
        editor.post(refused)
        assert TrashedPage.objects.exists()
    assert "Nobody can undo this" in administrator.get(url).text
    administrator.post(url)
    assert not TrashedPage.objects.exists()


def test_emptying_the_trash_leaves_what_came_after_the_question(administrator, home):
    delete(administrator, StandardPageFactory())
    asked = administrator.get(reverse("empty_trash"))
    newest = parse(asked).select_one("input[name=newest]")["value"]
    later = StandardPageFactory()
    delete(administrator, later)
    administrator.post(reverse("empty_trash"), {"newest": newest})
    assert [trashed.page_id for trashed in TrashedPage.objects.all()] == [later.pk]


@pytest.mark.parametrize("newest", ["", "x", "9" * 30])
def test_emptying_the_trash_without_having_seen_it_deletes_nothing(administrator, home, newest):
    delete(administrator, StandardPageFactory())
    response = administrator.post(reverse("empty_trash"), {"newest": newest}, follow=True)
    assert response.status_code == HTTPStatus.OK
    assert TrashedPage.objects.exists() == (newest != "9" * 30)


def test_visitors_do_not_enter_the_trash(visitor, editor, home):
    delete(editor, StandardPageFactory())
    trashed = TrashedPage.objects.get()
    restore_url = reverse("restore_trashed", args=[trashed.pk])
    for url in (reverse("trash"), restore_url, reverse("undo_trash", args=[trashed.batch])):
        assert visitor.post(url).headers["Location"].startswith("/admin/login/")
    assert not StandardPage.objects.exists()


def test_a_date_that_another_issue_will_have_is_taken_too(editor, home):
    update, other = WeeklyUpdateFactory(date=FRIDAY, live=False), WeeklyUpdateFactory(date=NEXT_FRIDAY)
    delete(editor, update)
    other.date = FRIDAY
    other.save_revision()  # not published yet
    assert warnings(editor.get(restore_url(update)))[0].startswith(
        "The date “November 27, 2026” belongs to another page"
    )


def test_looking_for_conflicts_costs_the_same_for_one_issue_and_for_many(administrator, home):
    counts, dates = [], iter(FRIDAY - datetime.timedelta(weeks=week) for week in range(7))
    for number in (1, 6):
        updates = [WeeklyUpdateFactory(date=next(dates)) for _ in range(number)]
        index = updates[0].get_parent()
        delete(administrator, index)
        trashed = TrashedPage.objects.get()
        with CaptureQueriesContext(connection) as queries:
            assert find_conflicts(trashed, home) == []
        counts.append(len(queries))
        trashed.delete()
    assert counts[0] == counts[1]


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
