"""Editors who change the page tree at the same moment: nothing fails, nothing is lost, the tree is sound."""

from functools import partial
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pages.models import Home
from quality import tree_operations
from quality.tree_operations import Editor
from tests.database import copy_of
from tests.factories import DocumentFactory, ImageFactory, UserFactory

EDITORS = 8
PAGE = "the page"
ADDRESSES = {
    "add": ["pages", "standardpage", PAGE],
    "edit": [PAGE],
    "delete": [PAGE],
    "unpublish": [PAGE],
    "convert_alias": [PAGE],
    "move": [PAGE],
    "move_confirm": [PAGE, PAGE],
    "set_page_position": [PAGE],
    "copy": [PAGE],
    "workflow_action": [PAGE, "approve", 1],
    "confirm_workflow_cancellation": [PAGE],
    "lock": [PAGE],
    "revisions_unschedule": [PAGE, 1],
}
PREVIEWS = {"preview_on_add": ["pages", "standardpage", PAGE], "preview_on_edit": [PAGE]}
OTHER_ADDRESSES = [
    "/admin/bulk/wagtailcore/page/publish/?id=1",
    "/admin/workflows/tasks/disable/1/",
    "/admin/api/main/pages/1/action/publish/",
]


@pytest.fixture
def committed(template_database, django_db_blocker):
    """A database of the test's own, in which everything is committed, so that several connections see it."""
    with django_db_blocker.unblock(), copy_of(template_database):
        yield


@pytest.fixture
def clients(committed):
    """Administrators in browsers of their own."""
    clients = [Client() for _ in range(EDITORS)]
    for client in clients:
        client.force_login(UserFactory(is_superuser=True))
    return clients


def test_sixteen_moves_at_once_all_succeed(clients):
    pages = tree_operations.make_pages(19, width=19)
    destinations, moved = pages[:3], pages[3:]
    editors = [Editor(client, pages, seed) for seed, client in enumerate(clients)]

    def moves(number, editor):
        return [editor.move(page, destinations[page % 3]) for page in moved[number::EDITORS]]

    outcomes = tree_operations.run_at_once([partial(moves, *pair) for pair in enumerate(editors)])
    print(tree_operations.summary(outcomes), *tree_operations.tree_problems(), sep="\n")
    assert [outcome for outcome in outcomes if not outcome.is_accepted] == []
    assert len(outcomes) == len(moved)
    assert list(tree_operations.tree_problems()) == []
    assert list(tree_operations.lost_operations(outcomes)) == []
    assert Home.objects.get().numchild == len(destinations)


def test_eighty_operations_of_eight_editors_leave_a_sound_tree(clients):
    """`./run torture` does many more."""
    pages = tree_operations.make_pages(30, width=3)
    outcomes = tree_operations.mixed_operations(clients, pages, each=10, seed=9)
    print(tree_operations.summary(outcomes), *tree_operations.tree_problems(), sep="\n")
    assert len(outcomes) == EDITORS * 10
    assert [outcome for outcome in outcomes if outcome.is_broken] == []
    assert list(tree_operations.tree_problems()) == []
    assert list(tree_operations.lost_operations(outcomes)) == []
    done = {outcome.operation for outcome in outcomes if outcome.is_accepted}
    assert done >= {"add", "move", "bulk_move", "publish", "unpublish", "edit", "copy", "delete"}


def path(name, page):
    """The path of an address of Wagtail's page views; a path remains as it is."""
    arguments = (ADDRESSES | PREVIEWS).get(name)
    if arguments is None:
        return name
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk if part is PAGE else part for part in arguments])


def first_of_lock_and_pages(client, address):
    client.raise_request_exception = False  # the form is empty
    with CaptureQueriesContext(connection) as queries:
        client.post(address)
    sought = ("pg_advisory_xact_lock", 'FROM "wagtailcore_page"')
    return next((word for query in queries for word in sought if word in query["sql"]), "")


@pytest.mark.parametrize("name", [*ADDRESSES, *OTHER_ADDRESSES])
def test_what_changes_pages_takes_the_lock_before_it_reads_them(administrator, home, name):
    assert first_of_lock_and_pages(administrator, path(name, home)) == "pg_advisory_xact_lock"


@pytest.mark.parametrize("name", [*ADDRESSES, *OTHER_ADDRESSES])
def test_who_may_not_enter_the_admin_does_not_take_the_lock(visitor, home, name):
    assert first_of_lock_and_pages(visitor, path(name, home)) == ""


@pytest.mark.parametrize("action", ["delete", "add_tags", "add_to_collection"])
@pytest.mark.parametrize("model", ["sitedocument", "siteimage"])
def test_a_bulk_action_on_pictures_or_documents_does_not_wait(administrator, home, model, action):
    factory = DocumentFactory if model == "sitedocument" else ImageFactory
    item = factory()
    form = {"tags": "new", "collection": item.collection_id}
    with CaptureQueriesContext(connection) as queries:
        done = administrator.post(f"/admin/bulk/pages/{model}/{action}/?id={item.pk}", form)
    assert done.status_code == HTTPStatus.FOUND
    assert [query["sql"] for query in queries if "pg_advisory_xact_lock" in query["sql"]] == []


@pytest.mark.parametrize("name", PREVIEWS)
def test_a_preview_does_not_wait(administrator, home, name):
    assert first_of_lock_and_pages(administrator, path(name, home)) == 'FROM "wagtailcore_page"'
