"""A connection to PostgreSQL for which the client counts the time as well. No Django here: the sweeper has none.

PostgreSQL's own time-outs end what takes too long, but a server that is frozen ends nothing, and its kernel goes on
confirming packets.
"""

from psycopg import Connection, errors

CONNECT_TIMEOUT, ANSWER_TIMEOUT = 3, 5  # seconds


class ImpatientConnection(Connection):
    """A connection that is closed, with an OperationalError, when an answer takes longer than `answer_timeout`.

    To wait for a notification, which has its own limit, is no such case.
    """

    answer_timeout: float = ANSWER_TIMEOUT

    def wait(self, gen, interval=0.1, timeout=None):
        if timeout is not None:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, self.answer_timeout)
        except errors._WaitTimeout:
            self.give_up()
            raise

    def give_up(self) -> None:
        self.pgconn.finish()  # an answer that comes later must not be taken for that of the next statement
