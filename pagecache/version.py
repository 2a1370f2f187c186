"""The content version: a text that is another after every committed change of what visitors see."""

from django.db import connection

_COMPACT = """
WITH gone AS (DELETE FROM content_change RETURNING 1)
UPDATE content_version_base SET counted = counted + (SELECT count(*) FROM gone)
"""


def read_version() -> str:
    """The version of what is committed now. Data that is read afterwards is at least as new as it. One query.

    Raises what Django raises where the database is away.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT content_version()")
        return cursor.fetchone()[0]


def compact_changes() -> None:
    """Replace the rows that are counted by their number, in one statement, which leaves the version what it is."""
    with connection.cursor() as cursor:
        cursor.execute(_COMPACT)
