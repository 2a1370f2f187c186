"""The site without a mouse and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE

ENOUGH = 40  # presses of Tab that reach whatever is on the way


@pytest.fixture
def visit(site, open_browser):
    def visit(viewport, address="/"):
        page = open_browser(viewport, java_script_enabled=False)
        page.goto(address)
        return page

    return visit


def tab_to(page, element):
    """Press Tab until the element has the focus."""
    for _ in range(ENOUGH):
        page.keyboard.press("Tab")
        if element.and_(page.locator(":focus")).count():
            return
    pytest.fail(f"{element} is not reached with {ENOUGH} presses of Tab")


def focus_is_seen(page):
    """Whether the element in focus lies in the window and is marked."""
    focused = page.locator(":focus")
    box = focused.bounding_box()
    return box["width"] > 0 and box["x"] >= 0 and box["y"] >= 0


def more(page):
    return page.locator("summary", has_text="More")


def test_at_a_desk_more_opens_by_keyboard_and_its_pages_can_be_reached(visit):
    page = visit(DESK)
    link = page.get_by_role("navigation").get_by_role("link", name="Countries")
    expect(link).to_be_hidden()
    tab_to(page, more(page))
    assert focus_is_seen(page)
    page.keyboard.press("Enter")
    expect(link).to_be_visible()
    tab_to(page, link)
    assert focus_is_seen(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/countries/")


def test_at_a_desk_more_closes_again_and_the_way_leads_on(visit):
    page = visit(DESK)
    tab_to(page, more(page))
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation").get_by_role("link", name="Countries")).to_be_hidden()
    tab_to(page, page.locator("main a").first)


def test_on_a_phone_the_menu_and_more_open_by_keyboard(visit):
    page = visit(PHONE)
    menu = page.locator("summary", has_text="Menu")
    news = page.get_by_role("navigation").get_by_role("link", name="News", exact=True)
    expect(news).to_be_hidden()
    tab_to(page, menu)
    page.keyboard.press("Enter")
    expect(news).to_be_visible()
    tab_to(page, news)
    assert focus_is_seen(page)
    tab_to(page, more(page))
    page.keyboard.press("Enter")
    countries = page.get_by_role("navigation").get_by_role("link", name="Countries")
    tab_to(page, countries)
    page.keyboard.press("Enter")
    page.wait_for_url("**/countries/")


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_the_first_tab_offers_the_way_past_the_menu(visit, viewport):
    page = visit(viewport)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("Skip to content")
    assert focus_is_seen(page)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.locator("main :focus").count() == 1


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_a_list_of_headlines_leads_to_the_clipping(visit, site, viewport):
    page = visit(viewport, site["news.WeeklyUpdate"].url)
    if viewport is PHONE:
        page.locator("summary", has_text="In this issue").press("Enter")
    page.locator(".contents").get_by_role("link", name="Headline 7").press("Enter")
    page.wait_for_url("**#clipping-7")
    expect(page.locator("#clipping-7")).to_be_in_viewport()


def test_a_donor_follows_donate_by_keyboard(visit):
    page = visit(DESK)
    tab_to(page, page.locator("header").get_by_role("link", name="Donate"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/donate/")
    target = page.locator("main a.button")
    assert target.get_attribute("href") == "https://example.org/donate"
    tab_to(page, target)


def test_a_visitor_searches_by_keyboard(visit):
    page = visit(DESK, "/search/")
    tab_to(page, page.get_by_role("searchbox"))
    page.keyboard.type("headline")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=headline")
    expect(page.locator(".results a").first).to_be_visible()
