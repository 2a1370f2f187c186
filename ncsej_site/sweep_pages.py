"""`python -m ncsej_site.sweep_pages`: follows the content version for the page cache of this machine (pagecache/).

A second one on the same folder waits for the first to end.
"""

import fcntl
import os
import signal
import sys
from pathlib import Path

import psycopg
from django.conf import settings

from pagecache.store import Store
from pagecache.sweeper import Sweeper

from .release import release
from .web_database.impatient_connection import ANSWER_TIMEOUT, CONNECT_TIMEOUT, ImpatientConnection

# A network that is away is noticed by the kernel: it asks the other one whether it lives.
KEEPALIVE = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3, "tcp_user_timeout": 10_000}
NAMES = {"HOST": "host", "PORT": "port", "NAME": "dbname", "USER": "user", "PASSWORD": "password"}


def connect() -> psycopg.Connection:
    """Each statement is a transaction of its own, and ends by itself; none is prepared, because a pooler gives each to
    another session. Raises psycopg.Error.
    """
    database = settings.DATABASES["default"]
    options = {name: database[key] for key, name in NAMES.items() if database.get(key)}
    limit = f"-c statement_timeout={ANSWER_TIMEOUT * 1000} -c application_name=sweeper"
    given = {"connect_timeout": CONNECT_TIMEOUT, "options": limit} | KEEPALIVE | options | database.get("OPTIONS", {})
    return ImpatientConnection.connect(**given, autocommit=True, prepare_threshold=None)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ncsej_site.settings")
    root = Path(settings.PAGE_CACHE)
    root.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
    with (root / "sweeper").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        Sweeper(Store(root, release()), connect).run()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
