"""SMTP with two additions: a deadline for each mail, and certainty about what a failure leaves behind."""

import smtplib
import socket
import threading
from contextlib import suppress

from django.core.mail.backends import smtp

TAKEN = 250
START_INPUT = 354  # the reply to DATA; from the final dot on, the server may have taken the message (RFC 5321, 4.2.5)


class OutcomeUnknown(Exception):
    """The server had the whole message, and did not say whether it took it."""


class BoundedConnection:
    """For smtplib's connections: cut off at the deadline, `timeout` seconds after it began to connect.

    smtplib's own timeout is for each read, so that a server which drips bytes would hold the worker for ever.
    """

    is_cut = False
    last_code = None

    def connect(self, *args, **kwargs):
        self.timer = threading.Timer(self.timeout, self.cut)
        self.timer.daemon = True
        self.timer.start()
        return super().connect(*args, **kwargs)

    def cut(self):
        self.is_cut = True
        if self.sock:
            with suppress(OSError):
                # Not SSLSocket.shutdown(), which takes the TLS state away from the thread that reads.
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)

    def close(self):
        self.timer.cancel()
        super().close()

    def send(self, data):
        """Raises SMTPServerDisconnected where the deadline has passed, or the server has not taken all of `data`."""
        if self.is_cut:
            self.close()
            raise smtplib.SMTPServerDisconnected(self.too_slow)
        super().send(data)

    def getreply(self):
        """Raises OutcomeUnknown for the reply to a whole message; it is not asked for if sending one has failed."""
        is_handed_over = self.last_code == START_INPUT
        self.last_code = None
        try:
            self.last_code, text = super().getreply()
        except OSError as error:  # which every SMTPException is
            reason = self.too_slow if self.is_cut else str(error)
            if is_handed_over:
                raise OutcomeUnknown(reason) from error
            raise smtplib.SMTPServerDisconnected(reason) from error
        if is_handed_over and self.last_code != TAKEN and not 400 <= self.last_code < 600:  # a line cut in two, for one
            raise OutcomeUnknown(f"The mail server answered {text!r}")
        return self.last_code, text

    @property
    def too_slow(self) -> str:
        return f"The mail server took longer than {self.timeout} seconds"


class Connection(BoundedConnection, smtplib.SMTP):
    pass


class TLSConnection(BoundedConnection, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    """Django's, on bounded connections. Raises OutcomeUnknown; after any other exception the mail was not sent."""

    @property
    def connection_class(self):
        return TLSConnection if self.use_ssl else Connection
