"""Replaces Django's PostgreSQL backend in the web server: a request waits for the database only so long.

PostgreSQL's own time-outs end what takes too long, but a server that is frozen ends nothing, and its kernel goes on
confirming packets. So the client counts as well. It can go when Django's backend takes a time-out for the answer.
"""

from django.db import OperationalError
from django.db.backends.postgresql import base
from psycopg import Connection, IsolationLevel, errors

from .circuit_breaker import CircuitBreaker, CircuitOpen

# Seconds. What is shortest ends first: a wait for a lock, then the statement, then the client's patience.
CONNECT_TIMEOUT = 3
LOCK_TIMEOUT = 3.5
STATEMENT_TIMEOUT = 4
ANSWER_TIMEOUT = 5
HEALTH_CHECK_TIMEOUT = 2
IDLE_IN_TRANSACTION_TIMEOUT = 60  # of a request that works on a picture, or that has died

SESSION_SETTINGS = {
    "lock_timeout": LOCK_TIMEOUT,
    "statement_timeout": STATEMENT_TIMEOUT,
    "idle_in_transaction_session_timeout": IDLE_IN_TRANSACTION_TIMEOUT,
}

connecting = CircuitBreaker(pause=CONNECT_TIMEOUT)  # one for all threads of the process


class ImpatientConnection(Connection):
    """A connection that is closed, with an OperationalError, when an answer takes longer than `answer_timeout`."""

    answer_timeout: float = ANSWER_TIMEOUT

    def wait(self, gen, interval=0.1, timeout=None):
        try:
            return super().wait(gen, interval, self.answer_timeout if timeout is None else timeout)
        except errors._WaitTimeout:
            connecting.trip()  # PostgreSQL ends what takes long before this: it does not run
            self.pgconn.finish()  # an answer that comes later must not be taken for that of the next statement
            raise


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
                return ImpatientConnection.connect(**conn_params)
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
