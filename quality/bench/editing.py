"""How long an issue takes to open and to save with forty clippings, beside ten: `./run bench`.

The answers of the server are timed in turn, so that both meet the same load. Where there is a Chromium, it is timed
too, from the click to the last clipping on the screen.
"""

import os
import statistics
import time
from contextlib import contextmanager

import django

NUMBERS = (10, 40)
ROUNDS = 15
ROUNDS_IN_A_BROWSER = 5
AIM = 1.5
PARAGRAPH = (
    "Volunteers met in four cities this week to speak about schools, kitchens and archives, and of what to do next."
)
LAST_CLIPPING_STANDS = """(number) => new Promise((done) => {
    const look = () => document.querySelector(`[name="clippings-${number - 1}-value-headline"]`)
        ? requestAnimationFrame(() => setTimeout(() => done(performance.now())))
        : setTimeout(look, 5);
    look();
})"""


@contextmanager
def database():
    """One for the tests, made and thrown away; what a browser is to see must be committed."""
    from django.db import connections
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases, teardown_test_environment

    setup_test_environment(debug=False)
    made = setup_databases(verbosity=0, interactive=False)
    try:
        yield
    finally:
        connections.close_all()
        teardown_databases(made, verbosity=0)
        teardown_test_environment()


def make_issues():
    """Number of clippings → a draft that has so many."""
    from tests.factories import WeeklyUpdateFactory, clipping

    def clippings(number):
        return [
            clipping(
                f"Report number {position} of a long week",
                byline="A. Author",
                date="2015-01-01",
                url=f"https://example.org/{position}",
                excerpt="\n\n".join([PARAGRAPH] * 3),
                countries=["UA", "PL"],
            )
            for position in range(number)
        ]

    return {number: WeeklyUpdateFactory(live=False, clippings=clippings(number)) for number in NUMBERS}


def typed(issue):
    """The form of a draft as a browser sends it back, unchanged."""
    from tests import forms

    blocks = issue.get_latest_revision_as_object().clippings.raw_data
    values = [{name: value or "" for name, value in block["value"].items()} for block in blocks]
    form = forms.weekly_update(date=issue.date.isoformat(), clippings=forms.clippings(*values))
    return form | {f"clippings-{position}-id": block["id"] for position, block in enumerate(blocks)}


def actions(client, issues):
    """What is timed: name → a function of the number of clippings."""
    from django.urls import reverse

    addresses = {number: reverse("wagtailadmin_pages:edit", args=[issue.pk]) for number, issue in issues.items()}
    bodies = {number: typed(issue) for number, issue in issues.items()}

    def opens(number):
        assert client.get(addresses[number]).status_code == 200

    def saves(number):
        answer = client.post(addresses[number], bodies[number], follow=True)
        assert answer.redirect_chain, answer.context["form"].errors

    def saves_itself(number):
        answer = client.post(addresses[number], bodies[number], headers={"Accept": "application/json"})
        assert answer.json()["success"], answer.content

    return {"opens": opens, "saves": saves, "saves itself": saves_itself}


def timed(action):
    start = time.perf_counter()
    return action() or time.perf_counter() - start  # what it measured itself, if it did


def compare(name, action, rounds):
    """Print a line: the medians with ten and with forty clippings, and their ratio."""
    for number in NUMBERS:
        action(number)  # what is made at the first time only is none of this
    seconds = {number: [] for number in NUMBERS}
    for _ in range(rounds):
        for number in NUMBERS:
            seconds[number].append(timed(lambda number=number: action(number)))
    few, many = (statistics.median(seconds[number]) for number in NUMBERS)
    print(f"{name:22} {few * 1000:7.0f} ms {many * 1000:7.0f} ms {many / few:7.2f}", flush=True)


def compare_in_a_browser(chromium, cookie, issues):
    from playwright.sync_api import sync_playwright
    from pytest_django.live_server_helper import LiveServer

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in this thread
    server = LiveServer("localhost")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(base_url=server.url)
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server.url}])

        def opens(number):
            page.goto(f"/admin/pages/{issues[number].pk}/edit/", wait_until="commit")
            return page.evaluate(LAST_CLIPPING_STANDS, number) / 1000

        compare("opens in Chromium", opens, ROUNDS_IN_A_BROWSER)
        browser.close()
    server.stop()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ncsej_site.settings")
    django.setup()
    with database():
        from django.conf import settings

        from quality.chromium import find_chromium
        from tests.conftest import signed_in
        from tests.factories import UserFactory

        client = signed_in(UserFactory(groups=["Editors"]))
        issues = make_issues()
        print(f"Editing an issue (aim: {NUMBERS[1]} clippings take at most {AIM} times as long as {NUMBERS[0]})")
        print(f"{'':22} {NUMBERS[0]:7}    {NUMBERS[1]:7}      ratio")
        for name, action in actions(client, issues).items():
            compare(name, action, ROUNDS)
        if chromium := find_chromium():
            compare_in_a_browser(chromium, client.cookies[settings.SESSION_COOKIE_NAME], issues)


if __name__ == "__main__":
    main()
