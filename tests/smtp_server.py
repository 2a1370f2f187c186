"""A mail server on a free port of the loopback address, which fails in the way a test asks for."""

import contextlib
import socket
import threading
import time

REPLIES = {
    "EHLO": "250 ok",
    "MAIL": "250 ok",
    "RCPT": "250 ok",
    "DATA": "354 go on",
    "QUIT": "221 bye",
    "RSET": "250 ok",
}
LONGEST_DRIP = 1000  # most of a minute


class MailServer:
    """`replies` maps a command, CONNECT or "." (the end of a message) to a reply; None is silence, "" hangs up.

    A reply that ends in "…" drips: a byte every twentieth of a second, LONGEST_DRIP bytes if nobody ends it.
    """

    def __init__(self, **replies):
        self.replies = REPLIES | {"CONNECT": "220 mail", "END": "250 taken"} | replies
        self.received = []
        self.connections = self.dripped = 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.is_closed = False
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.socket.accept()
                self.connections += 1
                threading.Thread(target=self.talk, args=[connection], daemon=True).start()

    def close(self):
        self.is_closed = True
        self.socket.close()

    def talk(self, connection):
        with connection, contextlib.suppress(OSError, EOFError), connection.makefile("rb") as lines:
            self.reply(connection, "CONNECT")
            while line := lines.readline():
                command = line[:4].decode().upper().strip()
                self.reply(connection, command)
                if command == "DATA" and self.replies["DATA"].startswith("354"):
                    self.received.append(read_message(lines))
                    self.reply(connection, "END")

    def reply(self, connection, command):
        reply = self.replies[command]
        if reply == "":
            raise EOFError
        while (reply is None or reply.endswith("…")) and not self.is_closed:
            if reply:
                connection.sendall(b"2")
                self.dripped += 1
            if self.dripped == LONGEST_DRIP:
                raise EOFError
            time.sleep(0.05)
        if self.is_closed:
            raise EOFError
        connection.sendall(f"{reply}\r\n".encode())


def read_message(lines) -> bytes:
    content = []
    while (line := lines.readline()) != b".\r\n":
        if not line:
            raise EOFError
        content.append(line)
    return b"".join(content)
