"""The time that a weekly update with forty clippings takes to open and to save, compared with ten: `./run bench`.

Both are measured alternately, so that they meet the same load. If Chromium is installed, opening is measured there too,
from the navigation to the last clipping on the screen.
"""

import os
import statistics
import time
from contextlib import contextmanager

import django

CLIPPING_COUNTS = (10, 40)
ROUNDS = 15
BROWSER_ROUNDS = 5
MAX_RATIO = 1.5
PARAGRAPH = (
    "Volunteers met in four cities this week to speak about schools, kitchens and archives, and of what to do next."
)
WAIT_FOR_LAST_CLIPPING = """(number) => new Promise((done) => {
    const look = () => document.querySelector(`[name="clippings-${number - 1}-value-headline"]`)
        ? requestAnimationFrame(() => setTimeout(() => done(performance.now())))
        : setTimeout(look, 5);
    look();
})"""


@contextmanager
def temporary_database():
    """A test database, outside a transaction: what a browser is to see must be committed."""
    from django.db import connections
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases, teardown_test_environment

    setup_test_environment(debug=False)
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        yield
    finally:
        connections.close_all()
        teardown_databases(databases, verbosity=0)
        teardown_test_environment()


def make_updates():
    """{number of clippings: a draft with that many}."""
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

    return {number: WeeklyUpdateFactory(live=False, clippings=clippings(number)) for number in CLIPPING_COUNTS}


def build_form(update):
    """The form data of a draft as a browser submits it, unchanged."""
    from tests import forms

    blocks = update.get_latest_revision_as_object().clippings.raw_data
    values = [{name: value or "" for name, value in block["value"].items()} for block in blocks]
    form = forms.weekly_update(date=update.date.isoformat(), clippings=forms.clippings(*values))
    return form | {f"clippings-{position}-id": block["id"] for position, block in enumerate(blocks)}


def build_actions(client, updates):
    """{name: function of the number of clippings} of what is measured."""
    from django.urls import reverse

    urls = {number: reverse("wagtailadmin_pages:edit", args=[update.pk]) for number, update in updates.items()}
    forms = {number: build_form(update) for number, update in updates.items()}

    def open_editor(number):
        assert client.get(urls[number]).status_code == 200

    def save(number):
        response = client.post(urls[number], forms[number], follow=True)
        assert response.redirect_chain, response.context["form"].errors

    def autosave(number):
        response = client.post(urls[number], forms[number], headers={"Accept": "application/json"})
        assert response.json()["success"], response.content

    return {"opens": open_editor, "saves": save, "saves itself": autosave}


def time_action(action):
    """Seconds that an action took; those that it returns, if it measured itself."""
    start = time.perf_counter()
    return action() or time.perf_counter() - start


def compare(name, action, rounds):
    """Print the medians with ten and with forty clippings, and their ratio."""
    for number in CLIPPING_COUNTS:
        action(number)  # warm-up: caches are filled at the first request
    seconds = {number: [] for number in CLIPPING_COUNTS}
    for _ in range(rounds):
        for number in CLIPPING_COUNTS:
            seconds[number].append(time_action(lambda number=number: action(number)))
    few, many = (statistics.median(seconds[number]) for number in CLIPPING_COUNTS)
    print(f"{name:22} {few * 1000:7.0f} ms {many * 1000:7.0f} ms {many / few:7.2f}", flush=True)


def compare_in_browser(chromium, cookie, updates):
    from playwright.sync_api import sync_playwright
    from pytest_django.live_server_helper import LiveServer

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in this thread
    server = LiveServer("localhost")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(base_url=server.url)
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server.url}])

        def open_editor(number):
            page.goto(f"/admin/pages/{updates[number].pk}/edit/", wait_until="commit")
            return page.evaluate(WAIT_FOR_LAST_CLIPPING, number) / 1000

        compare("opens in Chromium", open_editor, BROWSER_ROUNDS)
        browser.close()
    server.stop()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ncsej_site.settings")
    django.setup()
    with temporary_database():
        from django.conf import settings

        from quality.chromium import find_chromium
        from tests.conftest import signed_in
        from tests.factories import UserFactory

        client = signed_in(UserFactory(groups=["Editors"]))
        updates = make_updates()
        few, many = CLIPPING_COUNTS
        print(f"Editing a weekly update (target: {many} clippings take at most {MAX_RATIO} times as long as {few})")
        print(f"{'':22} {few:7}    {many:7}      ratio")
        for name, action in build_actions(client, updates).items():
            compare(name, action, ROUNDS)
        if chromium := find_chromium():
            compare_in_browser(chromium, client.cookies[settings.SESSION_COOKIE_NAME], updates)


if __name__ == "__main__":
    main()
