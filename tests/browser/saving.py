"""Drafts in the editor, what it says of saving them, and what becomes of the browser's requests."""

import json
import re
from datetime import date, timedelta

from playwright.sync_api import expect

from news.models import WeeklyUpdate
from tests.browser.conftest import sign_in
from tests.browser.test_editor import edit_url, field, is_save
from tests.factories import UserFactory, WeeklyUpdateFactory

FIRST = date(2024, 1, 5)
BOB = {"username": "bob", "password": "another long password"}
FAULT = 503, {"success": False, "error_code": "unavailable", "error_message": "In a minute."}


def make_drafts(number):
    """Drafts of as many weeks, and an editor BOB."""
    for week in range(number):
        letter = '<p data-block-key="a">Dear Friend,</p>'
        WeeklyUpdateFactory(date=FIRST + timedelta(weeks=week), letter=letter, live=False)
    bob = UserFactory(username=BOB["username"], groups=["Editors"])
    bob.set_password(BOB["password"])
    bob.save()


def draft(week):
    return WeeklyUpdate.objects.get(date=FIRST + timedelta(weeks=week)).get_latest_revision_as_object()


def open_draft(page, week, **options):
    """options: of playwright's goto()."""
    page.goto(edit_url(FIRST + timedelta(weeks=week)), **options)
    return editor_form(page)


def editor_form(page):
    return page.locator("form[data-edit-form]")


def expect_state(page, state):
    expect(editor_form(page)).to_have_attribute("data-saving-state", state)


def kicker(page):
    return field(page, "kicker").locator("input")


def hold_requests(page, is_held=is_save):
    """Saves, or other requests to an editor, are not answered until release() is called; returns the function."""
    held, is_open = [], False

    def hold(route):
        if is_held(route.request) and not is_open:
            held.append(route)
        else:
            route.continue_()

    def release():
        nonlocal is_open
        is_open = True
        for route in held:
            route.continue_()

    page.route(re.compile(r"/(edit|add/[\w/]+)/$"), hold)
    return release


def answer_saves(page, status, body):
    """Saves are answered like this; stop() ends it."""
    pattern = re.compile(r"/edit/$")
    text = body if isinstance(body, str) else json.dumps(body)
    kind = "text/html" if isinstance(body, str) else "application/json"

    def answer(route):
        if is_save(route.request):
            route.fulfill(status=status, body=text, content_type=kind)
        else:
            route.continue_()

    page.route(pattern, answer)
    return lambda: page.unroute(pattern, answer)


def sign_in_elsewhere(page, who):
    """Sign in where nobody is signed in; the editor in another tab has the same cookies."""
    page.goto("/admin/login/")
    sign_in(page, who)
    page.wait_for_url("**/admin/")


def end_session(page):
    """As after eight hours: the browser's cookie names no session."""
    page.context.clear_cookies(name="sessionid")


def expect_kept(page, is_kept=True):
    expect(editor_form(page)).to_have_attribute("data-device-copy", "kept" if is_kept else "none")


def copies(page):
    return page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('device-copy:'))")


def offer(page):
    return page.locator("[data-device-copy-offer]")
