"""The databases of the tests: copies of one migrated template, which is kept while the migrations stay the same."""

import hashlib
import importlib.metadata
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

COPY = "test_copy_"
LOCK_OF_COPY = "1, hashtext(%s)"
ADVISORY_LOCK = 2_108_091_724  # the lock's key: any number that nothing else on the server uses
DURABILITY_SETTINGS = ("fsync", "synchronous_commit", "full_page_writes")


def disable_durability(url: str) -> None:
    """Let the test server not wait for the disk; a power failure may cost its data. Needs a superuser."""
    with psycopg.connect(url, autocommit=True) as server:
        for setting in DURABILITY_SETTINGS:
            server.execute(f"ALTER SYSTEM SET {setting} = off")
        server.execute("SELECT pg_reload_conf()")


@contextmanager
def copy_of_template() -> Iterator[str]:
    """Within the context, Django's connection uses this process's copy of the template, whose name is yielded."""
    prefix = f"test_{connection.settings_dict['NAME'][:20]}"
    with connection._nodb_cursor() as cursor, advisory_lock(cursor):
        template = find_or_make_template(prefix, cursor.execute)
        drop_copies_of_killed_runs(cursor)
    with copy_of(template):
        yield template


@contextmanager
def copy_of(original: str) -> Iterator[str]:
    """Within the context, Django's connection uses a copy of a database, whose name is yielded.

    It has a media folder of its own, since the primary keys after which files are named begin anew in each copy. No
    session may be connected to the original. An advisory lock tells other runs on the server that the copy is used.
    """
    copy = f"{COPY}{secrets.token_hex(8)}"
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_lock({LOCK_OF_COPY})", [copy])
        with advisory_lock(cursor):
            cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{original}"')
        with connected_to(copy), TemporaryDirectory() as media, override_settings(MEDIA_ROOT=media):
            yield copy
        cursor.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')


def drop_copies_of_killed_runs(cursor) -> None:
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [COPY])
    for (copy,) in cursor.fetchall():
        cursor.execute(f"SELECT pg_try_advisory_lock({LOCK_OF_COPY})", [copy])
        if cursor.fetchone()[0]:
            cursor.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')
            cursor.execute(f"SELECT pg_advisory_unlock({LOCK_OF_COPY})", [copy])


@contextmanager
def advisory_lock(cursor) -> Iterator[None]:
    """Within the context, no other process creates, copies or drops a template."""
    cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
    try:
        yield
    finally:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])


def find_or_make_template(prefix, execute) -> str:
    """The name of the current template, which is created if it is missing; older ones are dropped."""
    template = f"{prefix}_template_{migration_hash()}"
    found = execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"{prefix}_template_"])
    known = [name for (name,) in found]
    if template in known:
        return template
    for name in known:
        execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    unfinished = f"{prefix}_unfinished"
    execute(f'DROP DATABASE IF EXISTS "{unfinished}" WITH (FORCE)')
    execute(f'CREATE DATABASE "{unfinished}"')
    with connected_to(unfinished):
        call_command("migrate", verbosity=0, interactive=False)
    execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{template}"')
    return template


def migration_hash() -> str:
    """A hash of all that determines the result of `migrate`: packages, migrations and settings."""
    root = Path(settings.BASE_DIR)
    folders = [Path(config.path) for config in apps.get_app_configs()]
    ours = [folder for folder in folders if folder.parent == root]
    patterns = ("migrations/*.py", "**/data/*.toml")  # what migrations read
    files = [
        root / "ncsej_site/settings.py",
        root / "ncsej_site/visible_models.py",
        root / "pagecache/triggers.py",
        *(file for folder in ours for name in patterns for file in folder.glob(name)),
    ]
    packages = {f"{package.name} {package.version}" for package in importlib.metadata.distributions()}
    parts = [file.read_bytes() for file in sorted(files)] + [name.encode() for name in sorted(packages)]
    return hashlib.sha256(b"\0".join([*parts, settings.SITE_URL.encode()])).hexdigest()[:16]


@contextmanager
def connected_to(database: str) -> Iterator[None]:
    """Within the context, Django's connection uses this database."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = database
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
