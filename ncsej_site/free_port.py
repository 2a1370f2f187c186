"""A free port of the loopback interface."""

import socket


def free_port() -> int:
    """A port on which nobody listens. Somebody else may take it before the caller does."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]
