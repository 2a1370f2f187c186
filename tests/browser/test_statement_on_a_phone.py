"""From signing in to a live statement on a telephone: every tap and every character is counted."""

import os
from pathlib import Path

from django.urls import reverse
from playwright.sync_api import expect

from news.models import Statement
from tests.browser.conftest import ADA

TELEPHONE = {"width": 390, "height": 844}
MOST_TAPS = 8  # user name, password, sign in; write; title, summary, text; publish
MOST_SWIPES = 1  # to the buttons, which end the page
TYPED = {
    "title": "On the anniversary",
    "summary": "We remember those who were murdered, and those who saved others.",
    "text": "Eighty years ago today. We stand with the communities.",
}


class Telephone:
    """A page that is only tapped, typed into and scrolled; `taps`, `swipes` and `characters` are counted."""

    def __init__(self, page):
        self.page, self.taps, self.swipes, self.characters = page, 0, 0, 0

    def tap(self, target):
        """Tap what a finger reaches; what is above or below the screen, or under the footer, takes a swipe."""
        expect(target).to_be_visible()
        box = target.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= TELEPHONE["width"], f"beyond the edge of the screen: {target}"
        self.swipes += not is_in_sight(target)
        target.tap()
        self.taps += 1

    def type(self, target, text):
        self.tap(target)
        self.page.keyboard.type(text)
        self.characters += len(text)


def is_in_sight(target):
    return target.evaluate(
        """element => {
            const box = element.getBoundingClientRect()
            const seen = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20))
            return Boolean(seen) && (element.contains(seen) || seen.contains(element))
        }"""
    )


def shoot(page, name):
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=Path(folder, f"{name}.png"))


def test_a_statement_is_live_within_a_few_taps_from_signing_in(open_browser, site):
    page = open_browser(TELEPHONE, has_touch=True, is_mobile=True)
    phone = Telephone(page)
    page.goto(reverse("wagtailadmin_home"))
    shoot(page, "1-login")
    phone.type(page.get_by_label("Username"), ADA["username"])
    phone.type(page.get_by_label("Password"), ADA["password"])
    phone.tap(page.get_by_role("button", name="Sign in"))
    write = page.get_by_role("link", name="Write a statement")
    expect(write).to_be_visible()
    shoot(page, "2-dashboard")
    phone.tap(write)
    page.wait_for_url("**/add/news/statement/**")
    page.wait_for_load_state("load")
    shoot(page, "3-empty")
    phone.type(page.locator("[name=title]"), TYPED["title"])
    shoot(page, "4-title")
    phone.type(page.locator("[name=search_description]"), TYPED["summary"])
    shoot(page, "5-summary")
    phone.type(page.locator("[data-contentpath=body] [contenteditable=true]"), TYPED["text"])
    shoot(page, "6-text")
    page.wait_for_url("**/edit/**")  # the draft is saved by itself; a person has typed for longer
    phone.tap(page.get_by_role("button", name="Publish"))
    expect(page.get_by_text("published", exact=False).first).to_be_visible()
    shoot(page, "8-published")
    statement = Statement.objects.get(title=TYPED["title"])
    assert statement.live
    assert TYPED["text"] in statement.body
    print(f"{phone.taps} taps, {phone.swipes} swipes, {phone.characters} characters")
    assert phone.taps <= MOST_TAPS
    assert phone.swipes <= MOST_SWIPES
