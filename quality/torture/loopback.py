"""Nothing here speaks to another machine: every connection is opened by this module, which refuses other hosts."""

import ipaddress
import socket
import ssl


class ForeignHostError(Exception):
    """The host is not loopback, so it is not the site that the torture has started itself."""


def require_loopback(host: str) -> str:
    """The host, which is an IP address of the loopback interface, or "localhost". Raises ForeignHostError."""
    try:
        is_loopback = host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        is_loopback = False
    if not is_loopback:
        raise ForeignHostError(f"{host} is not loopback. The torture attacks only the site that it starts itself.")
    return host


def connect(
    host: str, port: int, timeout: float, source: str = "", uses_tls: bool = False, receive_buffer: int = 0
) -> socket.socket:
    """A connected socket. source: the loopback address it comes from, such as 127.0.3.1, to be of another network.

    receive_buffer: bytes that the system takes before the program reads; 0 is the system's own number.
    Raises ForeignHostError, and OSError where nobody listens.
    """
    address = require_loopback(host).strip("[]")
    connection = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
    try:
        connection.settimeout(timeout)
        if receive_buffer:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        if source:
            connection.bind((require_loopback(source), 0))
        connection.connect((address, port))
        if not uses_tls:
            return connection
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # the proxy's own certificate, on loopback
        return context.wrap_socket(connection, server_hostname="localhost")
    except BaseException:
        connection.close()
        raise
