"""A pasted address becomes a card that fills itself in, and keeps what a person typed meanwhile."""

import json
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.test_editor import field, start_update
from tests.browser.test_paste_clippings import paste_html
from tests.factories import WeeklyUpdateFactory, clipping

READ = {"headline": "A clinic opens", "byline": "Ada", "source": "S. Wire", "date": "2030-11-20", "excerpt": "It does."}
LINKS = [f"https://wire.example/{number}" for number in (1, 2)]


@pytest.fixture(scope="module")
def drafts(site, django_db_blocker):
    """Three drafts that were saved with cards whose page was not read: one, one, and two. Committed, for the server."""
    with django_db_blocker.unblock():
        parent, empty = site["news.NewsIndex"], clipping("", source="", url=LINKS[0])
        return [
            WeeklyUpdateFactory(parent=parent, date=date(2031, 1, day), clippings=[empty] * number, live=False)
            for day, number in [(3, 1), (4, 1), (5, 2)]
        ]


def open_draft(page, draft):
    page.goto(reverse("wagtailadmin_pages:edit", args=[draft.pk]))


def test_links_alone_are_filled_in_or_say_why_not(admin, site):
    start_update(admin, site, date(2030, 12, 13))

    def answer(route):
        is_first = route.request.method == "POST"
        filled = READ | {"url": LINKS[0], "countries": ["UA"]}
        links = [
            {"item": 1, "url": LINKS[0], "reading": is_first, "clipping": None if is_first else filled, "reason": ""},
            {"item": 2, "url": LINKS[1], "reading": False, "clipping": None, "reason": "The page is for subscribers."},
        ]
        route.fulfill(body=json.dumps({"links": links}), content_type="application/json")

    admin.route("**/links/**", answer)
    admin.get_by_role("button", name="Paste clippings").click()
    paste_html(admin, "".join(f"<p>{url}</p>" for url in LINKS))
    admin.get_by_role("button", name="Read the clippings").click()
    admin.get_by_role("button", name="Add 2 clippings").click()
    bar = "[data-clipping-number='{}'] .clipping-bar__{}"
    expect(admin.locator(bar.format(2, "reading"))).to_have_text("The page is for subscribers.")
    field(admin, "byline").locator("input").first.evaluate("input => { input.value = 'Typed' }")

    expect(field(admin, "headline").locator("input").first).to_have_value("A clinic opens")
    expect(field(admin, "source").locator("input").first).to_have_value("S. Wire")
    expect(field(field(admin, "clippings"), "date").locator("input").first).to_have_value("2030-11-20")
    expect(field(admin, "byline").locator("input").first).to_have_value("Typed")
    expect(field(admin, "headline").locator("input").nth(1)).to_have_value("")
    expect(admin.locator(bar.format(1, "origin"))).to_have_text("S. Wire · Nov 20")


def test_two_cards_with_one_address_are_both_filled_in(admin, drafts):

    def answer(route):
        is_first = route.request.method == "POST"
        filled = READ | {"url": LINKS[0], "countries": ["UA"]}
        link = {"item": 1, "url": LINKS[0], "reading": is_first, "clipping": None if is_first else filled, "reason": ""}
        route.fulfill(body=json.dumps({"links": [link]}), content_type="application/json")

    admin.route("**/links/**", answer)
    open_draft(admin, drafts[2])
    for number in (0, 1):
        expect(field(admin, "headline").locator("input").nth(number)).to_have_value("A clinic opens")


def test_a_card_takes_nothing_of_the_address_that_it_had_before(admin, drafts):
    stories = {1: READ | {"url": LINKS[0], "headline": "A mistaken link"}, 2: READ | {"url": LINKS[1]}}
    posted = set()

    def answer(route):
        is_first = route.request.method == "POST"
        sent = (route.request.post_data or "") + route.request.url
        asked = [number for number in stories if LINKS[number - 1] in sent or f"item={number}" in sent]
        posted.update(asked)
        is_reading = is_first or len(posted) < len(stories)
        links = [
            {"item": number, "url": LINKS[number - 1], "reading": is_reading, "reason": ""}
            | {"clipping": None if is_reading else stories[number] | {"countries": []}}
            for number in asked
        ]
        route.fulfill(body=json.dumps({"links": links}), content_type="application/json")

    admin.route("**/links/**", answer)
    with admin.expect_response("**/links/"):
        open_draft(admin, drafts[1])
    admin.locator("[data-clipping-number] [data-panel-toggle]").first.click()
    address = field(field(admin, "clippings"), "url").locator("input")
    address.fill(LINKS[1])
    address.press("Tab")
    expect(field(admin, "headline").locator("input")).to_have_value("A clinic opens")
    expect(address).to_have_value(LINKS[1])


def test_a_card_of_a_saved_draft_is_asked_for_until_it_is_filled_in(admin, drafts):
    story = {"item": 1, "url": LINKS[0], "reading": True, "clipping": None, "reason": ""}
    answers = [None, story, story, story | {"clipping": READ | {"url": LINKS[0], "countries": []}}]

    def answer(route):
        link = answers.pop(0)
        body = json.dumps({"links": [link]})
        route.fulfill(body=body, content_type="application/json") if link else route.abort()

    admin.route("**/links/**", answer)
    admin.clock.install()
    open_draft(admin, drafts[0])
    said = admin.locator(".clipping-bar__reading")
    expect(said).to_have_text("The server does not answer. It is asked again.")
    admin.clock.fast_forward(5_000)
    expect(said).to_have_text("Reading …")
    admin.clock.fast_forward(70_000)
    expect(said).to_have_text("Not read yet. The card fills itself in once it is.")
    admin.clock.fast_forward(70_000)
    expect(field(admin, "headline").locator("input")).to_have_value("A clinic opens")
