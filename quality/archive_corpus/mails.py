"""Mails (.eml) and boxes of them (.mbox), in the encodings that mail programs used since 2014."""

import base64
import datetime
import email.utils
import quopri
from dataclasses import dataclass

EASTERN = datetime.timezone(datetime.timedelta(hours=-5))
RECIPIENT = "reader@example.org"


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the text of a mail becomes ASCII: the charset, and the transfer encoding "quoted-printable" or "base64"."""

    charset: str = "utf-8"
    transfer: str = "quoted-printable"


@dataclass(frozen=True, slots=True)
class Mail:
    """`date`: the header as it stands there, "" for none. Without text or page the mail has only the other."""

    subject: str
    date: str
    text: str = ""
    page: str = ""
    encoding: Encoding = Encoding()


def mail_date(day: datetime.date, hour: int = 16) -> str:
    return email.utils.format_datetime(datetime.datetime(day.year, day.month, day.day, hour, 5, tzinfo=EASTERN))


def write_mail(mail: Mail) -> bytes:
    """By hand and not with `email`, so that headers may be broken and the bytes are the same in every Python."""
    headers = [
        "Received: from mx.example.org ([192.0.2.7]) by mail.example.org; Fri, 1 Jan 2016 00:00:00 -0500",
        'From: "NCSEJ" <office@example.com>',
        f"To: <{RECIPIENT}>",
        f"Subject: {_header(mail.subject)}",
        *([f"Date: {mail.date}"] if mail.date else []),
        "MIME-Version: 1.0",
    ]
    parts = [_part(kind, text, mail.encoding) for kind, text in (("plain", mail.text), ("html", mail.page)) if text]
    if len(parts) == 1:
        return "\r\n".join([*headers, parts[0]]).encode("ascii")
    body = "".join(f"--=_edge\r\n{part}\r\n" for part in parts) + "--=_edge--\r\n"
    return "\r\n".join([*headers, 'Content-Type: multipart/alternative; boundary="=_edge"', "", body]).encode("ascii")


def write_box(mails: list[bytes]) -> bytes:
    return b"".join(
        b"From office@example.com Fri Jan  1 00:00:00 2016\n"
        + mail.replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ")
        + b"\n"
        for mail in mails
    )


def _header(text: str) -> str:
    return text if text.isascii() else "=?utf-8?B?" + base64.b64encode(text.encode()).decode() + "?="


def _part(kind: str, text: str, encoding: Encoding) -> str:
    raw = text.encode(encoding.charset, "xmlcharrefreplace" if kind == "html" else "replace")
    if encoding.transfer == "base64":
        body = base64.encodebytes(raw).decode().replace("\n", "\r\n")
    else:
        body = quopri.encodestring(raw).decode().replace("\r\n", "\n").replace("\n", "\r\n")
    head = f"Content-Type: text/{kind}; charset={encoding.charset}\r\nContent-Transfer-Encoding: {encoding.transfer}"
    return f"{head}\r\n\r\n{body}"
