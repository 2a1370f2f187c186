"""Many editors change the page tree at once, over HTTP: afterwards it is sound, and has all that was accepted."""

import threading
from collections import Counter
from urllib.parse import urlsplit

from ..trial import Run

EDITORS = 6


def run(run: Run) -> None:
    from quality import tree_operations as tree

    clients = [HTTPClient(run.site.client("administrator", timeout=90)) for _ in range(EDITORS)]
    pages = tree.make_pages(30, 3)
    outcomes = tree.mixed_operations(clients, pages, run.amount // EDITORS, run.random.getrandbits(30))
    kinds = Counter("broken" if each.is_broken else "accepted" if each.is_accepted else "refused" for each in outcomes)
    run.show("operations", dict(kinds))
    run.at_least("accepted", kinds["accepted"], len(outcomes) // 4)
    run.none("answers of 500", (each for each in outcomes if each.is_broken))
    run.none("problems of the tree", tree.tree_problems())
    run.none("operations that were accepted and lost", tree.lost_operations(outcomes))


class HTTPClient:
    """Looks like Django's test client to quality/tree_operations.py, and speaks to the running site."""

    def __init__(self, client):
        self.client, self.lock = client, threading.Lock()

    def post(self, path, data):
        with self.lock:
            response = self.client.post(path, {name: value for name, value in data.items() if value is not None})
        location = urlsplit(response.headers.get("location", "")).path
        return HTTPResponse(response.status, location)


class HTTPResponse:
    def __init__(self, status, location):
        self.status_code, self.location = status, location

    def get(self, name, default=""):
        return self.location if name == "Location" else default
