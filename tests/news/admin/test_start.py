"""Starting the next weekly update with the boilerplate of the last one."""

from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from news.models import WeeklyUpdate
from pages.models import Term
from tests.conftest import signed_in
from tests.factories import (
    ImageFactory,
    NewsIndexFactory,
    PersonFactory,
    TermFactory,
    UserFactory,
    WeeklyUpdateFactory,
    clipping,
)
from tests.html import parse

FRIDAY = date(2025, 2, 21)
WEEK = timedelta(weeks=1)


@pytest.fixture(autouse=True)
def wednesday(set_today):
    set_today(date(2025, 2, 19))


@pytest.fixture
def start(news):
    """The URL of "Start from last issue", with the news index page that it needs."""
    return reverse("start_from_last_issue")


@pytest.fixture
def last_update(news):
    return WeeklyUpdateFactory(
        date=FRIDAY - WEEK,
        kicker="Weekly News Update",
        addressee="All our friends",
        signature="Last week's signature",
        sent_from=[{"type": "signatory", "value": {"name": "Last Leader", "title": "Chair"}}],
        letter="<p>Last week's letter</p>",
        search_description="Last week's summary",
        lead_image=ImageFactory(),
        lead_image_caption="Last week's caption",
        clippings=[clipping("Last week's headline")],
    )


def draft_of(update):
    """The draft as the editor opens it: the latest revision."""
    return WeeklyUpdate.objects.get(pk=update.pk).get_latest_revision_as_object()


def test_an_editor_starts_next_fridays_draft_and_is_taken_to_it(editor, start, last_update):
    response = editor.post(start, {"date": "2025-02-21"})
    draft = WeeklyUpdate.objects.get(date=FRIDAY)
    assert response.status_code == HTTPStatus.FOUND
    assert response.url == reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert not draft.live
    assert draft.get_parent() == last_update.get_parent()
    assert (draft.title, draft.slug) == ("Weekly Update, February 21, 2025", "2025-02-21")
    assert editor.get(response.url).status_code == HTTPStatus.OK


def test_the_boilerplate_is_kept_and_letter_picture_summary_and_clippings_are_empty(editor, start, last_update):
    editor.post(start, {"date": "2025-02-21"})
    draft = draft_of(WeeklyUpdate.objects.get(date=FRIDAY))
    assert draft.kicker == "Weekly News Update"
    assert draft.addressee == "All our friends"
    assert draft.signature == "Last week's signature"
    assert draft.letter == draft.search_description == draft.lead_image_caption == ""
    assert draft.lead_image is None
    assert len(draft.clippings) == 0


def test_the_from_line_is_that_of_the_leaders_on_the_day_it_goes_out(editor, start, last_update):
    retiring = TermFactory(person=PersonFactory(name="Retiring"), ends_on=FRIDAY - timedelta(days=1))
    TermFactory(person=PersonFactory(name="Successor"), role=Term.Role.EXECUTIVE, starts_on=FRIDAY, title="Director")
    editor.post(start, {"date": "2025-02-21"})
    line = draft_of(WeeklyUpdate.objects.get(date=FRIDAY)).as_issue().sent_from_line
    assert line == "Successor, Director"
    assert retiring.person.name not in line


def test_where_no_leaders_are_recorded_the_last_updates_from_line_is_kept(editor, start, last_update):
    editor.post(start, {"date": "2025-02-21"})
    assert draft_of(WeeklyUpdate.objects.get(date=FRIDAY)).as_issue().sent_from_line == "Last Leader, Chair"


def test_the_first_update_of_all_starts_empty(editor, start):
    editor.post(start, {"date": "2025-02-21"})
    assert draft_of(WeeklyUpdate.objects.get()).kicker == "Weekly Top 10"


@pytest.mark.parametrize("how", ["get", "post"])
def test_a_draft_that_was_started_before_opens_and_stays_as_it_is(editor, start, last_update, how):
    draft = WeeklyUpdateFactory(date=FRIDAY, letter="<p>Half written</p>", live=False)
    response = editor.get(start) if how == "get" else editor.post(start, {"date": "2025-02-21"})
    assert response.url == reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert WeeklyUpdate.objects.count() == 2
    assert "Half written" in draft_of(draft).letter


def test_starting_twice_makes_one_draft(editor, start):
    first = editor.post(start, {"date": "2025-02-21"})
    second = editor.post(start, {"date": "2025-02-21"})
    assert first.url == second.url
    assert WeeklyUpdate.objects.count() == 1


def test_a_published_update_is_not_changed_and_the_editor_is_told(editor, start):
    out = WeeklyUpdateFactory(date=FRIDAY)
    response = editor.post(start, {"date": "2025-02-21"})
    assert response.status_code == HTTPStatus.OK
    assert f"/admin/pages/{out.pk}/edit/" in response.content.decode()
    assert WeeklyUpdate.objects.count() == 1


def test_a_thursday_before_a_holiday_can_be_chosen(editor, start):
    editor.post(start, {"date": "2025-02-20"})
    assert WeeklyUpdate.objects.get().slug == "2025-02-20"


@pytest.mark.parametrize("typed", ["", "next week", "2025-02-31"])
def test_an_invalid_date_is_refused_at_its_field(editor, start, typed):
    response = editor.post(start, {"date": typed})
    assert response.status_code == HTTPStatus.OK
    assert "date" in response.context["form"].errors
    assert not WeeklyUpdate.objects.exists()


@pytest.mark.parametrize(
    ("published", "drafts", "expected"),
    [
        ([], [], FRIDAY),
        ([FRIDAY], [], FRIDAY + WEEK),
        ([FRIDAY, FRIDAY + WEEK], [], FRIDAY + 2 * WEEK),
        ([FRIDAY + WEEK], [], FRIDAY),
        ([FRIDAY - WEEK], [], FRIDAY),
        ([], [FRIDAY], FRIDAY),
    ],
)
def test_the_next_update_is_for_the_coming_friday_that_has_none_published(news, published, drafts, expected):
    for day in published:
        WeeklyUpdateFactory(date=day)
    for day in drafts:
        WeeklyUpdateFactory(date=day, live=False)
    assert news.get_next_date() == expected


def test_an_update_that_is_scheduled_is_done_and_the_next_one_is_for_the_friday_after(news):
    scheduled = WeeklyUpdateFactory(date=FRIDAY, live=False)
    scheduled.go_live_at = timezone.now() + WEEK
    scheduled.save_revision().publish()
    assert not WeeklyUpdate.objects.get().live
    assert news.get_next_date() == FRIDAY + WEEK


def test_the_news_listing_shows_the_day_of_an_update_as_it_is_printed(editor, news, last_update):
    listing = parse(editor.get(reverse("wagtailadmin_explore", args=[news.pk])))
    assert "Feb 14, 2025" in [cell.get_text(strip=True) for cell in listing.select("td")]


def test_a_get_request_creates_no_draft(editor, start):
    page = editor.get(start)
    assert parse(page).find("input", attrs={"name": "date"})["value"] == "2025-02-21"
    assert not WeeklyUpdate.objects.exists()


def test_the_news_listing_and_an_update_offer_it_to_an_editor(editor, start, news, last_update):
    for url in (
        reverse("wagtailadmin_explore", args=[news.pk]),
        reverse("wagtailadmin_pages:edit", args=[last_update.pk]),
    ):
        offered = parse(editor.get(url, follow=True)).find("a", href=start)
        assert offered, url
        assert "Start from last issue" in offered.get_text()


def test_who_may_not_add_an_update_is_neither_offered_it_nor_let_in(start, news):
    stranger = signed_in(UserFactory())
    assert stranger.get(start).url.startswith(reverse("wagtailadmin_login"))
    reader = UserFactory()
    reader.user_permissions.add(Permission.objects.get(codename="access_admin"))
    for response in (signed_in(reader).get(start), signed_in(reader).post(start, {"date": "2025-02-21"})):
        assert response.status_code == HTTPStatus.FOUND
        assert response.url == reverse("wagtailadmin_home")
    assert not WeeklyUpdate.objects.exists()


def test_a_visitor_is_sent_to_the_login(visitor, start):
    assert visitor.post(start, {"date": "2025-02-21"}).url.startswith(reverse("wagtailadmin_login"))
    assert not WeeklyUpdate.objects.exists()


def test_without_a_news_page_there_is_nothing_to_start(editor):
    assert editor.get(reverse("start_from_last_issue")).status_code == HTTPStatus.NOT_FOUND
    NewsIndexFactory()
    assert editor.get(reverse("start_from_last_issue")).status_code == HTTPStatus.OK
