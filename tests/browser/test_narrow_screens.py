"""Firefox, WebKitGTK and Chromium: narrow screens, and text twice as large as browsers show it at first."""

import json

import pytest

from quality.overflow import SCREENS, measure
from tests.browser.test_privacy_and_overflow import urls

ALWAYS_THERE = ["Menu", "Search", "Donate"]
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
    width, _, font_size = SCREENS[screen]
    faults = {}
    for name, url in urls(site).items():
        page = open_in_engine(url, width, font_size)
        (pixels, places), missing = measure(page, width), out_of_reach(page, ALWAYS_THERE)
        if pixels > 0 or missing:
            faults[name] = pixels, places, missing
    assert not faults
