"""Restoring from the trash what another page has now: an address, a date, a code."""

import datetime
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from news.models import Country, CountryIndex, WeeklyUpdate
from pages.models import Home, StandardPage, TrashedPage
from pages.trash.conflicts import find_conflicts
from tests.factories import (
    CountryFactory,
    CountryIndexFactory,
    StandardPageFactory,
    WeeklyUpdateFactory,
)
from tests.html import parse

from .steps import buttons, delete, restore, restore_url, undo, warnings

FRIDAY = datetime.date(2026, 11, 27)
NEXT_FRIDAY = datetime.date(2026, 12, 4)


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


def test_a_page_of_which_there_is_only_one_waits_until_the_other_is_gone(administrator, home):
    countries = CountryIndexFactory()
    delete(administrator, countries)
    other = CountryIndexFactory(title="The new countries", slug="new")
    response = administrator.get(restore_url(countries))
    assert warnings(response) == ["There can be only one such page, and “The new countries” is it now."]
    assert restore(administrator, countries).status_code == HTTPStatus.OK
    assert CountryIndex.objects.get() == other
