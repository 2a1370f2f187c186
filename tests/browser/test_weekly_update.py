"""A weekly update on a desk and on a telephone: its list of headlines, and what is printed."""

import io
import re

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import DESKTOP, PHONE


def test_beside_the_text_the_list_of_headlines_has_a_heading_and_nothing_to_open(site, open_browser):
    page = open_browser(DESKTOP, java_script_enabled=False)
    page.goto(site["news.WeeklyUpdate"].url)
    expect(page.get_by_role("heading", name="In this issue")).to_be_visible()
    expect(page.locator(".contents summary")).to_be_hidden()
    expect(page.locator(".contents").get_by_role("link", name="Headline 10")).to_be_visible()


def test_on_a_telephone_the_list_of_headlines_opens_and_closes(site, open_browser):
    page = open_browser(PHONE, java_script_enabled=False)
    page.goto(site["news.WeeklyUpdate"].url)
    contents = page.locator(".contents")
    expect(contents.get_by_role("heading")).to_be_hidden()
    expect(contents.get_by_role("link", name="Headline 10")).to_be_hidden()
    contents.locator("summary").click()
    expect(contents.get_by_role("link", name="Headline 10")).to_be_visible()
    contents.locator("summary").click()
    expect(contents.get_by_role("link", name="Headline 10")).to_be_hidden()


LENGTHEN = """() => document.querySelectorAll(".clipping").forEach((clipping, index) => {
    clipping.querySelector(".clipping__headline").textContent = `Begins${index}`
    clipping.querySelector(".clipping__paragraph").textContent = "A sentence of a long article. ".repeat(60)
    clipping.querySelector(".clipping__link").href = `https://example.org/ends${index}`
})"""


def test_on_paper_no_page_breaks_an_article_and_one_has_the_address(site, open_browser):
    page = open_browser()
    page.goto(site["news.WeeklyUpdate"].url)
    page.evaluate(LENGTHEN)
    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="Letter"))).pages]
    begins = ["".join(re.findall(r"Begins(\d)", sheet)) for sheet in sheets]
    assert "".join(begins) == "0123456789"
    assert ["".join(re.findall(r"/ends(\d)", sheet)) for sheet in sheets] == begins
    assert site["news.WeeklyUpdate"].full_url in "".join(sheets)
