"""The inbox beside a draft: several stories go in with one press, on a telephone too."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from news.models import InboxItem
from tests.browser.conftest import PHONE
from tests.browser.test_accessibility_tree import assert_matches_snapshot
from tests.browser.test_editor import field
from tests.factories import InboxItemFactory, WeeklyUpdateFactory, clipping

LINKS = [f"https://wire.example/story.php?id={number}" for number in range(1, 6)]
UNREAD = LINKS[3]


@pytest.fixture(scope="module")
def draft(site, django_db_blocker):
    """A draft with a card for the second of five stories, which is not filled in. The page of the fourth is unread."""
    with django_db_blocker.unblock():
        empty = [clipping("", source="", url=f"{LINKS[1]}&utm_source=x")]
        draft = WeeklyUpdateFactory(parent=site["news.NewsIndex"], date=date(2032, 2, 6), clippings=empty, live=False)
        for url in LINKS:  # read since the draft was saved
            values = {"headline": f"Story {url[-1]}", "source": "Wire", "reading": "read"}
            unread = {"headline": "", "reading": "unread"} if url == UNREAD else {}
            InboxItemFactory(url=url, **(values | unread))
        return draft


def say_that_it_is_read(route):
    """What the server answers, but that the page of a row which is asked for again is read."""
    response = route.fetch()
    is_again = 'name="item"' in route.request.post_data
    route.fulfill(response=response, body=response.text().replace("· being read …", "") if is_again else None)


def test_several_stories_go_into_the_draft_with_one_press(admin, draft):
    admin.set_viewport_size(PHONE)
    admin.route("**/links/**", lambda route: route.abort())
    admin.goto(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    admin.get_by_role("button", name="From the inbox").click()
    dialog = admin.get_by_role("dialog", name="From the inbox")
    expect(dialog.get_by_text("5 stories wait.")).to_be_visible()
    assert_matches_snapshot("inbox-dialog", dialog.aria_snapshot())
    for name in ["Story 3", "Story 1", "Story 2", UNREAD]:
        dialog.get_by_role("checkbox", name=name).check()
    dialog.get_by_role("button", name="Put in 4 clippings").click()
    headlines = field(field(admin, "clippings"), "headline").locator("input")
    expect(headlines).to_have_count(4)
    put_in = [headlines.nth(number).input_value() for number in range(4)]
    assert put_in == ["Story 2", "", "Story 3", "Story 1"]
    expect(admin.locator("[data-clipping-number='2'] .clipping-bar__reading")).to_have_text(
        "The server does not answer. It is asked again."
    )

    admin.get_by_role("button", name="From the inbox").click()
    expect(dialog.get_by_role("checkbox", name="Story 1")).to_be_disabled()
    expect(dialog.get_by_role("checkbox", name="Story 2")).to_be_disabled()
    row = dialog.get_by_role("listitem")
    admin.route("**/inbox/", say_that_it_is_read)
    row.filter(has_text="Story 5").get_by_role("button", name="Dismiss").press("Enter")
    expect(dialog.get_by_text("Story 5")).to_have_count(0)
    following = row.filter(has_text=UNREAD)
    expect(following.get_by_role("button", name="Dismiss")).to_be_focused()
    expect(following).not_to_contain_text("being read")
    expect(following.get_by_role("button", name="Dismiss")).to_be_focused()
    dialog.get_by_role("button", name="Close").click()
    with admin.expect_navigation():
        admin.get_by_role("button", name="Save draft").click()
    states = dict(InboxItem.objects.values_list("headline", "state"))
    used = dict.fromkeys(["Story 1", "Story 2", "Story 3"], "used")
    assert states == used | {"": "waiting", "Story 5": "dismissed"}
