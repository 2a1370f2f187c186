"""What a finger touches on a telephone is large enough for it."""

import pytest

from tests.browser.conftest import PHONE

MIN_HEIGHT = 44  # CSS pixels, WCAG 2.5.5


@pytest.mark.parametrize("viewport", [PHONE, {"width": 880, "height": 400}], ids=["upright", "sideways"])
def test_every_link_of_the_header_and_the_footer_is_large_enough_for_a_finger_on_a_phone(site, open_browser, viewport):
    page = open_browser(viewport, has_touch=True, is_mobile=True, java_script_enabled=False)
    page.goto("/about/")
    page.locator("summary", has_text="Menu").click()
    heights = {
        link.inner_text(): link.bounding_box()["height"]
        for link in page.locator(".menu a, .menu summary, .site-footer a").all()
    }
    assert {"Menu", "Search", "Donate", "Home", "Countries", "RSS feeds"} <= heights.keys()
    assert {label: height for label, height in heights.items() if height < MIN_HEIGHT} == {}


@pytest.mark.parametrize(
    ("where", "links"),
    [
        ("news.Statement", ".press a"),
        ("pages.Contact", ".call a"),
        ("pages.Home", ".onward a"),
        ("/search/?q=press", ".call a"),
    ],
)
def test_a_finger_hits_the_telephone_and_the_ways_on(site, open_browser, where, links):
    page = open_browser(PHONE)
    page.goto(where if where.startswith("/") else site[where].url)
    heights = {link.inner_text(): link.bounding_box()["height"] for link in page.locator(links).all()}
    assert heights
    assert {label: height for label, height in heights.items() if height < MIN_HEIGHT} == {}


def test_a_finger_hits_the_link_to_an_article(site, open_browser):
    page = open_browser(PHONE)
    page.goto(site["news.WeeklyUpdate"].url)
    heights = [link.bounding_box()["height"] for link in page.locator(".clipping__link").all()]
    assert len(heights) == 10
    assert min(heights) >= MIN_HEIGHT
