"""Preflight in the editor: findings that follow what is typed, and links to their fields."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.test_editor import add_clipping, field, start_autosaving_update


@pytest.fixture
def preflight(admin):
    """Opens the checks panel, and returns the findings in it."""

    def preflight():
        toggle = admin.locator("[data-side-panel-toggle=checks]")
        if toggle.get_attribute("aria-expanded") != "true":
            toggle.click()
        return admin.locator(".preflight")

    return preflight


def test_the_findings_of_a_new_update_follow_what_is_typed_without_a_click(admin, site, preflight):
    start_autosaving_update(admin, site, date(2031, 1, 3))
    findings = preflight()
    expect(findings).to_contain_text("There is no summary.")
    field(admin, "search_description").locator("textarea").fill("What NCESJ said this week.")
    expect(findings).not_to_contain_text("There is no summary.")
    expect(findings).to_contain_text("“NCESJ” should be NCSEJ.")
    add_clipping(admin, 1, headline="An article")
    expect(findings).to_contain_text("“An article” has no source.")
    count = findings.locator(".preflight__finding").count()
    expect(admin.locator(".preflight-badge")).to_have_text(str(count))
    # What Wagtail's checker finds on the page is added to the same number.
    admin.evaluate("document.querySelector('[data-content-checker-count]').textContent = '2'")
    expect(admin.locator(".preflight-badge")).to_have_text(str(count + 2))
    expect(admin.locator(".preflight-page")).to_be_visible()


def test_a_finding_links_to_its_field(admin, site, preflight):
    start_autosaving_update(admin, site, date(2031, 1, 10))
    add_clipping(admin, 1, headline="The first", source="Example Wire", date="2030-12-30")
    add_clipping(admin, 2, headline="The second", date="2030-12-30")
    findings = preflight()
    findings.get_by_role("link", name="Clipping 2: source").click()
    expect(field(field(admin, "clippings"), "source").nth(1).locator("input")).to_be_focused()
    findings.get_by_role("link", name="Letter").click()
    expect(field(admin, "letter").locator("[contenteditable=true]")).to_be_focused()


def test_a_finding_links_to_a_field_in_a_collapsed_panel(admin, site, preflight):
    start_autosaving_update(admin, site, date(2031, 1, 17))
    add_clipping(admin, 1, headline="Folded away")
    findings = preflight()
    expect(findings).to_contain_text("“Folded away” has no source.")
    admin.get_by_role("button", name="Collapse all").click()
    source = field(field(admin, "clippings"), "source").locator("input")
    expect(source).not_to_be_visible()
    findings.get_by_role("link", name="Clipping 1: source").click()
    expect(source).to_be_focused()
    expect(source).to_be_in_viewport()


def test_an_email_that_gmail_would_clip_is_refused_above_the_clippings(admin, site):
    start_autosaving_update(admin, site, date(2031, 1, 24))
    field(admin, "search_description").locator("textarea").fill("A long week.")
    field(admin, "letter").locator("[contenteditable=true]").click()
    admin.keyboard.type("Dear Friend,")
    add_clipping(admin, 1, headline="Endless", source="Example Wire", excerpt="Far too many words. " * 6000)
    admin.get_by_role("button", name="More actions").click()
    admin.get_by_role("button", name="Publish", exact=True).click()
    refusal = field(admin, "clippings").get_by_text("Mail programs cut it at 102 KB")
    expect(refusal).to_be_visible()
