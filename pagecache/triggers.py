"""The triggers that count every change of what visitors see, in the transaction that makes it.

A statement that touched no row counts for nothing, and neither does one that changed only columns that no visitor sees,
such as autosave. A transaction counts once: a setting that lasts as long as it says so, and is rolled back with a
savepoint as the row is. (Not the transaction's number, which a savepoint does not roll back.)
"""

import secrets
from collections.abc import Mapping

from django.db import connection, transaction

from .sweeper import CHANNEL

PREFIX = "content_changed_on_"
EVENTS = {
    "insert": "REFERENCING NEW TABLE AS new_rows",
    "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "REFERENCING OLD TABLE AS old_rows",
    "truncate": "",
}
# Of whatever table: what the admin keeps of drafts and locks, beside what is published.
UNSEEN_COLUMNS = (
    "draft_title",
    "has_unpublished_changes",
    "latest_revision_created_at",
    "latest_revision_id",
    "locked",
    "locked_at",
    "locked_by_id",
)
WHOLE_ROW = "to_jsonb(r)"
_NOTE_CHANGE = """
CREATE OR REPLACE FUNCTION note_content_change() RETURNS trigger LANGUAGE plpgsql SET search_path = %s AS $$
DECLARE
    unseen CONSTANT text[] := '{%s}';
    is_seen boolean := true;
BEGIN
    IF current_setting('pagecache.noted', true) = 'yes' THEN
        RETURN NULL;
    ELSIF TG_OP = 'INSERT' THEN
        EXECUTE format('SELECT EXISTS (SELECT FROM new_rows r WHERE %%s IS NOT NULL)', TG_ARGV[0]) INTO is_seen;
    ELSIF TG_OP = 'DELETE' THEN
        EXECUTE format('SELECT EXISTS (SELECT FROM old_rows r WHERE %%s IS NOT NULL)', TG_ARGV[0]) INTO is_seen;
    ELSIF TG_OP = 'UPDATE' THEN
        EXECUTE format(
            'WITH old AS (SELECT %%1$s - $1 AS seen FROM old_rows r),'
            ' new AS (SELECT %%1$s - $1 AS seen FROM new_rows r)'
            ' SELECT EXISTS ((SELECT seen FROM new EXCEPT ALL SELECT seen FROM old)'
            ' UNION ALL (SELECT seen FROM old EXCEPT ALL SELECT seen FROM new))', TG_ARGV[0]
        ) INTO is_seen USING unseen;
    END IF;
    IF is_seen THEN
        INSERT INTO content_change DEFAULT VALUES;
        PERFORM set_config('pagecache.noted', 'yes', true), pg_notify('%s', '');
    END IF;
    RETURN NULL;
END $$
"""


def install_triggers(tables: Mapping[str, str]) -> None:
    """Make the triggers that these tables lack, and remove all others, which locks no table that has what it should.

    tables: name → SQL that says, as jsonb, what visitors see of a row `r`, and is NULL where that is nothing; WHOLE_ROW
    for all of it. A table that is not there yet is left out. The version begins a new epoch, so that what was kept
    before a database was restored is never taken for that of now.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_NOTE_CHANGE % (find_schema(cursor), ",".join(UNSEEN_COLUMNS), CHANNEL))
        existing = set(connection.introspection.table_names(cursor))
        wanted = {(table, event, seen) for table, seen in tables.items() if table in existing for event in EVENTS}
        found = find_triggers(cursor)
        for table, event, _ in sorted(found - wanted):
            cursor.execute(f"DROP TRIGGER {PREFIX}{event} ON {connection.ops.quote_name(table)}")
        for table, event, seen in sorted(wanted - found):
            cursor.execute(
                f"DROP TRIGGER IF EXISTS {PREFIX}{event} ON {connection.ops.quote_name(table)};"
                f" CREATE TRIGGER {PREFIX}{event} AFTER {event} ON {connection.ops.quote_name(table)} {EVENTS[event]}"
                " FOR EACH STATEMENT EXECUTE FUNCTION note_content_change(%s)",
                [seen],
            )
        cursor.execute("UPDATE content_version_base SET epoch = %s", [secrets.token_hex(4)])
        if not cursor.rowcount:  # `manage.py flush` has emptied it
            cursor.execute("INSERT INTO content_version_base (counted, epoch) VALUES (0, %s)", [secrets.token_hex(4)])


def find_schema(cursor) -> str:
    """Where the tables are. pg_restore sets an empty search_path while it fills them."""
    cursor.execute(
        "SELECT quote_ident(nspname) FROM pg_namespace JOIN pg_class ON relnamespace = pg_namespace.oid"
        " WHERE pg_class.oid = 'content_change'::regclass"
    )
    return cursor.fetchone()[0]


def find_triggers(cursor) -> set[tuple[str, str, str]]:
    """(table, event, what visitors see of a row) of every trigger that is there, and fires."""
    cursor.execute(
        "SELECT relname, substr(tgname, %s), rtrim(encode(tgargs, 'escape'), '\\000') FROM pg_trigger"
        " JOIN pg_class ON pg_class.oid = tgrelid WHERE starts_with(tgname, %s) AND tgenabled = 'O'",
        [len(PREFIX) + 1, PREFIX],
    )
    return set(cursor.fetchall())
