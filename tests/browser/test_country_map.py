"""The map of communities by keyboard, by touch, and in the accessibility tree."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_keyboard import is_focus_in_viewport, tab_to

STROKE = "path => [getComputedStyle(path).stroke, getComputedStyle(path).strokeWidth]"


@pytest.fixture
def visit(site, open_browser):
    def visit(viewport, url="/", **options):
        page = open_browser(viewport, reduced_motion="reduce", **options)  # without scroll animations
        page.goto(url)
        return page

    return visit


def state(page):
    return page.locator(".map svg").get_by_role("link", name="Ukraine")


@pytest.mark.parametrize("forced_colors", ["none", "active"])
@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_on_a_desktop_a_state_shows_the_focus_and_enter_opens_its_page(visit, site, color_scheme, forced_colors):
    page = visit(DESKTOP, color_scheme=color_scheme, forced_colors=forced_colors)
    ukraine = state(page)
    before = ukraine.locator("path").evaluate(STROKE)
    page.locator("#communities").evaluate("title => { title.tabIndex = -1; title.focus() }")
    tab_to(page, ukraine)
    assert is_focus_in_viewport(page)
    after = ukraine.locator("path").evaluate(STROKE)
    assert after[0] != before[0]
    assert after[1] == "3px"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{site['news.Country'].url}")


def test_on_a_phone_the_names_below_the_map_are_the_links_and_are_in_the_accessibility_tree_once(visit):
    page = visit(PHONE)
    names = page.locator(".map").get_by_role("link", name="Ukraine")
    expect(names).to_have_count(1)
    page.locator("#communities").evaluate("title => { title.tabIndex = -1; title.focus() }")
    page.keyboard.press("Tab")
    expect(page.locator(".map__names a").first).to_be_focused()


def test_on_a_desktop_the_names_are_in_the_map_and_in_the_accessibility_tree_once(visit):
    page = visit(DESKTOP)
    expect(page.locator(".map").get_by_role("link", name="Ukraine")).to_have_count(1)
    expect(page.locator(".map__names")).to_be_hidden()


def test_a_tap_on_a_state_opens_its_page(visit, site):
    page = visit(PHONE, has_touch=True)
    page.locator(".map svg a", has_text="Ukraine").locator("path").tap()
    page.wait_for_url(f"**{site['news.Country'].url}")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_on_a_country_page_the_small_map_links_the_others_by_keyboard(visit, site, viewport):
    page = visit(viewport, site["news.Country"].url)
    link = page.locator(".map").get_by_role("link", name="Latvia")
    page.locator("main a").first.focus()
    tab_to(page, link)
    assert is_focus_in_viewport(page)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{site['another country'].url}")
