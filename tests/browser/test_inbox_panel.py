"""The inbox beside a draft: several stories go in with one press, on a telephone too."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from news.models import InboxItem
from news.models.inbox import url_key
from tests.browser.conftest import PHONE
from tests.browser.test_editor import field
from tests.factories import WeeklyUpdateFactory

LINKS = [f"https://wire.example/{number}" for number in range(1, 4)]


@pytest.fixture(scope="module")
def draft(site, django_db_blocker):
    with django_db_blocker.unblock():
        for url in LINKS:
            values = {"headline": f"Story {url[-1]}", "source": "Wire", "reading": "read"}
            InboxItem.objects.create(url=url, key=url_key(url), **values)
        return WeeklyUpdateFactory(parent=site["news.NewsIndex"], date=date(2032, 2, 6), clippings=[], live=False)


def test_several_stories_go_into_the_draft_with_one_press(admin, draft):
    admin.set_viewport_size(PHONE)
    admin.goto(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    admin.get_by_role("button", name="From the inbox").click()
    dialog = admin.get_by_role("dialog", name="From the inbox")
    expect(dialog.get_by_text("3 stories wait.")).to_be_visible()
    dialog.get_by_role("checkbox", name="Story 3").check()
    dialog.get_by_role("checkbox", name="Story 1").check()
    dialog.get_by_role("button", name="Put in 2 clippings").click()
    headlines = field(field(admin, "clippings"), "headline").locator("input")
    expect(headlines).to_have_count(2)
    assert [headlines.nth(number).input_value() for number in range(2)] == ["Story 3", "Story 1"]

    admin.get_by_role("button", name="From the inbox").click()
    expect(dialog.get_by_role("checkbox", name="Story 1")).to_be_disabled()
    dialog.get_by_role("listitem").filter(has_text="Story 2").get_by_role("button", name="Dismiss").click()
    expect(dialog.get_by_text("Story 2")).to_have_count(0)
    dialog.get_by_role("button", name="Close").click()
    with admin.expect_navigation():
        admin.get_by_role("button", name="Save draft").click()
    states = dict(InboxItem.objects.values_list("headline", "state"))
    assert states == {"Story 1": "used", "Story 2": "dismissed", "Story 3": "used"}
