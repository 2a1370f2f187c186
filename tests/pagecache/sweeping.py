"""What the tests of the sweeper share: a database that answers as the test says, and a page to be kept."""

import psycopg

from pagecache.store import Store
from pagecache.stored_page import StoredPage

FIRST, SECOND = "1.a.1", "1.a.2"


class Database:
    """Stands for the connection: `version` is what it answers, `names`, `machines` what was recorded."""

    def __init__(self):
        self.version, self.machines, self.names, self.is_away = FIRST, [], [], False

    def connect(self):
        if self.is_away:
            raise psycopg.OperationalError("away")
        return self

    def execute(self, statement, parameters=()):
        if self.is_away:
            raise psycopg.OperationalError("away")
        if "INSERT" in statement:
            self.names.append(parameters[0])
            self.machines.append(parameters[1])
        return self

    def fetchone(self):
        return (self.version,)

    def notifies(self, timeout, stop_after):
        return iter(())

    def close(self):
        pass


def keep(root, version=FIRST, path="/about/", status="200 OK", until=None):
    page = StoredPage(status, [], 'W/"x"', 0, until, f"ab{abs(hash(path))}", {"": 4}, f"{path[1:]}index.html")
    Store(root, "release").save(version, path, page, {"": b"page"})
