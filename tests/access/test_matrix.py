"""Who may do what: addresses.txt has a line for every address and method, and here each of them is asked for.

A line that is missing, or that says something else, fails, and the table as it would be now is written to var/access/:
compare both, and copy what is meant to be. pages.txt is the same for the pages, and for what they answer themselves.
"""

from http import HTTPStatus
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.test import Client, override_settings
from wagtail.models import Page, PageViewRestriction

from tests.conftest import open_session
from tests.factories import UserFactory
from tests.whole_site import PAGE_TYPES, full_site

from . import addresses, tables
from .content import PASSWORD, arguments_for, make_content
from .outcome import classify

METHODS = ["GET", "POST"]
OTHER_METHODS = ["PUT", "PATCH", "DELETE", "OPTIONS"]
FOUND = Path("var/access")
# What is asked for in the query string, without which these answer 404 to all.
QUERIES = {
    "/admin/bulk/<app_label>/<model_name>/<action>/": "?id=<page_id>",
    "/admin/api/main/documents/find/": "?id=<document_id>",
    "/admin/api/main/images/find/": "?id=<image_id>",
    "/admin/api/main/pages/find/": "?id=<page_id>",
}
PARTS_OF_ROUTES = {"year": "2025", "month": "02", "extension": "json"}
STATES = ["public", "draft", "for accounts", "for Editors", "by password"]


@pytest.fixture(scope="module")
def site(module_transaction):
    """The objects that the addresses are about, and a client for each role."""
    users = {
        "contributor": UserFactory(username="contributor", groups=["Contributors"]),
        "editor": UserFactory(username="editor", groups=["Editors"]),
        "administrator": UserFactory(username="administrator", is_superuser=True),
        "unverified": UserFactory(username="unverified", is_superuser=True),
    }
    clients = {role: open_session(user) for role, user in users.items()}
    objects = make_content(users, clients["contributor"], full_site())
    return objects | {"clients": clients | {"anonymous": Client()}}


def ask(objects: dict, role: str, method: str, path: str, **environ: str) -> str:
    """What the answer to this request is, in a word; what the request has changed is undone."""
    fresh = Client(raise_request_exception=False)
    fresh.cookies.update(objects["clients"][role].cookies)
    with transaction.atomic(), override_settings(REQUIRE_SECOND_FACTOR=role == "unverified"):
        outcome = classify(fresh.generic(method, path, **environ))
        transaction.set_rollback(True)
    return outcome


def walk(objects: dict, role: str, methods: list[str]):
    """Yields (address, method, outcome)."""
    for address in addresses.list_addresses():
        template, is_own = address.removesuffix(addresses.OWN), address.endswith(addresses.OWN)
        arguments = arguments_for(template, objects, own=is_own)
        path = addresses.fill(template + QUERIES.get(template, ""), arguments)
        for method in methods:
            yield address, method, ask(objects, role, method, path)


def check(name: str, found: tables.Found) -> None:
    FOUND.mkdir(parents=True, exist_ok=True)
    (FOUND / name).write_text(tables.format_lines(found))
    assert tables.find_differences(tables.read(name), found) == []


@pytest.mark.django_db
def test_everybody_may_what_the_table_says_and_nothing_else(site):
    found: tables.Found = {}
    for role in tables.ROLES:
        for address, method, outcome in walk(site, role, METHODS):
            found.setdefault((address, method), {})[role] = outcome
    check("addresses.txt", tables.without_shut(found))


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["anonymous", "contributor"])
def test_no_other_method_opens_what_these_two_do_not(site, role):
    stated = tables.read("addresses.txt")
    opened = [
        f"{method} {address}"
        for address, method, outcome in walk(site, role, OTHER_METHODS)
        if outcome in {"yes", "fails"}
        and outcome not in {stated.get((address, each), {}).get(role) for each in METHODS}
    ]
    assert opened == []


@pytest.mark.django_db
def test_a_tab_whose_session_has_ended_may_what_a_stranger_may(site):
    site["clients"]["ended"] = open_session(site["users"]["administrator"])
    SessionStore(site["clients"]["ended"].cookies[settings.SESSION_COOKIE_NAME].value).delete()
    stated = tables.read("addresses.txt")
    differing = [
        f"{method} {address}: {outcome}"
        for address, method, outcome in walk(site, "ended", METHODS)
        if outcome not in ({stated[address, method]["anonymous"]} if (address, method) in stated else tables.SHUT)
    ]
    assert differing == []


@pytest.mark.django_db
def test_everybody_reads_the_pages_that_the_table_says(site):
    found: tables.Found = {}
    for label in PAGE_TYPES:
        page = site[label]
        for route in addresses.list_routes(page):
            path = page.url + addresses.fill(route, PARTS_OF_ROUTES | {"slug": slug_below(page)})
            for state in STATES:
                found[f"{label} {route}".strip(), state] = outcomes_in_state(site, page, path, state)
    for label in ("news.WeeklyUpdate", "news.Statement"):
        for state in STATES:
            path = site[label].url.rstrip("/") + ".json"
            found[f"{label} .<extension>", state] = outcomes_in_state(site, site[label], path, state)
    check("pages.txt", found)


def slug_below(page) -> str:
    child = Page.objects.child_of(page).live().first()
    return child.slug if child else ""


def outcomes_in_state(objects: dict, page, path: str, state: str) -> dict[str, str]:
    """Role → outcome of a GET while the page is in that state."""
    with transaction.atomic():
        put_in_state(page, state)
        version = f"{page.pk} {state}"  # the five share the menu, as visitors of one content version do
        outcomes = {role: ask(objects, role, "GET", path, content_version=version) for role in tables.ROLES}
        transaction.set_rollback(True)
    return outcomes


def put_in_state(page, state: str) -> None:
    if state == "draft":
        type(page).objects.filter(pk=page.pk).update(live=False)
    elif state != "public":
        kind = {"for accounts": "login", "for Editors": "groups", "by password": "password"}[state]
        restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, password=PASSWORD)
        if kind == "groups":
            restriction.groups.add(Group.objects.get(name="Editors"))


@pytest.mark.django_db
def test_who_knows_the_password_reads_the_page(site):
    """So that the column of those who do not know it means something."""
    client = Client()
    action = f"/_util/authenticate_with_password/{site['restriction'].pk}/{site['private'].pk}/"
    client.post(action, {"password": PASSWORD, "return_url": site["private"].url})
    assert client.get(site["private"].url).status_code == HTTPStatus.OK
