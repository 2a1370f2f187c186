"""An editor publishes a page of which somebody has just saved a newer version."""

import psycopg
from django.db import connection
from django.urls import reverse
from playwright.sync_api import expect

from news.models import Statement


def save_newer_version(page):
    """As an autosave of somebody else would, which replaces the newest version in place; committed for the server."""
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}) as other:
        statement = "UPDATE wagtailcore_revision SET created_at = now(), user_id = NULL WHERE id = %s"
        assert other.execute(statement, [page.latest_revision_id]).rowcount == 1


def test_the_second_of_two_who_publish_is_asked_and_publishes_all_the_same(admin, site, settings):
    settings.WAGTAIL_EDITING_SESSION_PING_INTERVAL = 10**9  # within the seconds in which the browser has not asked
    statement = site["news.Statement"]
    admin.goto(reverse("wagtailadmin_pages:edit", args=[statement.pk]))
    summary = admin.locator("[name=search_description]")
    expect(summary).to_be_visible()
    save_newer_version(statement)

    admin.get_by_role("button", name="More actions").click()
    admin.get_by_role("button", name="Publish", exact=True).click()
    question = admin.locator(".messages")
    expect(question).to_contain_text("Somebody saved a newer version")
    expect(question.get_by_role("link", name="See what was changed")).to_be_visible()

    summary.fill("My own sentence.")
    question.get_by_role("button", name="Publish mine all the same").click()
    admin.wait_for_url("**/admin/pages/*/")
    assert Statement.objects.get(pk=statement.pk).search_description == "My own sentence."
