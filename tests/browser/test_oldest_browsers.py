"""The oldest promised browsers: each engine shows the site without what its browser did not know in that version."""

import json

import pytest

from quality.oldest_browsers import ATTRIBUTE, PROMISED, missing_features, without_missing_features
from quality.overflow import measure
from tests.browser.test_narrow_screens import ALWAYS_THERE, out_of_reach
from tests.browser.test_privacy_and_overflow import urls

BROWSER_OF_ENGINE = {"chromium": "chrome", "firefox": "firefox", "webkit": "safari"}
WIDTHS = {390: ALWAYS_THERE, 1440: ["Search", "Donate"]}
MENU = [
    "About us",
    "News",
    "Programs",
    "Publications",
    "Statements",
    "Countries",
    "Contact",
    "Sign up",
    "Search",
    "Donate",
]
STYLE = "[...document.querySelectorAll('style')].map(style => style.textContent).join('')"
REPLACE_STYLE = """(() => {{
    const sheet = new CSSStyleSheet();
    sheet.replaceSync({css});
    for (const old of document.styleSheets) old.disabled = true;
    document.adoptedStyleSheets = [sheet];
    for (const name of {attributes})
        for (const element of document.querySelectorAll(`[${{name}}]`)) element.removeAttribute(name);
}})()"""
# Two pieces of text that a reader takes for one word: letters or digits on both sides, on one line, without a space.
RUN_TOGETHER = """(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [], range = new Range();
    let before = null;
    while (walker.nextNode()) {
        const node = walker.currentNode, words = node.data.trim();
        if (!words) continue;
        range.setStart(node, node.data.indexOf(words));
        range.setEnd(node, node.data.indexOf(words) + words.length);
        const boxes = [...range.getClientRects()].filter(box => box.width > 1);
        if (!boxes.length) continue;
        const first = boxes[0], { text, last } = before || { text: "" };
        const isOneLine = last && Math.abs(first.bottom - last.bottom) < last.height / 2;
        const isTouching = isOneLine && Math.abs(first.left - last.right) < 1;
        if (isTouching && /[\\p{L}\\p{N}]$/u.test(text) && /^[\\p{L}\\p{N}]/u.test(words))
            found.push(`${text.slice(-20)}|${words.slice(0, 20)}`);
        before = { text: words, last: boxes.at(-1) };
    }
    return found;
})()"""


def age(page, missing):
    """Take these features from the page that is open, as a browser without them would."""
    css = without_missing_features(page.evaluate(STYLE), missing)
    attributes = [feature.pattern for feature in missing if feature.where == ATTRIBUTE]
    page.evaluate(REPLACE_STYLE.format(css=json.dumps(css), attributes=json.dumps(attributes)))


@pytest.fixture
def open_in_oldest(open_in_engine):
    """open_in_oldest(path) opens a page as in the oldest promised browser with this engine."""

    def open_in_oldest(path):
        page = open_in_engine(path)
        browser = BROWSER_OF_ENGINE[page.engine]
        age(page, missing_features(browser, PROMISED[browser]))
        return page

    return open_in_oldest


def test_no_page_scrolls_sideways_or_runs_words_together_or_hides_the_way_on(open_in_oldest, site):
    faults = {}
    for name, url in urls(site).items():
        page = open_in_oldest(url)
        for width, labels in WIDTHS.items():
            page.set_viewport(width, 900)
            pixels, places = measure(page, width)
            found = page.evaluate(RUN_TOGETHER) + out_of_reach(page, labels)
            if pixels > 0 or found:
                faults[name, width] = pixels, places, found
    assert not faults


def test_every_link_of_the_menu_can_be_reached(open_in_oldest):
    page = open_in_oldest("/")
    assert out_of_reach(page, MENU) == []
    page.set_viewport(390, 900)
    assert set(out_of_reach(page, MENU)) == set(MENU) - {"Search", "Donate"}
    page.click("summary")
    assert out_of_reach(page, MENU) == []


def test_a_browser_without_cascade_layers_shows_the_text_and_the_whole_menu(open_in_engine):
    page = open_in_engine("/news/")
    page.evaluate(REPLACE_STYLE.format(css='""', attributes='["popover", "popovertarget"]'))
    assert out_of_reach(page, MENU) == []
    assert page.evaluate(RUN_TOGETHER) == []
