"""`python -m ncsej_site.check_database`: can DATABASE_URL be used? `./run` asks before Django answers at length."""

import os
import sys
import warnings

import environ
import psycopg

EXAMPLE = "postgres://user:password@host:5432/database"
OLDEST = 14


def problem_with(url: str) -> str | None:
    """What stands in the way, and the remedy. No part of the address itself, since it holds the password."""
    address = connection_options(url)
    if address is None:
        return (
            f"DATABASE_URL is not the address of a PostgreSQL database.\nIt looks like this: {EXAMPLE}\n"
            "In the password, write @ as %40, / as %2F, # as %23 and % as %25."
        )
    try:
        with psycopg.connect(**address) as connection:
            version = connection.info.server_version // 10_000
    except psycopg.Error as error:
        return (
            f"The database that DATABASE_URL names cannot be reached:\n{str(error).strip()}\n"
            "Start it or correct DATABASE_URL; with DATABASE_URL unset, development uses an embedded PostgreSQL."
        )
    if version < OLDEST:
        return f"DATABASE_URL leads to PostgreSQL {version}; this site needs {OLDEST} or later."
    return None


def connection_options(url: str) -> dict | None:
    """What the settings will make of the address, for psycopg; None where it is no PostgreSQL address."""
    try:
        with warnings.catch_warnings(action="ignore"):  # the warning would print the address
            config = environ.Env.db_url_config(url)
    except ValueError:
        return None
    if not config.get("NAME") or not config.get("ENGINE", "").endswith(".postgresql"):
        return None
    names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password", "NAME": "dbname"}
    given = {option: config[name] for name, option in names.items() if config.get(name)}
    return {"connect_timeout": 5} | given | config.get("OPTIONS", {})


if __name__ == "__main__":
    sys.exit(problem_with(os.environ["DATABASE_URL"]))
