"""The network as fetching uses it: names become addresses, and addresses are connected to."""

import queue
import socket
import threading
from typing import Protocol


class Network(Protocol):
    """What tests replace. The check of addresses lies between the two, and belongs to neither."""

    def resolve(self, host: str, timeout: float) -> list[str]:
        """The numeric addresses of a host. Raises OSError if there are none, TimeoutError after `timeout` seconds."""

    def connect(self, address: str, port: int, timeout: float) -> socket.socket:
        """A connection to a numeric address. Raises OSError, and TimeoutError after `timeout` seconds."""


class SystemNetwork:
    """The operating system's resolver and its sockets; a proxy of the environment is not used."""

    def resolve(self, host: str, timeout: float) -> list[str]:
        """As in `Network`. The system's resolver knows no time limit, so it is asked in a thread of its own."""
        answers: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

        def ask() -> None:
            try:
                found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
                answers.put([str(entry[4][0]) for entry in found])
            except (OSError, UnicodeError) as error:
                answers.put(error if isinstance(error, OSError) else OSError(str(error)))

        threading.Thread(target=ask, name="resolver", daemon=True).start()
        try:
            answer = answers.get(timeout=max(0.001, timeout))
        except queue.Empty:
            raise TimeoutError(f"{host} was not resolved in time") from None
        if isinstance(answer, OSError):
            raise answer
        return list(dict.fromkeys(answer))

    def connect(self, address: str, port: int, timeout: float) -> socket.socket:
        """As in `Network`. The address is numeric, so that nothing is resolved a second time."""
        return socket.create_connection((address, port), timeout=max(0.001, timeout))
