"""The bar above the form of a weekly update, from the draft to the email that is handed over."""

from datetime import date

from django.urls import reverse
from playwright.sync_api import expect

from news.models import Handover, WeeklyUpdate
from tests.browser.conftest import wait_until
from tests.browser.test_editor import field, start_autosaving_update, write_letter


def step(page, key):
    return page.locator(f".friday-bar [data-step={key}]")


def test_an_update_is_written_published_corrected_and_handed_over_from_the_bar(admin, site):
    start_autosaving_update(admin, site, date(2031, 2, 7))
    expect(step(admin, "letter")).to_contain_text("Empty")
    field(admin, "search_description").locator("textarea").fill("What happened this week.")
    write_letter(admin, "Dear Friend, a letter.")
    expect(step(admin, "letter")).to_contain_text("4 words")
    step(admin, "check").get_by_role("button").click()
    expect(admin.locator("[data-side-panel=checks]")).to_be_visible()
    expect(admin.locator(".preflight__summary")).to_contain_text(
        step(admin, "check").locator("[data-findings-summary]").inner_text()
    )

    admin.get_by_role("button", name="Publish now").click()
    admin.wait_for_url("**/admin/pages/*/")
    update = WeeklyUpdate.objects.live().get(date=date(2031, 2, 7))
    admin.goto(reverse("wagtailadmin_pages:edit", args=[update.pk]))
    expect(step(admin, "publish")).to_contain_text("Published")
    wait_until(admin, "Date.now() - window.watchedSince > 500")
    field(admin, "kicker").locator("input").fill("Weekly Top 9")
    expect(admin.locator(".friday-bar")).to_contain_text("Readers see the version of")
    admin.get_by_role("button", name="Publish the changes").click()
    admin.wait_for_url("**/admin/pages/*/")
    assert WeeklyUpdate.objects.get(pk=update.pk).kicker == "Weekly Top 9"

    admin.context.grant_permissions(["clipboard-read", "clipboard-write"])
    admin.goto(reverse("wagtailadmin_pages:edit", args=[update.pk]))
    step(admin, "copy").get_by_role("link").click()
    admin.get_by_role("button", name="Copy HTML").click()
    expect(admin.get_by_text("Copied and recorded")).to_be_visible()
    handover = Handover.objects.get(page=update)
    assert admin.evaluate("navigator.clipboard.readText()").strip() == handover.html.strip()

    with admin.expect_response("**/email/"):
        admin.get_by_role("button", name="Copy formatted").click()
    read_types = "navigator.clipboard.read().then(([item]) => item.types)"
    assert set(admin.evaluate(read_types)) == {"text/html", "text/plain"}
    assert Handover.objects.get(page=update) == handover
