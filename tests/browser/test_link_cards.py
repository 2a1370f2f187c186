"""A pasted address becomes a card that fills itself in, and keeps what a person typed meanwhile."""

import json
from datetime import date

from playwright.sync_api import expect

from tests.browser.test_editor import add_clipping, field, start_update
from tests.browser.test_paste_clippings import paste_html

READ = {"headline": "A clinic opens", "byline": "Ada", "source": "S. Wire", "date": "2030-11-20", "excerpt": "It does."}
LINKS = [f"https://wire.example/{number}" for number in (1, 2)]


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


def test_two_cards_with_one_address_are_both_filled_in(admin, site):
    start_update(admin, site, date(2030, 12, 20))

    def answer(route):
        is_first = route.request.method == "POST"
        filled = READ | {"url": LINKS[0], "countries": ["UA"]}
        link = {"item": 1, "url": LINKS[0], "reading": is_first, "clipping": None if is_first else filled, "reason": ""}
        route.fulfill(body=json.dumps({"links": [link]}), content_type="application/json")

    admin.route("**/links/**", answer)
    for number in (1, 2):
        add_clipping(admin, number, url=LINKS[0])
        admin.keyboard.press("Tab")
    for number in (0, 1):
        expect(field(admin, "headline").locator("input").nth(number)).to_have_value("A clinic opens")
