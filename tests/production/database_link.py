"""A link between the site and the tests' database that can be cut or frozen, while other tests go on using that one."""

import socket
import threading
from contextlib import suppress
from urllib.parse import quote

from psycopg.conninfo import conninfo_to_dict

from .server import database_url


class DatabaseLink:
    """Listens on a free port while the context lasts, and passes on what comes. `url` is the database through it."""

    def __init__(self, database: str):
        info = conninfo_to_dict(database_url(database))
        self.host, self.port = info["host"], int(info.get("port") or 5432)
        self.listener = socket.create_server(("127.0.0.1", 0))
        user, password = quote(info.get("user", "")), quote(info.get("password", ""), safe="")
        self.url = f"postgres://{user}:{password}@127.0.0.1:{self.listener.getsockname()[1]}/{database}"
        self.flowing = threading.Event()
        self.flowing.set()
        self.is_cut = False
        self.sockets: list[socket.socket] = []

    def __enter__(self):
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *error):
        self.cut()
        self.listener.close()

    def freeze(self) -> None:
        """As a frozen server: its kernel accepts connections and data, and nothing answers."""
        self.flowing.clear()

    def cut(self) -> None:
        """As a stopped server: connections are closed, and new ones at once."""
        self.is_cut = True
        for sock in self.sockets:
            close(sock)
        self.flowing.set()

    def mend(self) -> None:
        self.is_cut = False
        self.flowing.set()

    def accept(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:  # the listener was closed
                return
            if self.is_cut:
                close(client)
                continue
            server = self.connect()
            self.sockets += [client, server]
            for source, target in ((client, server), (server, client)):
                threading.Thread(target=self.pass_on, args=[source, target], daemon=True).start()

    def connect(self) -> socket.socket:
        if not self.host.startswith("/"):
            return socket.create_connection((self.host, self.port))
        server = socket.socket(socket.AF_UNIX)
        server.connect(f"{self.host}/.s.PGSQL.{self.port}")
        return server

    def pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                self.flowing.wait()
                target.sendall(data)
        close(source)
        close(target)


def close(sock: socket.socket) -> None:
    """Close it for the other threads too, which wait for it."""
    with suppress(OSError):  # it may be closed already
        sock.shutdown(socket.SHUT_RDWR)
    sock.close()
