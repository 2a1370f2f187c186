"""The map of communities, which a mouse and a finger use, and the names in words, which everybody can."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_keyboard import is_focus_in_viewport

FILL = "path => getComputedStyle(path).fill"
STROKE = "path => getComputedStyle(path).stroke"


@pytest.fixture
def visit(site, open_browser):
    def visit(viewport, url="/", **options):
        page = open_browser(viewport, reduced_motion="reduce", **options)  # without scroll animations
        page.goto(url)
        return page

    return visit


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_a_keyboard_passes_the_map_in_one_stop_or_takes_the_names_in_words(visit, viewport):
    page = visit(viewport)
    expect(page.locator("main").get_by_role("link", name="Ukraine")).to_have_count(1)
    page.locator("#communities").evaluate("title => { title.tabIndex = -1; title.focus() }")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip the list of countries")
    expect(skip).to_be_focused()
    assert is_focus_in_viewport(page)
    assert skip.bounding_box()["width"] > 100  # it is seen while it has the focus
    page.keyboard.press("Tab")
    expect(page.locator(".country-names a").first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Sign up").last).to_be_focused()


def test_a_tap_on_a_state_opens_its_page(visit, site):
    page = visit(PHONE, has_touch=True)
    page.locator(".map a", has_text="Ukraine").locator("path").tap()
    page.wait_for_url(f"**{site['news.Country'].url}")


def test_on_a_country_page_a_click_on_the_small_map_opens_another_one(visit, site):
    page = visit(DESKTOP, site["news.Country"].url)
    page.locator(".map a", has_text="Latvia").locator("path").click()
    page.wait_for_url(f"**{site['another country'].url}")


@pytest.mark.parametrize("forced_colors", ["none", "active"])
def test_a_state_without_a_page_looks_like_no_link(visit, forced_colors):
    page = visit(DESKTOP, forced_colors=forced_colors)
    linked, other = page.locator(".map a path").first, page.locator(".map g path").first
    assert [linked.evaluate(FILL), linked.evaluate(STROKE)] != [other.evaluate(FILL), other.evaluate(STROKE)]


def test_a_country_without_a_page_does_not_look_like_a_link_below_a_clipping(visit, site):
    page = visit(PHONE, site["news.WeeklyUpdate"].url)
    linked, other = (page.locator(f"{kind}.chips__chip").first for kind in ("a", "span"))
    look = "chip => [getComputedStyle(chip).textDecorationLine, getComputedStyle(chip).backgroundColor]"
    assert linked.evaluate(look)[0] == "underline"
    assert other.evaluate(look) == ["none", "rgba(0, 0, 0, 0)"]
