"""The contact form without JavaScript: one step, errors, focus, and the honeypot."""

from playwright.sync_api import expect

from pages.models import ContactMessage
from tests.browser.conftest import PHONE


def write(page, text="Could you speak\nat our meeting?"):
    """Each test's text is its own, because the same one is stored once."""
    page.goto("/contact/")
    page.get_by_label("Your name").fill("Ada Example")
    page.get_by_label("Your email address").fill("ada@example.org")
    page.get_by_label("Message").fill(text)


def test_a_visitor_sends_in_one_step(site, open_browser):
    page = open_browser(PHONE, java_script_enabled=False)
    write(page, "Thank you.")
    page.get_by_role("textbox", name="Organization").fill("One step")
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/contact/received/")
    assert ContactMessage.objects.get(organization="One step").status == "received"
    assert page.context.cookies() == []


def test_errors_take_the_focus_the_words_stay_and_the_second_try_arrives(site, open_browser):
    page = open_browser(PHONE, java_script_enabled=False)
    page.goto("/contact/")
    page.get_by_label("Your name").fill("Ada Example")
    page.get_by_label("Message").fill("When do you\nmeet next?")
    page.get_by_role("button", name="Send").click()

    summary = page.locator(".error-summary")
    expect(summary).to_be_visible()
    expect(summary).to_be_focused()
    expect(page.get_by_label("Your name")).to_have_value("Ada Example")
    expect(page.get_by_label("Message")).to_have_value("When do you\nmeet next?")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the first error leads to its field
    expect(page.get_by_label("Your email address")).to_be_focused()
    page.keyboard.type("ada@example.org")
    page.keyboard.press("Enter")
    page.wait_for_url("**/contact/received/")
    message = ContactMessage.objects.get(organization="")
    assert message.text.split() == ["When", "do", "you", "meet", "next?"]
    assert page.context.cookies() == []


def test_the_honeypot_is_seen_by_nobody_at_any_size_of_text_and_reached_by_no_key(site, open_browser):
    page = open_browser(PHONE, java_script_enabled=False, forced_colors="active")
    page.goto("/contact/")
    honeypot = page.locator("input[name=website]")
    for size in (16, 32, 64):
        page.locator("html").evaluate("(html, size) => { html.style.fontSize = `${size}px` }", size)
        expect(honeypot).to_have_count(1)
        assert honeypot.bounding_box() is None
    page.get_by_label("Your name").focus()
    for _ in range(5):
        page.keyboard.press("Tab")
        expect(honeypot).not_to_be_focused()
