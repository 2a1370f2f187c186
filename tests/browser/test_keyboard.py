"""Menu, skip link and forms by keyboard, without JavaScript; More on a desktop is in test_engines.py."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE

MAX_TABS = 40  # presses of Tab, after which an element counts as unreachable


@pytest.fixture
def visit(site, open_browser):
    def visit(viewport, url="/"):
        page = open_browser(viewport, java_script_enabled=False)
        page.goto(url)
        return page

    return visit


def tab_to(page, element):
    """Press Tab until the element has the focus."""
    for _ in range(MAX_TABS):
        page.keyboard.press("Tab")
        if element.and_(page.locator(":focus")).count():
            return
    pytest.fail(f"{element} is not reached with {MAX_TABS} presses of Tab")


def is_focus_in_viewport(page):
    """Whether the focused element is within the viewport."""
    focused = page.locator(":focus")
    box = focused.bounding_box()
    return box["width"] > 0 and box["x"] >= 0 and box["y"] >= 0


def more(page):
    return page.get_by_role("button", name="More")


def countries(page):
    return page.get_by_role("navigation").get_by_role("link", name="Countries")


def test_on_a_phone_the_menu_opens_by_keyboard_with_the_links_under_more_in_it(visit):
    page = visit(PHONE)
    menu = page.locator("summary", has_text="Menu")
    news = page.get_by_role("navigation").get_by_role("link", name="News", exact=True)
    expect(news).to_be_hidden()
    tab_to(page, menu)
    page.keyboard.press("Enter")
    expect(news).to_be_visible()
    tab_to(page, news)
    assert is_focus_in_viewport(page)
    expect(more(page)).to_be_hidden()
    tab_to(page, countries(page))
    assert is_focus_in_viewport(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/countries/")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_the_first_tab_focuses_the_skip_link(visit, viewport):
    page = visit(viewport)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("Skip to content")
    assert is_focus_in_viewport(page)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.locator("main :focus").count() == 1


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_the_list_of_headlines_links_to_the_clippings(visit, site, viewport):
    page = visit(viewport, site["news.WeeklyUpdate"].url)
    if viewport is PHONE:
        page.locator("summary", has_text="In this issue").press("Enter")
    page.locator(".contents").get_by_role("link", name="Headline 7").press("Enter")
    page.wait_for_url("**#clipping-7")
    expect(page.locator("#clipping-7")).to_be_in_viewport()


def test_a_donor_follows_donate_by_keyboard(visit):
    page = visit(DESKTOP)
    tab_to(page, page.locator("header").get_by_role("link", name="Donate"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/donate/")
    target = page.locator("main a.button")
    assert target.get_attribute("href") == "https://example.org/donate"
    tab_to(page, target)


def test_a_visitor_searches_by_keyboard(visit):
    page = visit(DESKTOP, "/search/")
    tab_to(page, page.get_by_role("searchbox"))
    page.keyboard.type("headline")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=headline")
    expect(page.locator(".results a").first).to_be_visible()
