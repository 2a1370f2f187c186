"""Every page by keyboard, zoomed, with reduced motion, and in forced colors."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.whole_site import PAGE_TYPES

OTHERS = ["/search/?q=headline", "/search/?q=xylophone", "/no-such-page/"]
AT_400_PERCENT = {"width": 320, "height": 256}  # a window of 1280 by 1024 pixels
AT_200_PERCENT = {"width": 640, "height": 512}

# The focusable elements in document order, without hidden ones and those out of the tab order.
FOCUSABLE = """() => {
    const all = document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]');
    window.reachable = [...all].filter(element =>
        element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })
        && element.tabIndex >= 0 && element.type !== 'hidden');
    return window.reachable.length;
}"""
FOCUSED = """() => {
    const element = document.activeElement;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const inner = [...element.children].map(child => getComputedStyle(child));
    const marked = each => each.outlineStyle !== 'none' && parseFloat(each.outlineWidth) >= 2;
    return {
        place: window.reachable.indexOf(element),
        name: element.ariaLabel || element.textContent.trim() || element.name,
        isSeen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        isMarked: marked(style) || inner.some(each => marked(each) || each.stroke !== 'none'),
    };
}"""


def urls(site):
    return [site[page_type].url for page_type in PAGE_TYPES] + OTHERS


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", [*PAGE_TYPES, *OTHERS])
def test_tab_reaches_everything_in_reading_order_with_a_visible_focus(site, open_browser, name, viewport):
    page = open_browser(viewport, reduced_motion="reduce")
    page.goto(site[name].url if name in PAGE_TYPES else name)
    count = page.evaluate(FOCUSABLE)
    assert count > 5
    for place in range(count):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["place"] == place, focused
        assert focused["isSeen"], focused
        assert focused["isMarked"], focused


@pytest.mark.parametrize("viewport", [AT_400_PERCENT, AT_200_PERCENT], ids=["400 %", "200 %"])
def test_a_zoomed_page_does_not_scroll_horizontally(site, open_browser, viewport):
    page = open_browser(viewport)
    for url in urls(site):
        page.goto(url)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], url


def test_nothing_moves_for_a_reader_who_prefers_reduced_motion(site, open_browser):
    moves = """() => [document.documentElement, ...document.querySelectorAll('*')].filter(element => {
        const style = getComputedStyle(element);
        return style.scrollBehavior !== 'auto' || style.animationName !== 'none'
            || parseFloat(style.transitionDuration) > 0;
    }).length"""
    page = open_browser(DESKTOP, reduced_motion="reduce")
    for url in urls(site):
        page.goto(url)
        assert page.evaluate(moves) == 0, url
    page = open_browser(DESKTOP, reduced_motion="no-preference")
    page.goto("/")
    assert page.evaluate(moves) > 0  # the script detects motion where there is some


def test_buttons_and_fields_keep_their_borders_in_forced_colors(site, open_browser):
    page = open_browser(DESKTOP, forced_colors="active")
    page.goto(site["pages.Contact"].url)
    edges = """() => [...document.querySelectorAll('.button, main input:not([type=hidden], [tabindex]), textarea')]
        .map(element => getComputedStyle(element))
        .map(style => style.borderStyle !== 'none' && style.borderColor !== style.backgroundColor)"""
    found = page.evaluate(edges)
    assert len(found) > 4
    assert all(found)
