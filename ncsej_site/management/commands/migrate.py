"""Replaces Django's `migrate`: a second one, on another machine or container, waits for the first instead of failing.

It can go when Django takes a lock of its own.
"""

import time
import zlib

from django.core.management.commands import migrate
from django.db import connections

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
