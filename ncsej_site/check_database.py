"""`python -m ncsej_site.check_database`: can DATABASE_URL be used? `./run` reports its error without a traceback."""

import os
import sys
import warnings

import environ
import psycopg

EXAMPLE = "postgres://user:password@host:5432/database"
MINIMUM_VERSION = 14


def find_error(url: str) -> str | None:
    """What is wrong with a database URL, and the remedy; None if it works. Shows no part of it: it has a password."""
    options = parse_database_url(url)
    if options is None:
        return (
            f"DATABASE_URL is not the URL of a PostgreSQL database.\nIt looks like this: {EXAMPLE}\n"
            "In the password, write @ as %40, / as %2F, # as %23 and % as %25."
        )
    try:
        with psycopg.connect(**options) as connection:
            version = connection.info.server_version // 10_000
    except psycopg.Error as error:
        return (
            f"The database that DATABASE_URL names cannot be reached:\n{str(error).strip()}\n"
            "Start it or correct DATABASE_URL; with DATABASE_URL unset, development uses an embedded PostgreSQL."
        )
    if version < MINIMUM_VERSION:
        return f"DATABASE_URL leads to PostgreSQL {version}; this site needs {MINIMUM_VERSION} or later."
    return None


def parse_database_url(url: str) -> dict | None:
    """The options for psycopg.connect(), from what the settings make of the URL; None if it is not PostgreSQL's."""
    try:
        with warnings.catch_warnings(action="ignore"):  # the warning would print the URL
            config = environ.Env.db_url_config(url)
    except ValueError:
        return None
    if not config.get("NAME") or not config.get("ENGINE", "").endswith(".postgresql"):
        return None
    names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password", "NAME": "dbname"}
    given = {option: config[name] for name, option in names.items() if config.get(name)}
    return {"connect_timeout": 5} | given | config.get("OPTIONS", {})


if __name__ == "__main__":
    sys.exit(find_error(os.environ["DATABASE_URL"]))
