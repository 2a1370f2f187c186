"""Password guessing at every door: what is hashed is bounded, and nobody who knows the password is locked out."""

import threading
from collections import Counter

from ..site import ROLES, STAFF_PASSWORD
from ..trial import Run
from ..visitors import Visitors

GUESSERS = 8
NETWORKS = 4  # that the guessers come from
# Guesses that may be hashed of one network and account, before the door asks to wait; more would be no throttle.
MAX_CHECKED = 30


def run(run: Run) -> None:
    with_cookie = run.site.client("editor")  # a browser that has signed in before
    with Visitors(run.site.client, number=2) as before:
        wait(5)
    doors = [("/admin/login/", "editor"), ("/_util/login/", "editor"), (door_of_private_page(), "")]
    answers = {door: Counter() for door, _ in doors}
    with Visitors(run.site.client, number=2) as during:
        for door, username in doors:
            guess_at(run, door, username, answers[door])
            run.report_progress(f"{door}: {dict(answers[door])}")
    for door, _ in doors:
        checked = answers[door].total() - answers[door][429]
        run.show(f"answers of {door}", dict(answers[door]))
        run.at_most(f"guesses checked by {door}", checked, NETWORKS * MAX_CHECKED)
    run.none("visits that failed", during.failures)
    run.show("visitors' p99 with guessers, times that without", during.percentile(99) / before.percentile(99))
    check_owners(run, with_cookie)


def wait(seconds):
    threading.Event().wait(seconds)


def door_of_private_page() -> str:
    """Where Wagtail's form of a page behind a password sends it."""
    from django.urls import reverse
    from wagtail.models import PageViewRestriction

    restriction = PageViewRestriction.objects.get(restriction_type=PageViewRestriction.PASSWORD)
    return reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, restriction.page_id])


def guess_at(run, door, username, answers):
    """GUESSERS at once, from NETWORKS networks, until run.amount guesses are made."""
    guesses = iter([f"guess-{number}" for number in range(run.amount)])
    lock = threading.Lock()

    def guess(number):
        client = run.site.client(source=f"127.0.{10 + number % NETWORKS}.1", timeout=60)
        client.cookies["csrftoken"] = "a" * 32
        while True:
            with lock:
                password = next(guesses, None)
            if password is None:
                return
            status = client.post(door, {"username": username, "password": password, "return_url": "/"}).status
            with lock:
                answers[status] += 1

    threads = [threading.Thread(target=guess, args=[number]) for number in range(GUESSERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def check_owners(run, known) -> None:
    """Who knows the password comes in: the editor whose browser is known, from a guesser's own network, and others."""
    known.source = "127.0.10.1"
    known.close()
    known.get("/admin/logout/")
    for name in ("sessionid", "csrftoken"):
        known.cookies.pop(name, None)
    response = known.sign_in("editor", STAFF_PASSWORD)
    run.equals("the editor's known browser signs in again, from a guesser's network", response.status, 302)
    statuses = [run.site.client(source="127.0.99.1").sign_in(role, STAFF_PASSWORD).status for role in ROLES]
    run.equals("every account signs in, in a new browser and from another network", statuses, [302] * len(ROLES))
