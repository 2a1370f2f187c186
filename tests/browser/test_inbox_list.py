"""The page of the inbox: rows fill by themselves while the worker reads, and all of them are ticked with one press."""

import psycopg
import pytest
from django.db import connection
from django.urls import reverse
from playwright.sync_api import expect

from news.models import InboxItem
from tests.factories import InboxItemFactory

LINKS = [f"https://wire.example/{number}" for number in (1, 2, 3)]
READ, UNREAD, TWIN = LINKS


@pytest.fixture(scope="module")
def items(site, django_db_blocker):
    """What waits: a story that is read, and two that are being read."""
    with django_db_blocker.unblock():
        InboxItemFactory(url=READ, headline="Story 1", reading="read")
        for url in (UNREAD, TWIN):
            InboxItemFactory(url=url, headline="", reading="unread")
        connection.close()


def read_pages():
    """As the worker does, which finds one story at two links; committed for the server."""
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}) as worker:
        filled = "UPDATE news_inboxitem SET headline = 'Story 2', reading = 'read' WHERE url = %s"
        assert worker.execute(filled, [UNREAD]).rowcount == 1
        assert worker.execute("UPDATE news_inboxitem SET state = 'dismissed' WHERE url = %s", [TWIN]).rowcount == 1


def test_rows_fill_themselves_in_and_keep_their_ticks_and_one_box_ticks_all(admin, items):
    admin.clock.install()
    admin.goto(reverse("inbox"))
    expect(admin.get_by_text("Its page is being read.")).to_have_count(2)
    unread = admin.get_by_role("listitem").filter(has=admin.get_by_role("link", name=UNREAD))
    unread.get_by_role("checkbox").check()
    read_pages()
    admin.clock.fast_forward(2000)
    expect(admin.get_by_role("heading", name="Story 2")).to_be_visible()
    expect(admin.get_by_role("status").filter(has_text="read")).to_have_text("One article was read.")
    expect(admin.get_by_text("Its page is being read.")).to_have_count(0)
    expect(admin.get_by_role("link", name=TWIN)).to_have_count(0)
    expect(admin.get_by_role("checkbox", name="Story 2")).to_be_checked()
    expect(admin.get_by_role("checkbox", name="Story 1")).not_to_be_checked()

    every = admin.get_by_role("checkbox", name="All on this page")
    assert every.evaluate("box => box.indeterminate")
    every.check()
    admin.get_by_role("button", name="Dismiss the ticked articles").click()
    expect(admin.get_by_text("2 articles dismissed.")).to_be_visible()
    assert set(InboxItem.objects.values_list("state", flat=True)) == {InboxItem.State.DISMISSED}
