"""Firefox, WebKitGTK and Chromium: narrow screens, and text twice as large as browsers show it at first."""

import json

import pytest

from tests.browser.test_privacy_and_overflow import urls

# Width of the screen, and the size that somebody has chosen for text in the browser's settings.
SCREENS = {"text at 200 % on a telephone": (390, 32), "the narrowest telephone": (320, 16)}
ALWAYS_THERE = ["Menu", "Search", "Donate"]
WIDER_THAN_THE_SCREEN = """document.documentElement.scrollWidth <= innerWidth ? [] :
    [...document.querySelectorAll("body *")]
        .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
        .map(element => `${element.tagName}.${element.className}`).slice(0, 8).concat("scrolls sideways")"""
# Labels in the header that nobody can press, since their middle is outside the screen, or something lies over it.
OUT_OF_REACH = """%s.filter(label => ![...document.querySelectorAll("header :is(a, summary, button)")].some(control => {
    const { left, right, top, bottom } = control.getBoundingClientRect();
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return control.textContent.trim() === label && left >= 0 && right <= innerWidth && control.contains(hit);
}))"""


def out_of_reach(page, labels):
    return page.evaluate(OUT_OF_REACH % json.dumps(labels))


@pytest.mark.parametrize("screen", SCREENS)
def test_no_page_scrolls_sideways_and_the_way_on_stays_on_the_screen(open_in_engine, site, screen):
    faults = {}
    for name, url in urls(site).items():
        page = open_in_engine(url, *SCREENS[screen])
        wide, missing = page.evaluate(WIDER_THAN_THE_SCREEN), out_of_reach(page, ALWAYS_THERE)
        if wide or missing:
            faults[name] = wide, missing
    assert not faults
