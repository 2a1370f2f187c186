"""Messages of an earlier version that were never mailed: the migration holds them, so that somebody sees them."""

import datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from pages.models import ContactMessage
from tests.whole_site import organization

BEFORE, AFTER = [("pages", "0005_contact_message_intake")], [("pages", "0006_held_messages")]
THEN = datetime.datetime(2024, 2, 14, 12, tzinfo=datetime.UTC)


def store(text, received_at, mailed_at=None):
    """A message as it stands in the database of that version."""
    model = MigrationExecutor(connection).loader.project_state(BEFORE).apps.get_model("pages", "ContactMessage")
    message = model.objects.create(name="Ada Example", email="ada@example.org", text=text)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE pages_contactmessage SET received_at = %s, mailed_at = %s WHERE id = %s",
            [received_at, mailed_at, message.pk],
        )


@pytest.fixture
def migrated(home):
    """migrated() stores messages of both versions, and migrates."""

    def migrate():
        connection.check_constraints()  # no table can be altered while a row of it waits for its check
        MigrationExecutor(connection).migrate(BEFORE)
        store("It went through", THEN, mailed_at=THEN)
        store("It did not", THEN)
        store("Of this version", timezone.now())
        MigrationExecutor(connection).migrate(AFTER)
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes("pages"))

    return migrate


def held():
    return list(ContactMessage.objects.held().values_list("text", "held_because"))


def test_a_message_that_was_never_mailed_is_held_with_a_reason_of_its_own(migrated):
    organization(email="office@example.org")
    migrated()
    assert held() == [("It did not", "unmailed")]
    assert "could not mail it" in ContactMessage.objects.held().get().get_held_because_display()


def test_nothing_is_held_where_no_mail_was_expected(migrated):
    migrated()
    assert held() == []
