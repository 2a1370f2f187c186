"""Every view of the admin in Chromium: its policy stops nothing of it, and all that an attacker would put there.

Every other test in this folder fails, too, if the policy stops something (the fixture `stopped`): saving, pasting,
previews, schedules, preflight.
"""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from ncsej_site.content_policies import ADMIN, FILES, FRAMED
from ncsej_site.csp import CSP, build_policy
from tests.access.content import make_content
from tests.browser.admin_views import find_inline, get_views, list_own_documents, pick_few
from tests.browser.conftest import ADA, begin_session, sign_in, wait_until
from tests.conftest import signed_in
from tests.factories import UserFactory, png

GRACE = ADA | {"username": "grace"}
# The last is that of what was copied into the mailing service, as it was.
POLICIES = {*(build_policy(policy) for policy in (ADMIN, FRAMED, FILES)), "sandbox"}
NEXT_FRAME = "new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))"
ATTACK = """() => {
    const add = (name, properties) => document.body.append(Object.assign(document.createElement(name), properties));
    window.ran = [];
    window.stoppedBy = new Set();
    addEventListener("securitypolicyviolation", event => stoppedBy.add(event.effectiveDirective));
    add("script", { textContent: "ran.push('an inline script')" });
    add("script", { src: "data:text/javascript,ran.push('a data URL')" });
    add("iframe", { srcdoc: "<script>parent.ran.push('a frame')<" + "/script>" });
    jQuery("body").append("<script>ran.push('by jQuery')<" + "/script>", "<b onclick='ran.push(`a handler`)'>");
    document.querySelector("b[onclick]").click();
    setTimeout(() => eval("ran.push('eval')"));  // later, since the test's own code may call it
    document.body.insertAdjacentHTML("beforeend", `<object data="/admin/"></object><base href="https://evil.example/">
        <widget-initializer function="setTimeout" arguments='["ran.push(1)"]'></widget-initializer>
        <img src="https://evil.example/pixel.gif"><iframe src="https://evil.example/"></iframe>`);
    fetch("https://evil.example/").catch(() => null);
}"""
STOPPING = [
    "script-src-elem",
    "script-src-attr",
    "script-src",
    "object-src",
    "base-uri",
    "img-src",
    "frame-src",
    "connect-src",
]


@pytest.fixture(scope="module")
def objects(site, django_db_blocker):
    """One object of each kind, and an administrator GRACE. Committed, as the server reads them."""
    with django_db_blocker.unblock():
        users = {
            "contributor": UserFactory(username="contributor", groups=["Contributors"]),
            "editor": UserFactory(username="editor", groups=["Editors"]),
            "administrator": UserFactory(username=GRACE["username"], is_superuser=True),
        }
        users["administrator"].set_password(GRACE["password"])
        users["administrator"].save()
        return make_content(users, signed_in(users["contributor"]), site)


@pytest.fixture(scope="module")
def views(objects, django_db_blocker):
    """Path → response of every address below /admin/. Outside of the tests, since views lock what the server reads."""
    with django_db_blocker.unblock():
        return get_views(signed_in(objects["users"]["administrator"]), objects)


@pytest.fixture
def window(open_browser):
    return open_browser()


@pytest.fixture
def administrator(window, objects, server):
    """The window, signed in as GRACE."""
    begin_session(window, server, GRACE["username"])
    return window


@pytest.fixture
def failures(window):
    """Grows by the errors of scripts and what the console says of errors."""
    failures = []

    def read_console(message):
        if message.type == "error":
            failures.append(f"{window.url}: {message.text}")

    window.on("pageerror", lambda error: failures.append(f"{window.url}: {error}"))
    window.on("console", read_console)
    return failures


def test_every_answer_of_the_admin_has_a_policy_and_no_script_but_files(views):
    assert len(views) > 200
    without = {path: response.get(CSP.HEADER_ENFORCE) for path, response in views.items()}
    assert {path: policy for path, policy in without.items() if policy not in POLICIES} == {}
    inline = {path: find_inline(response) for path, response in views.items()}
    assert {path: found for path, found in inline.items() if found} == {}


def test_no_view_has_anything_that_the_policy_stops_and_no_script_fails(views, window, failures, settings, server):
    settings.SITE_URL = server.url  # an email that is shown has the whole addresses of its pictures
    window.goto(reverse("wagtailadmin_login"))
    sign_in(window, GRACE)
    window.wait_for_url("**/admin/")
    picked = {*pick_few(views), *list_own_documents(views)}
    assert len(picked) > 20
    for path in picked:
        window.goto(path)
        window.evaluate(NEXT_FRAME)
    assert failures == []


def test_what_somebody_puts_into_a_view_does_not_run_and_reaches_no_other_host(administrator, stopped):
    """So the test above would see it."""
    administrator.goto(reverse("wagtailadmin_home"))
    administrator.evaluate(ATTACK)
    wait_until(administrator, f"{STOPPING}.every(name => stoppedBy.has(name))")
    assert administrator.evaluate("ran") == []
    stopped.clear()


def test_choosers_and_rows_begin_also_where_they_are_added_and_moved(administrator, failures, objects):
    administrator.goto(reverse("wagtailadmin_workflows:edit", args=[objects["workflow"].pk]))
    tasks = administrator.locator("#id_workflow_tasks-FORMS")
    administrator.get_by_role("button", name="Add task").click()
    tasks.get_by_role("button", name="Choose a task").last.click()
    administrator.get_by_role("tab", name="Existing").click()
    administrator.locator(".modal-body").get_by_role("link", name=objects["task"].name).click()
    expect(tasks.get_by_text(objects["task"].name)).to_have_count(2)
    tasks.get_by_title("Move up").last.click()
    tasks.get_by_role("button", name="Actions").first.click()
    administrator.get_by_role("button", name="Choose another task").click()
    expect(administrator.get_by_role("tab", name="Existing")).to_be_visible()
    administrator.get_by_role("button", name="Close").click()
    administrator.get_by_role("button", name="Assign to another page").click()
    administrator.get_by_role("button", name="Choose a page").last.click()
    administrator.locator(".modal-body a.choose-page").first.click()
    expect(administrator.locator("[name$=-page]").last).not_to_have_value("")
    assert failures == []


def test_a_picture_is_uploaded_with_tags_where_it_is_chosen_and_a_link_is_made(administrator, failures, objects):
    administrator.goto(reverse(objects["person"].snippet_viewset.get_url_name("add")))
    administrator.get_by_role("button", name="Add Term").click()
    administrator.locator("[data-chooser-action-choose]:visible").first.click()
    dialog = administrator.locator(".modal-body")
    dialog.get_by_role("tab", name="Upload").click()
    upload = {"name": "a.png", "mimeType": "image/png", "buffer": png(41, 41).read()}  # there is no such picture yet
    dialog.locator("[type=file]").set_input_files(upload)
    expect(dialog.get_by_label("Title")).to_have_value("a")  # which Wagtail makes of the file's name
    dialog.get_by_label("Alternative text").fill("A portrait")
    dialog.locator(".tagit-new input").fill("portrait,")
    dialog.get_by_role("button", name="Upload").click()
    expect(dialog).to_be_hidden()
    biography = administrator.locator("[data-contentpath=biography]")
    biography.locator("[contenteditable=true]").click()
    administrator.keyboard.type("Words")
    administrator.keyboard.press("Control+A")
    administrator.keyboard.press("Control+K")
    dialog.get_by_role("link", name="External link").click()
    dialog.get_by_label("URL").fill("https://example.org/")
    dialog.get_by_role("button", name="Insert link").click()
    expect(administrator.locator("[name=biography]")).to_have_value(re.compile("https://example.org/"))
    assert failures == []


def test_a_filter_by_date_has_its_calendar(administrator, failures):
    administrator.goto(reverse("wagtailadmin_reports:site_history"))
    administrator.get_by_role("button", name="Show filters").click()
    administrator.get_by_role("button", name="Date", exact=True).click()
    administrator.get_by_placeholder("Date from").click()
    expect(administrator.locator(".xdsoft_datetimepicker:visible")).to_be_visible()
    assert failures == []
