"""Firefox, WebKitGTK and Chromium: the skip link, Menu and More by keyboard."""

import pytest

MAX_TABS = 12  # presses of Tab, after which a control of the header counts as unreachable
PLACE_OF_FOCUS = "[...document.querySelectorAll('*')].indexOf(document.activeElement)"
LABEL_OF_FOCUS = "document.activeElement.textContent.trim()"
IS_FOCUS_ON_SCREEN = """(() => {
    const { left, right, top, bottom } = document.activeElement.getBoundingClientRect();
    return left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight && right > left;
})()"""
# The site has an announcement above its header, whose height a fixed place would not know.
IS_LIST_BELOW_MORE = """document.querySelector('[popover]').getBoundingClientRect().top
    >= document.querySelector('[popovertarget]').getBoundingClientRect().bottom"""


def link(label):
    """JavaScript: whether the menu shows its link of this label."""
    return f"[...document.querySelectorAll('nav a')].some(a => a.textContent.trim() === '{label}' && a.offsetWidth > 0)"


def tab_to(page, label):
    for _ in range(MAX_TABS):
        before = page.evaluate(PLACE_OF_FOCUS)
        page.press("Tab")
        page.wait_for(f"{PLACE_OF_FOCUS} !== {before}")
        if page.evaluate(LABEL_OF_FOCUS) == label:
            return
    pytest.fail(f"{label} is not reached with {MAX_TABS} presses of Tab")


def test_the_first_tab_focuses_the_skip_link_which_leads_to_the_content(open_in_engine):
    page = open_in_engine("/")
    page.press("Tab")
    page.wait_for(f"{LABEL_OF_FOCUS} === 'Skip to content' && {IS_FOCUS_ON_SCREEN}")
    page.press("Enter")
    page.wait_for("document.activeElement.id === 'content'")


def test_on_a_telephone_menu_opens_and_closes_by_keyboard(open_in_engine):
    page = open_in_engine("/", width=390)
    assert not page.evaluate(link("News"))
    tab_to(page, "Menu")
    page.wait_for(IS_FOCUS_ON_SCREEN)
    page.press("Enter")
    page.wait_for(link("News"))
    page.press("Tab")
    page.wait_for(f"document.activeElement.matches('nav li a') && {IS_FOCUS_ON_SCREEN}")
    page.evaluate("document.querySelector('summary').focus()")
    page.press("Enter")
    page.wait_for(f"!{link('News')}")


def test_on_a_desktop_more_opens_by_keyboard_and_escape_closes_it(open_in_engine):
    page = open_in_engine("/")
    assert not page.evaluate(link("Countries"))
    tab_to(page, "More")
    page.press("Enter")
    page.wait_for(link("Countries"))
    page.press("Tab")
    page.wait_for(f"document.activeElement.matches('nav li li a') && {IS_FOCUS_ON_SCREEN} && {IS_LIST_BELOW_MORE}")
    page.press("Escape")
    page.wait_for(f"!{link('Countries')} && {LABEL_OF_FOCUS} === 'More'")


def test_on_a_desktop_more_does_not_stay_over_the_page_when_tab_leaves_it(open_in_engine):
    page = open_in_engine("/")
    page.click("nav button")
    page.wait_for(link("Countries"))
    page.evaluate("[...document.querySelectorAll('[popover] a')].at(-1).focus()")
    page.press("Tab")
    page.wait_for(f"{LABEL_OF_FOCUS} === 'Search' && !{link('Countries')}")


def test_on_a_desktop_a_click_outside_closes_more(open_in_engine):
    page = open_in_engine("/")
    page.click("nav button")
    page.wait_for(link("Countries"))
    page.click("main h1")
    page.wait_for(f"!{link('Countries')}")
