"""Responsive images: the browser picks the right rendition only where `sizes` is the true width of the picture."""

import pytest

HEIGHT = 900
WITH_PICTURES = ["pages.Home", "pages.Program", "pages.ProgramIndex", "pages.People", "news.WeeklyUpdate"]
WITH_PICTURES += ["news.Publication", "news.PublicationIndex", "pages.StandardPage"]
TOLERANCE = 0.06  # by which a picture's width may differ from its `sizes`, as a fraction
# With width descriptors, an image's natural width is what `sizes` says.
WIDTHS = """() => Promise.all([...document.querySelectorAll('picture img')].map(async picture => {
    picture.loading = 'eager';
    await picture.decode();
    const { sizes } = picture.parentElement.querySelector('source');
    return [sizes, picture.naturalWidth, picture.clientWidth, picture.currentSrc];
}))"""


@pytest.mark.parametrize("width", [320, 375, 412, 640, 768, 1024, 1440])
def test_every_picture_is_as_wide_as_its_sizes_attribute_says(site, open_browser, width):
    page = open_browser({"width": width, "height": HEIGHT})
    for name in WITH_PICTURES:
        page.goto(site[name].url)
        pictures = page.evaluate(WIDTHS)
        assert pictures, name
        for sizes, expected, shown, source in pictures:
            assert shown == pytest.approx(expected, rel=TOLERANCE, abs=2), f"{name}: {sizes}"
            assert source.endswith(".avif"), name


def test_a_preloaded_picture_is_the_one_shown_and_is_fetched_once(site, open_browser):
    page = open_browser({"width": 412, "height": HEIGHT}, device_scale_factor=2.625)
    fetched, complaints = [], []
    page.on("request", lambda request: fetched.append(request.url) if request.resource_type == "image" else None)
    page.on("console", lambda message: complaints.append(message.text))
    for name in ("pages.Home", "pages.Program", "news.WeeklyUpdate"):
        fetched.clear()
        page.goto(site[name].url)
        shown = page.locator("picture img").first.evaluate("picture => picture.decode().then(() => picture.currentSrc)")
        assert fetched.count(shown) == 1, name
    assert not [text for text in complaints if "preload" in text]
