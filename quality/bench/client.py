"""`load.py`'s own client, one process of it: sockets, and no more of HTTP than counting answers takes.

`python -m quality.bench.client PORT PATH HOST ENCODING SECONDS CONNECTIONS` prints how many answers came, and in how
many seconds. It ends with status 1, and says why, where an answer has another status than 200.
"""

import re
import selectors
import socket
import sys
import time

CHUNK = 1 << 18  # bytes that are read at once
TIMEOUT = 60  # seconds: the first visit of a process imports what later ones find
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CLOSES = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)


class Connection:
    """Asks once at first; again, on a new socket where the server closes the old one, whenever it is told to."""

    def __init__(self, port: int, request: bytes, selector: selectors.BaseSelector):
        self.port, self.request, self.selector = port, request, selector
        self.socket: socket.socket | None = None
        self.answers = 0
        self.ask()

    def ask(self) -> None:
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port))
            self.selector.register(self.socket, selectors.EVENT_READ, self)
        self.received, self.missing, self.closes = b"", None, False
        self.socket.sendall(self.request)

    def read(self) -> bool:
        """Whether the answer has ended. Raises ValueError where it is none that counts."""
        chunk = self.socket.recv(CHUNK)
        if not chunk:
            raise ValueError("the server closed a connection before the end of its answer")
        if self.missing is None:
            self.received += chunk
            self.read_head()
        else:
            self.missing -= len(chunk)
        if self.missing != 0:
            return False
        self.answers += 1
        if self.closes:
            self.close()
        return True

    def read_head(self) -> None:
        head, end, body = self.received.partition(b"\r\n\r\n")
        if not end:
            return
        if head.split(b" ", 2)[1] != b"200":
            raise ValueError(head.partition(b"\r\n")[0].decode(errors="replace"))
        length = LENGTH.search(head)
        if not length:
            raise ValueError("an answer does not say its length")
        self.missing, self.closes = int(length[1]) - len(body), bool(CLOSES.search(head))

    def close(self) -> None:
        if self.socket is not None:
            self.selector.unregister(self.socket)
            self.socket.close()
            self.socket = None


def count_answers(port: int, request: bytes, seconds: float, connections: int) -> tuple[int, float]:
    """How many answers came, and in how many seconds. Raises ValueError or OSError where one does not count.

    What was asked for in time is waited for, so that a slow server does not work for nobody while the next is measured.
    """
    with selectors.DefaultSelector() as selector:
        start = time.perf_counter()
        opened = [Connection(port, request, selector) for _ in range(connections)]
        while selector.get_map():
            ready = selector.select(TIMEOUT)
            if not ready:
                raise ValueError(f"no answer within {TIMEOUT} s")
            for key, _ in ready:
                if key.data.read() and time.perf_counter() - start < seconds:
                    key.data.ask()
                elif key.data.missing == 0:
                    key.data.close()
        return sum(connection.answers for connection in opened), time.perf_counter() - start


def write_request(path: str, host: str, encoding: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: {encoding}\r\n\r\n".encode("ascii")


def main(port: str, path: str, host: str, encoding: str, seconds: str, connections: str) -> None:
    try:
        print(*count_answers(int(port), write_request(path, host, encoding), float(seconds), int(connections)))
    except (ValueError, OSError) as error:
        print(error)
        sys.exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
