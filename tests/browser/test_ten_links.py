"""Ten links become a published issue whose email is copied: what that costs a person, from the empty draft on."""

from datetime import date
from time import monotonic

from playwright.sync_api import expect

from news.articles.fetch import Fetcher
from news.inbox import tasks
from news.models import Handover, WeeklyUpdate
from tests.browser.test_editor import field, start_update, write_letter
from tests.browser.test_friday_bar import step
from tests.browser.test_paste_clippings import SOME_COUNTRIES, paste_html
from tests.news.articles.fetch.internet import Internet
from tests.news.inbox.conftest import article

MAX_CLICKS = 20  # and five minutes, of which a machine's are no measure of a person's
COUNT = """for (const kind of ["click", "keydown"]) addEventListener(kind, (event) => {
    if (event.isTrusted) sessionStorage[kind] = Number(sessionStorage[kind] || 0) + 1;
}, true)"""
DAY = date(2030, 11, 8)
SUMMARY, LETTER = "Ten schools open in ten cities.", "Dear Friend, ten schools opened."
HEADLINES = [f"Example school number {number} opens in {city}" for number, city in enumerate(SOME_COUNTRIES, start=1)]


def counted(page, kind):
    return int(page.evaluate(f"sessionStorage.{kind} || 0"))


def test_ten_links_are_published_and_copied_and_no_source_or_date_is_typed(admin, site, monkeypatch):
    pages = {f"wire{n}.example/{n}": article(headline, day="2030-11-05") for n, headline in enumerate(HEADLINES)}
    monkeypatch.setattr(tasks, "fetch_page", Fetcher(Internet(pages)).fetch)
    admin.context.add_init_script(COUNT)
    began = monotonic()
    start_update(admin, site, DAY)
    admin.get_by_role("button", name="Paste clippings").click()
    paste_html(admin, "".join(f"<p>http://{url}</p>" for url in pages))
    admin.get_by_role("button", name="Read the clippings").click()
    admin.get_by_role("button", name="Add 10 clippings").click()
    field(admin, "search_description").locator("textarea").click()
    admin.keyboard.type(SUMMARY)
    write_letter(admin, LETTER)
    for number, headline in enumerate(HEADLINES):
        expect(field(admin, "headline").locator("input").nth(number)).to_have_value(headline)
    admin.get_by_role("button", name="Publish now").click()
    admin.wait_for_url("**/admin/pages/*/")

    update = WeeklyUpdate.objects.live().get(date=DAY)
    admin.goto(f"/admin/pages/{update.pk}/edit/")
    step(admin, "copy").get_by_role("link").click()
    admin.get_by_role("button", name="Copy HTML").click()
    expect(admin.get_by_text("Copied and recorded")).to_be_visible()
    clicks, keys = (
        counted(admin, "click") + 1,
        counted(admin, "keydown") - len(SUMMARY) - len(LETTER),
    )  # 1: to the editor
    print(f"\nFrom ten links to published and copied: {clicks} clicks, {keys} keys besides letter and summary, ")
    print(f"{monotonic() - began:.0f} seconds of a browser that types like a machine")
    assert clicks <= MAX_CLICKS
    assert Handover.objects.filter(page=update).exists()
    values = [block.value for block in update.clippings]
    assert [value["headline"] for value in values] == HEADLINES
    assert {(value["source"], value["date"], value["byline"]) for value in values} == {
        ("Example Wire", date(2030, 11, 5), "Anna Kovalenko")
    }
