"""The contact form without JavaScript: errors, focus, honeypot."""

from playwright.sync_api import expect

from pages.models import ContactMessage
from tests.browser.conftest import PHONE


def test_errors_take_the_focus_the_words_stay_and_the_second_try_arrives(site, open_browser):
    page = open_browser(PHONE, java_script_enabled=False)
    page.goto("/contact/")
    page.get_by_label("Your name").fill("Ada Example")
    page.get_by_label("Message").fill("Could you speak\nat our meeting?")
    page.get_by_role("button", name="Send").click()

    summary = page.locator(".error-summary")
    expect(summary).to_be_visible()
    expect(summary).to_be_focused()
    expect(page.get_by_label("Your name")).to_have_value("Ada Example")
    expect(page.get_by_label("Message")).to_have_value("Could you speak\nat our meeting?")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the first error leads to its field
    expect(page.get_by_label("Your email address")).to_be_focused()
    page.keyboard.type("ada@example.org")
    page.keyboard.press("Enter")
    page.wait_for_url("**/contact/received/")
    assert ContactMessage.objects.get().text.split() == ["Could", "you", "speak", "at", "our", "meeting?"]
    assert page.context.cookies() == []


def test_the_honeypot_is_neither_visible_nor_in_the_tab_order(site, open_browser):
    page = open_browser(PHONE, java_script_enabled=False)
    page.goto("/contact/")
    honeypot = page.locator("input[name=website]")
    box = honeypot.bounding_box()
    assert box is None or box["x"] + box["width"] <= 0 or box["width"] <= 1
    page.get_by_label("Your name").focus()
    for _ in range(5):
        page.keyboard.press("Tab")
        expect(honeypot).not_to_be_focused()
