"""Snapshots of Chromium's accessibility tree, which screen readers use: roles and names of every page, in order.

The snapshots in accessibility_tree/ were reviewed when they were committed. Where a page has changed on purpose, delete
its file, run the test once, which writes a new one and fails, review the file, and commit it.
"""

import re
from pathlib import Path

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.whole_site import PAGE_TYPES

SNAPSHOTS = Path(__file__).parent / "accessibility_tree"
OTHER_VIEWS = {
    "search": "/search/?q=headline",
    "search-without-a-result": "/search/?q=xylophone",
    "feeds": "/feeds/",
    "page-not-found": "/no-such-page/",
    "message-received": "/contact/received/",
}
# These differ between runs.
FILE_NAMES = re.compile(r"(?<=/documents/)\S+|(?<=/images/)[^\s\"]+|(?<=/clippings/)[0-9a-f]{16}|(?<=/admin/pages/)\d+")


def assert_matches_snapshot(name, snapshot):
    file = SNAPSHOTS / f"{name}.yml"
    snapshot = FILE_NAMES.sub("…", snapshot) + "\n"
    if not file.exists():
        file.write_text(snapshot, encoding="utf-8")
        pytest.fail(f"{file.name} was missing. It is written: read it, and commit it.")
    assert snapshot == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_every_page_has_the_accessibility_tree_of_its_snapshot(site, open_browser, page_type):
    page = open_browser(DESKTOP, java_script_enabled=False)
    page.goto(site[page_type].url)
    assert_matches_snapshot(page_type.partition(".")[2].lower(), page.locator("main").aria_snapshot())


@pytest.mark.parametrize("name", OTHER_VIEWS)
def test_every_other_view_has_the_accessibility_tree_of_its_snapshot(site, open_browser, name):
    page = open_browser(DESKTOP, java_script_enabled=False)
    page.goto(OTHER_VIEWS[name])
    assert_matches_snapshot(name, page.locator("main").aria_snapshot())


def test_a_form_with_errors_has_the_accessibility_tree_of_its_snapshot(site, open_browser):
    page = open_browser(DESKTOP, java_script_enabled=False)
    page.goto(site["pages.Contact"].url)
    page.get_by_role("button", name="Send the message").click()
    assert_matches_snapshot("contact-with-errors", page.locator("main").aria_snapshot())


def test_a_form_that_is_to_be_sent_once_more_has_the_accessibility_tree_of_its_snapshot(site, open_browser):
    page = open_browser(DESKTOP, java_script_enabled=False)
    page.goto(site["pages.Contact"].url)
    page.get_by_label("Your name").fill("Ada Example")
    page.get_by_label("Your email address").fill("ada@example.org")
    page.get_by_label("Message").fill("Hello")
    page.locator("head").evaluate(
        "head => head.append(Object.assign(document.createElement('meta'), "
        "{ name: 'referrer', content: 'no-referrer' }))"
    )
    page.get_by_role("button", name="Send the message").click()
    assert_matches_snapshot("contact-sent-once-more", page.locator("main").aria_snapshot())


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_header_and_footer_have_the_accessibility_tree_of_their_snapshot(site, open_browser, viewport):
    page = open_browser(viewport, java_script_enabled=False)
    page.goto(site["pages.StandardPage"].url)
    around = [
        page.locator(part).aria_snapshot() for part in ("body > .skip-link", ".banner", ".site-header", ".site-footer")
    ]
    assert_matches_snapshot(f"around-{'phone' if viewport is PHONE else 'desk'}", "\n".join(around))
