"""Clients that hold a connection open as long as they can: they send or read a byte every few seconds."""

import asyncio
import socket
import ssl
from collections import Counter
from collections.abc import Iterator

from .server import UNVERIFIED

INTERVAL = 3  # seconds between two bytes
# With these Django reads the form before it refuses it.
FORM = (
    "Content-Type: application/x-www-form-urlencoded\r\nX-Forwarded-Proto: https\r\n"
    f"Origin: https://localhost\r\nCookie: csrftoken={'a' * 32}\r\n"
)


def half_open() -> tuple[str, str]:
    """What is sent at once, and what byte by byte: here a request whose headers never end."""
    return "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", "x" * 1000


def slow_body(path: str) -> tuple[str, str]:
    return f"POST {path} HTTP/1.1\r\nHost: localhost\r\n{FORM}Content-Length: 1000\r\n\r\n", "a=" + "b" * 998


def slow_end(path: str) -> tuple[str, str]:
    """Of a body as large as is accepted, nearly all comes at once, and then nothing."""
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\n{FORM}Content-Length: 99999\r\n\r\n"
    return head + "a=" + "b" * 99_000, ""


def slow_reader(path: str) -> tuple[str, str]:
    """The whole request is sent; of the response, a few bytes are read every few seconds."""
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n", ""


class SlowClients:
    """An async context manager: the clients are connected inside it. Each is (sent at once, sent slowly).

    counts: how many were "opened", "failed" to connect, and were "sent away" later.
    """

    def __init__(self, clients: list[tuple[str, str]], port: int, *, tls: bool):
        self.clients, self.port = clients, port
        self.tls: ssl.SSLContext | None = UNVERIFIED if tls else None
        self.counts: Counter = Counter()

    async def __aenter__(self):
        self.tasks = []
        for client in self.clients:
            self.tasks.append(asyncio.create_task(self.run(*client)))
            await asyncio.sleep(0.01)  # at once, one process of gunicorn might accept them all, and the other be free
        while self.counts["opened"] + self.counts["failed"] < len(self.clients):
            await asyncio.sleep(0.1)
        return self

    async def __aexit__(self, *error):
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    async def run(self, at_once: str, slowly: str) -> None:
        try:
            reader, writer = await self.connect()
        except OSError:
            self.counts["failed"] += 1
            return
        self.counts["opened"] += 1
        try:
            writer.write(at_once.encode())
            for byte in slowly or self.forever():
                await asyncio.sleep(INTERVAL)
                if slowly:
                    writer.write(byte.encode())
                    await writer.drain()
                else:
                    await reader.read(10)
        except OSError:
            self.counts["sent away"] += 1
        finally:
            writer.close()

    def forever(self) -> Iterator[str]:
        while True:
            yield ""

    async def connect(self):
        sock = socket.socket()
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # so that the server has to wait for a slow reader
        sock.setblocking(False)
        await asyncio.get_running_loop().sock_connect(sock, ("127.0.0.1", self.port))
        name = "localhost" if self.tls else None
        return await asyncio.open_connection(sock=sock, ssl=self.tls, server_hostname=name, limit=4096)
