"""How long a request waits for the database: what does not answer is given up, and others do not wait for it."""

import socket
import threading

import pytest
from django.db import OperationalError, connection

from ncsej_site.web_database import base
from ncsej_site.web_database.circuit_breaker import CircuitBreaker, CircuitOpen


@pytest.fixture(autouse=True)
def closed_circuit(monkeypatch):
    monkeypatch.setattr(base, "connecting", CircuitBreaker(pause=60))


@pytest.fixture
def connect(db):
    """connect(**changes) is a connection of the web server to the tests' database, with these settings changed."""
    made = []

    def connect(**changes):
        made.append(base.DatabaseWrapper(connection.settings_dict | changes))
        return made[-1]

    yield connect
    for wrapper in made:
        wrapper.close()


def query(wrapper, sql, *parameters):
    with wrapper.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def test_a_statement_that_takes_too_long_is_ended_by_the_server_and_the_connection_goes_on(connect, monkeypatch):
    monkeypatch.setitem(base.SESSION_SETTINGS, "statement_timeout", 0.2)
    wrapper = connect()
    with pytest.raises(OperationalError, match="statement timeout"):
        query(wrapper, "SELECT pg_sleep(60)")
    assert query(wrapper, "SELECT 1") == [(1,)]


def test_every_limit_of_a_session_is_shorter_than_the_clients_patience(connect):
    wrapper = connect()
    for name, seconds in base.SESSION_SETTINGS.items():
        assert query(wrapper, "SELECT extract(epoch FROM current_setting(%s)::interval)", name) == [(seconds,)]
    assert base.LOCK_TIMEOUT < base.STATEMENT_TIMEOUT < base.ANSWER_TIMEOUT


def test_an_answer_that_does_not_come_is_given_up_and_never_taken_for_the_next_one(connect, monkeypatch):
    monkeypatch.setitem(base.SESSION_SETTINGS, "statement_timeout", 0)
    wrapper = connect()
    query(wrapper, "SELECT 1")
    monkeypatch.setattr(wrapper.connection, "answer_timeout", 0.3)
    with pytest.raises(OperationalError):
        query(wrapper, "SELECT pg_sleep(60)")
    assert not wrapper.is_usable()
    with pytest.raises(OperationalError, match="a moment ago"):  # others do not wait for it as long again
        connect().ensure_connection()
    wrapper.close()
    base.connecting.retry_at = None
    assert query(wrapper, "SELECT 2") == [(2,)]


def test_after_a_failed_connection_other_requests_fail_at_once_without_another_try(connect):
    tries = []
    with socket.create_server(("127.0.0.1", 0)) as silent:  # accepts, as a frozen server's kernel does; never answers

        def accept():
            while True:
                try:
                    tries.append(silent.accept())
                except OSError:
                    return

        threading.Thread(target=accept, daemon=True).start()
        host, port = silent.getsockname()
        frozen = {"HOST": host, "PORT": port, "OPTIONS": {"connect_timeout": 2}}
        for _ in range(5):
            with pytest.raises(OperationalError):
                connect(**frozen).ensure_connection()
        silent.shutdown(socket.SHUT_RDWR)
    assert len(tries) == 1


def test_of_many_only_one_tries_again_after_the_pause_and_success_lets_all_through():
    now = [0.0]
    breaker = CircuitBreaker(pause=3, clock=lambda: now[0])

    def attempt(fails):
        with breaker:
            if fails:
                raise OSError("down")
            return "done"

    with pytest.raises(OSError, match="down"):
        attempt(fails=True)
    with pytest.raises(CircuitOpen):
        attempt(fails=False)
    now[0] = 3.0
    with breaker, pytest.raises(CircuitOpen):  # while the first one tries, nobody else does
        attempt(fails=False)
    assert attempt(fails=False) == "done"
