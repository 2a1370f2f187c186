"""An internet of one process: names, addresses, and servers that say what a test wants. No port is opened."""

import socket
import ssl
import threading

PUBLIC = "93.184.216.34"
PAGE = b"<html><title>A page</title></html>"


def reply(body=PAGE, status="200 OK", **headers):
    """A response as bytes; an underscore in a header's name stands for a hyphen."""
    headers = {"Content_Type": "text/html; charset=utf-8", "Content_Length": len(body)} | headers
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items() if value is not None)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def redirect(location, status="302 Found"):
    return reply(b"", status, Location=location)


class Internet:
    """hosts: the addresses of each name. replies: by "host/path"; a function gets the socket, and does as it likes.

    What it was asked for is in `resolved`, `connected` and `requests`. robots.txt is 404 unless there is a reply.
    """

    def __init__(self, replies, hosts=None, tls=None):
        self.replies = replies
        self.hosts = hosts or {}
        self.tls = tls
        self.resolved, self.connected, self.requests = [], [], []

    def resolve(self, host, timeout):
        self.resolved.append(host)
        found = self.hosts.get(host, [PUBLIC])
        if isinstance(found, Exception):
            raise found
        return found.pop(0) if found and isinstance(found[0], list) else found

    def connect(self, address, port, timeout):
        self.connected.append((address, port))
        ours, theirs = socket.socketpair()
        threading.Thread(target=self.serve, args=(theirs, port), daemon=True).start()
        return ours

    def serve(self, connection, port):
        try:
            with (
                self.tls.wrap_socket(connection, server_side=True) if self.tls and port == 443 else connection as stream
            ):
                request = b""
                while b"\r\n\r\n" not in request and (part := stream.recv(4096)):
                    request += part
                self.requests.append(request.decode())
                answer = self.find_reply(request.decode())
                if callable(answer):
                    answer(stream)
                else:
                    stream.sendall(answer)
        except (OSError, ssl.SSLError):
            pass  # the other side has gone, as tests want it to

    def find_reply(self, request):
        first, *headers = request.split("\r\n")
        host = next(line[6:] for line in headers if line.lower().startswith("host: "))
        return self.replies.get(host + first.split(" ")[1], reply(b"", "404 Not Found"))

    @property
    def paths(self):
        """What was asked for, robots.txt left out."""
        paths = [request.split(" ")[1] for request in self.requests]
        return [path for path in paths if path != "/robots.txt"]
