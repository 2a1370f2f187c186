"""An editor writes a weekly update in the admin, and a visitor reads it."""

import re
from datetime import date, timedelta

from django.urls import reverse
from playwright.sync_api import expect

from news.models import WeeklyUpdate
from tests.browser.conftest import wait_until
from tests.whole_site import FIRST_FRIDAY

RECORD_WHEN_WATCHING_STARTS = "addEventListener('w-unsaved:watch-edits', () => { window.watchedSince = Date.now() })"


def start_from_last_issue(page):
    """From the listing to the editor of a new draft, for the date that is offered. Returns that date as text."""
    page.get_by_role("link", name="Start from last issue").click()
    day = page.locator("input[name=date]").input_value()
    page.get_by_role("button", name="Start the draft").click()
    page.wait_for_url("**/edit/**")
    return day


def start_update(page, site, day):
    """Open the editor of a new draft for that date, whatever other drafts there are."""
    page.goto(reverse("wagtailadmin_pages:add_subpage", args=[site["news.NewsIndex"].pk]))
    page.locator("input[name=date]").fill(day.isoformat())
    page.get_by_role("button", name="Start the draft").click()
    page.wait_for_url("**/edit/**")


def start_autosaving_update(page, site, day):
    """As start_update(), then wait until autosave works: Wagtail starts to watch the form for changes, twice."""
    page.add_init_script(RECORD_WHEN_WATCHING_STARTS)
    start_update(page, site, day)
    wait_until(page, "Date.now() - window.watchedSince > 500")


def choose_date(page, day):
    page.locator("input[name=date]").fill(day.isoformat())
    page.keyboard.press("Escape")  # closes the calendar, which covers the next field


def field(page, name):
    return page.locator(f"[data-contentpath={name}]")


def write_letter(page, text):
    letter = field(page, "letter").locator("[contenteditable=true]")
    letter.click()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
    # Draftail copies its content into the form's hidden field with a delay.
    expect(page.locator("[name=letter]")).to_have_value(re.compile(re.escape(text)))


def add_clipping(page, number, **typed):
    """Add a clipping below the others and fill in its fields."""
    clippings = field(page, "clippings")
    clippings.get_by_title("Insert a block").last.click()
    headlines = field(clippings, "headline").locator("input")
    expect(headlines).to_have_count(number)
    for name, value in typed.items():
        field(clippings, name).nth(number - 1).locator("input, textarea").first.fill(value)


def choose_action(page, name):
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name=name, exact=True).click()


def test_an_editor_makes_an_update_from_the_last_one_publishes_and_corrects_it(admin, open_browser):
    day = start_from_last_issue(admin)
    field(admin, "search_description").locator("textarea").fill("What happened this week, told in a sentence.")
    write_letter(admin, "Dear Friend, this week we met in Wahsington.")
    add_clipping(admin, 1, headline="First headline", source="Example Wire", url="https://example.org/first")
    add_clipping(admin, 2, headline="Second headline", source="Sample Gazette", excerpt="One paragraph.")

    admin.get_by_role("button", name="Toggle preview").click()
    preview = admin.frame_locator("#w-preview-iframe")
    expect(preview.locator("h3", has_text="Second headline")).to_be_visible()
    expect(preview.locator("main")).to_contain_text("Wahsington")
    admin.get_by_role("button", name="Toggle side panel").last.click()

    reader = open_browser()
    url = f"/news/{day}/"
    assert reader.goto(url).status == 404
    choose_action(admin, "Publish")
    admin.wait_for_url("**/admin/pages/*/")
    assert reader.goto(url).status == 200
    expect(reader.locator("main")).to_contain_text("Wahsington")
    expect(reader.locator("main").get_by_role("link", name="Read at Example Wire")).to_have_attribute(
        "href", "https://example.org/first"
    )
    reader.goto("/")
    expect(reader.locator("main")).to_contain_text("First headline")

    admin.goto(reverse("wagtailadmin_pages:edit", args=[WeeklyUpdate.objects.get(date=date.fromisoformat(day)).pk]))
    write_letter(admin, "Dear Friend, this week we met in Washington.")
    choose_action(admin, "Publish")
    admin.wait_for_url("**/admin/pages/*/")
    reader.goto(url)
    expect(reader.locator("main")).to_contain_text("Washington")
    expect(reader.locator("main")).not_to_contain_text("Wahsington")
    assert reader.context.cookies() == []


def test_a_date_conflict_is_shown_at_the_date_and_nothing_typed_is_lost(admin, site):
    start_update(admin, site, FIRST_FRIDAY + timedelta(days=1))
    choose_date(admin, FIRST_FRIDAY)
    field(admin, "search_description").locator("textarea").fill("A typed summary.")
    write_letter(admin, "Dear Friend, this is a typed letter.")
    add_clipping(admin, 1, headline="A typed headline", source="Example Wire")
    choose_action(admin, "Publish")

    errors = field(admin, "date").first.locator(".w-field__errors")
    expect(errors).to_contain_text("An update for that date exists")
    expect(errors.get_by_role("link")).to_have_attribute("href", edit_url(FIRST_FRIDAY))
    expect(field(admin, "search_description").locator("textarea")).to_have_value("A typed summary.")
    expect(field(admin, "letter").locator("[contenteditable=true]")).to_contain_text("this is a typed letter")
    expect(field(admin, "headline").locator("input")).to_have_value("A typed headline")


def edit_url(day):
    return reverse("wagtailadmin_pages:edit", args=[WeeklyUpdate.objects.get(date=day).pk])


def test_a_missing_value_is_shown_at_its_field_and_a_draft_is_saved_without(admin, site):
    draft = site["a draft"]
    admin.goto(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    field(admin, "search_description").locator("textarea").fill("")
    add_clipping(admin, 1, headline="Without a source")
    choose_action(admin, "Publish")
    source = field(field(admin, "clippings"), "source")
    expect(source.locator(".w-field__errors")).to_contain_text("required")
    expect(field(admin, "letter").locator(".w-field__errors")).to_contain_text("required")
    expect(field(admin, "search_description").locator(".w-field__errors")).to_contain_text("required")

    admin.get_by_role("button", name="Save draft").click()
    expect(admin.locator(".messages .success")).to_be_visible()
    expect(field(admin, "headline").locator("input")).to_have_value("Without a source")
    assert not WeeklyUpdate.objects.get(pk=draft.pk).live


def test_what_is_typed_during_autosave_is_saved_too(admin, site):
    start_autosaving_update(admin, site, FIRST_FRIDAY + timedelta(days=2))
    held = []
    with admin.expect_request(lambda request: "Typed before" in (request.post_data or "") and is_save(request)):
        admin.route(re.compile("/edit/$"), lambda route: held.append(route) if not held else route.continue_())
        field(admin, "search_description").locator("textarea").fill("Typed before")
    with admin.expect_request(lambda request: "Typed meanwhile" in (request.post_data or "") and is_save(request)):
        field(admin, "kicker").locator("input").fill("Typed meanwhile")
        held[0].continue_()


def is_save(request):
    return request.url.endswith("/edit/") and request.headers.get("accept") == "application/json"


def test_a_deletion_is_undone_with_one_press(admin, site):
    page = site["pages.StandardPage"]
    admin.goto(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    admin.get_by_role("button", name="Move it to the trash").click()
    admin.get_by_role("button", name="Undo").click()
    expect(admin.get_by_text(f"“{page.title}” is back, and readers see it again.")).to_be_visible()
    assert admin.request.get(page.url).ok


def test_the_admin_sends_no_request_to_another_host(admin, site, server):
    fetched = []
    admin.context.on("request", lambda request: fetched.append(request.url))
    for url in (
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_pages:edit", args=[site["news.WeeklyUpdate"].pk]),
        reverse("wagtailimages:index"),
    ):
        admin.goto(url, wait_until="load")
        admin.wait_for_timeout(1000)  # for what scripts ask for; on a busy machine the network is never idle
    assert fetched
    assert [request for request in fetched if not request.startswith((server.url, "data:", "blob:"))] == []
