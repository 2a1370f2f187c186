"""An editor types dates in the admin, leaves the field, and finds there what was typed, with what it means beneath."""

import datetime
import re

from django.urls import reverse
from playwright.sync_api import expect

from pages.dates.typed import EASTERN
from tests.browser.test_editor import add_clipping, field

TUESDAY_AT_FOUR = datetime.datetime(2096, 12, 4, 16, tzinfo=EASTERN)


def open_editor(admin, page):
    admin.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))


def words(element):
    """What stands beneath a date."""
    return element.locator("xpath=following-sibling::p[1]")


def type_and_leave(element, text):
    element.click()  # the calendar opens
    element.press("ControlOrMeta+A")
    element.press_sequentially(text)
    element.blur()


def test_a_schedule_is_what_was_typed_and_what_is_refused_is_shown_in_its_dialog(admin, site):
    draft = site["a draft"]
    open_editor(admin, draft)
    admin.get_by_role("button", name="Toggle status").click()
    admin.get_by_role("button", name="Set schedule").click()
    dialog = admin.get_by_role("dialog", name="Set publishing schedule")
    go_live, expire = (dialog.get_by_label(f"{name} date/time") for name in ("Go live", "Expiry"))

    type_and_leave(go_live, "12/04/2096 4:00 PM")
    expect(words(go_live)).to_have_text("Tuesday, December 4, 2096, 4:00 PM ET")
    expect(go_live).to_have_value("12/04/2096 4:00 PM")
    type_and_leave(expire, "12/5/2096")
    expect(words(expire)).to_have_text("Add the time: “12/5/2096 4:00 PM”.")
    expect(expire).to_have_value("12/5/2096")

    dialog.get_by_role("button", name="Close dialog").click()
    with admin.expect_navigation():
        admin.get_by_role("button", name="Save draft").click()
    expect(dialog).to_be_visible()
    expect(dialog.locator(".w-field__errors").last).to_contain_text("Add the time: “12/5/2096 4:00 PM”.")
    expect(go_live).to_have_value("12/04/2096 4:00 PM")
    expect(expire).to_have_value("12/5/2096")
    expect(expire).to_be_focused()
    type_and_leave(expire, "2096-12-05 noon")
    expect(words(expire)).to_have_text("Wednesday, December 5, 2096, 12:00 PM ET")
    dialog.get_by_role("button", name="Save schedule").click()
    expect(admin.locator(".messages .success")).to_be_visible()
    expect(admin.locator("input[name=go_live_at]")).to_have_value("2096-12-04 16:00")
    draft.refresh_from_db()
    assert draft.get_latest_revision_as_object().go_live_at == TUESDAY_AT_FOUR


def test_a_filter_of_a_listing_keeps_the_date_that_was_typed(admin):
    admin.get_by_role("button", name="Show filters").click()
    admin.get_by_role("button", name="Date updated").click()
    after = admin.get_by_placeholder("Date from")
    with admin.expect_response(re.compile("latest_revision_created_at_from=13%2F14%2F2026")):
        type_and_leave(after, "13/14/2026")
    expect(after).to_have_value("13/14/2026")


def test_a_date_is_said_in_words_while_it_is_typed_and_chosen_in_the_calendar(admin, site):
    open_editor(admin, site["a draft"])
    date = admin.locator("input[name=date]")
    expect(words(date)).to_have_text("Friday, June 13, 2025")
    type_and_leave(date, "13/14/2026")
    expect(words(date)).to_contain_text("There is no month 13.")
    expect(date).to_have_value("13/14/2026")
    type_and_leave(date, "12/4/2031")
    expect(words(date)).to_have_text("Thursday, December 4, 2031")
    expect(date).to_have_value("12/4/2031")

    date.click()
    calendar = admin.locator(".xdsoft_datetimepicker:visible")
    calendar.locator(".xdsoft_date[data-date='19'][data-month='11'][data-year='2031']").click()
    expect(date).to_have_value("2031-12-19")
    expect(words(date)).to_have_text("Friday, December 19, 2031")
    expect(calendar).to_have_count(0)

    add_clipping(admin, 1, headline="A headline", source="Example Wire")
    clipped = field(field(admin, "clippings"), "date").locator("input")
    type_and_leave(clipped, "Feb. 30, 2025")
    expect(words(clipped)).to_have_text("There is no February 30 in 2025.")
    expect(clipped).to_have_value("Feb. 30, 2025")
    admin.context.set_offline(True)
    with admin.expect_event("requestfailed", lambda request: reverse("read_typed_dates") in request.url):
        clipped.fill("2/20/2025")
    expect(words(clipped)).to_have_text("")
    admin.context.set_offline(False)
    clipped.press("End")
    clipped.press_sequentially(" ")
    expect(words(clipped)).to_have_text("Thursday, February 20, 2025")
