"""Replaces Django's `migrate`: a second one, on another machine or container, waits for the first instead of failing.

That can go when Django takes a lock of its own. Afterwards it makes the triggers of what visitors see, which stays.
"""

import time
import zlib

from django.core.management.commands import migrate
from django.db import connection, connections

from ncsej_site.visible_models import visible_tables
from pagecache.triggers import install_triggers

LOCK = zlib.crc32(b"ncsej_site.migrate")  # the key of the advisory lock
POLL_INTERVAL = 0.5  # seconds


class Command(migrate.Command):
    def handle(self, *args, **options):
        """Hold the lock in a database session of its own, which a migration cannot close."""
        session = connections[options["database"]].copy()
        try:
            with session.cursor() as cursor:
                self.wait_for_lock(cursor, options["verbosity"])
            super().handle(*args, **options)
            if not (options["check_unapplied"] or options["plan"]):
                install_where_migrated()
        finally:
            session.close()  # which releases the lock

    def wait_for_lock(self, cursor, verbosity: int) -> None:
        """Asks again and again: a session that waits inside PostgreSQL would block CREATE INDEX CONCURRENTLY."""
        is_told = False
        while True:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            if cursor.fetchone()[0]:
                return
            if verbosity and not is_told:
                self.stdout.write("Another migrate is running; this one waits for it.")
                is_told = True
            time.sleep(POLL_INTERVAL)


def install_where_migrated() -> None:
    """The triggers of the content version, unless its tables are not there, because other apps only were migrated."""
    if "content_version_base" in connection.introspection.table_names():
        install_triggers(visible_tables())
