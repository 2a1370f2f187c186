"""What a screen reader finds on every page: roles and names, in order, as Chromium hands them over.

The files in spoken/ are what was found when somebody last read them with care. Where a page has changed on purpose,
delete its file, run the test once, which writes it anew and fails, read the file, and commit it.
"""

import re
from pathlib import Path

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.whole_site import PAGE_TYPES

SPOKEN = Path(__file__).parent / "spoken"
ELSEWHERE = {
    "search": "/search/?q=headline",
    "search-without-a-result": "/search/?q=xylophone",
    "page-not-found": "/no-such-page/",
    "message-received": "/contact/received/",
}
CHANGING = re.compile(r"(?<=/documents/)\S+|(?<=/images/)[^\s\"]+")  # what a file is called is nothing that is said


def compare(name, heard):
    file = SPOKEN / f"{name}.yml"
    heard = CHANGING.sub("…", heard) + "\n"
    if not file.exists():
        file.write_text(heard, encoding="utf-8")
        pytest.fail(f"{file.name} was missing. It is written: read it, and commit it.")
    assert heard == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_every_page_is_read_aloud_in_order(site, open_browser, page_type):
    page = open_browser(DESK, java_script_enabled=False)
    page.goto(site[page_type].url)
    compare(page_type.partition(".")[2].lower(), page.locator("main").aria_snapshot())


@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_is_no_page_of_the_tree_is_read_aloud_in_order(site, open_browser, name):
    page = open_browser(DESK, java_script_enabled=False)
    page.goto(ELSEWHERE[name])
    compare(name, page.locator("main").aria_snapshot())


def test_a_form_with_errors_says_first_what_went_wrong(site, open_browser):
    page = open_browser(DESK, java_script_enabled=False)
    page.goto(site["pages.Contact"].url)
    page.get_by_role("button", name="Send the message").click()
    compare("contact-with-errors", page.locator("main").aria_snapshot())


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_what_stands_around_every_page_is_read_aloud_in_order(site, open_browser, viewport):
    page = open_browser(viewport, java_script_enabled=False)
    page.goto(site["pages.StandardPage"].url)
    around = [
        page.locator(part).aria_snapshot() for part in ("body > .skip-link", ".banner", ".site-header", ".site-footer")
    ]
    compare(f"around-{'phone' if viewport is PHONE else 'desk'}", "\n".join(around))
