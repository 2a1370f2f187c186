"""Replaces Django's PostgreSQL backend in the web server: a request waits for the database only so long.

PostgreSQL's own time-outs end what takes too long, and the client counts as well (impatient_connection.py). It can go
when Django's backend takes a time-out for the answer.
"""

from django.db import OperationalError
from django.db.backends.postgresql import base
from psycopg import IsolationLevel

from .circuit_breaker import CircuitBreaker, CircuitOpen
from .impatient_connection import ANSWER_TIMEOUT, CONNECT_TIMEOUT, ImpatientConnection

# Seconds. What is shortest ends first: a wait for a lock, then the statement, then the client's patience.
LOCK_TIMEOUT = 3.5
STATEMENT_TIMEOUT = 4
HEALTH_CHECK_TIMEOUT = 2
IDLE_IN_TRANSACTION_TIMEOUT = 60  # of a request that works on a picture, or that has died

SESSION_SETTINGS = {
    "lock_timeout": LOCK_TIMEOUT,
    "statement_timeout": STATEMENT_TIMEOUT,
    "idle_in_transaction_session_timeout": IDLE_IN_TRANSACTION_TIMEOUT,
}

connecting = CircuitBreaker(pause=CONNECT_TIMEOUT)  # one for all threads of the process


class WebConnection(ImpatientConnection):
    def give_up(self):
        connecting.trip()  # PostgreSQL ends what takes long before this: it does not run
        super().give_up()


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self):
        params = super().get_connection_params()
        own = " ".join(f"-c {name}={int(seconds * 1000)}" for name, seconds in SESSION_SETTINGS.items())
        params["options"] = f"{params.get('options', '')} {own}".strip()
        return {"connect_timeout": CONNECT_TIMEOUT, "tcp_user_timeout": ANSWER_TIMEOUT * 1000} | params

    def get_new_connection(self, conn_params):
        """Raises OperationalError, at once if another thread has just failed to connect."""
        self.isolation_level = IsolationLevel.READ_COMMITTED
        try:
            with connecting:
                return WebConnection.connect(**conn_params)
        except CircuitOpen as error:
            raise OperationalError("The database could not be reached a moment ago") from error

    def is_usable(self):
        if self.connection is None:
            return False
        self.connection.answer_timeout = HEALTH_CHECK_TIMEOUT
        try:
            return super().is_usable()
        finally:
            self.connection.answer_timeout = ANSWER_TIMEOUT
