"""What old files cost that nobody has ever sent: `./run bench reading`, or `./run bench reading newlines.eml` for one.

Each is read in a process of its own, whose largest resident memory is measured, and that of the processes it starts.
Nothing may take MAX_MEGABYTES, whatever it is; the seconds are for looking at.
"""

import base64
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from archive.reading import Refused, read_paths
from tests.archive.reading.samples import PAGE, WORD_NAMESPACE, WORDS, docx, mbox, pdf, zip_of

ROOT = Path(__file__).parents[2]
MAX_MEGABYTES = 300
MEGABYTE = 1_000_000
HEAD = b"From: info@ncsej.org\nTo: jane@example.org\nSubject: Weekly Update\nMIME-Version: 1.0\n"
PLAIN = HEAD + b"Content-Type: text/plain\n\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=b\n"


def nested(levels: int) -> bytes:
    """A mail of parts in parts."""
    parts = (b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level) for level in range(levels))
    return HEAD + b"".join(parts) + b"Content-Type: text/plain\n\nDear Friend,"


def with_pdf(size: int) -> bytes:
    """A mail with a PDF of so many bytes, all but a few of them behind its end."""
    content = base64.encodebytes(pdf(WORDS) + b"\n%" + os.urandom(size))
    part = b"--b\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n"
    return MIXED + b"\n--b\nContent-Type: text/plain\n\nDear Friend,\n" + part + content + b"\n--b--"


def word(paragraphs: int) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{number:x}</w:t></w:r></w:p>" for number in range(paragraphs))
    return docx(**{"word/document.xml": f'<w:document xmlns:w="{WORD_NAMESPACE}"><w:body>{body}</w:body></w:document>'})


HOSTILE: dict[str, Callable[[], bytes]] = {
    "large-pdf.eml": lambda: with_pdf(17 * MEGABYTE),
    "newlines.eml": lambda: PLAIN + b"Dear Friend," + b"\n" * (24 * MEGABYTE),
    "one-line.eml": lambda: PLAIN + b"x" * (24 * MEGABYTE),
    "four-bytes.eml": lambda: (
        HEAD + b"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        b"" + b"=F0=9F=98=80" * (2 * MEGABYTE)
    ),
    "nested.eml": lambda: nested(1000),
    "nested-more.eml": lambda: nested(15_000),
    "forwarded.eml": lambda: HEAD + b"Content-Type: message/rfc822\n\n" * 30_000 + b"Subject: x\n\nDear Friend,",
    "parts.eml": lambda: MIXED + b"\n--b\n\nx" * 19_000,
    "more-parts.eml": lambda: MIXED + b"\n--b\n" * 190_000,
    "links.eml": lambda: (
        b"Cc: "
        + b",".join(b"u%d@example.org" % number for number in range(490))
        + b"\n"
        + PLAIN
        + b"".join(b"https://example.com/%d/a/b?c=%d u%d%%40example.org\n" % (n, n, n % 490) for n in range(2900))
    ),
    "recipients.eml": lambda: (
        b"Cc: " + b",".join(b"u%d@example.org" % number for number in range(50_000)) + b"\n" + PLAIN + b"u7@example.org"
    ),
    "fields.eml": lambda: HEAD + b"X: y\n" * 190_000 + b"\nDear Friend,",
    "tags.html": lambda: b"<html>" + b"<b>" * (8 * MEGABYTE),
    "small-tags.html": lambda: b"<html>" + b"<b>" * 330_000,
    "links.html": lambda: b"<html>" + b"<a href='http://example.org'>" * 33_000,
    "feet.txt": lambda: b"this email was sent to " * 43_000,
    "names.txt": lambda: b"this email was sent to a b c d e f \n" * 27_000 + b"Sent to a@example.org",
    "latin.txt": lambda: b"\xe9" * (24 * MEGABYTE),
    "paragraphs.docx": lambda: word(150_000),
    "bomb.zip": lambda: zip_of({f"{number}.html": b"0" * (20 * MEGABYTE) for number in range(5)}),
    "members.zip": lambda: zip_of({f"{number}.html": b"" for number in range(12_000)}),
    "mails.mbox": lambda: mbox(*[with_pdf(5 * MEGABYTE)] * 12),
    "pages.zip": lambda: zip_of({f"{number}.html": PAGE + f"<p>{os.urandom(9_000_000).hex()}" for number in range(3)}),
}


def measure(path: Path) -> tuple[float, int, list[str]]:
    """Seconds, megabytes, and what became of the file: "read", or why not."""
    started = time.monotonic()
    command = [sys.executable, "-m", __name__, str(path)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return time.monotonic() - started, int(said[0]), said[1:]


def read(path: Path) -> None:
    """Print the largest resident memory of this process or one that it started, in megabytes, and the results."""
    results = ["read" if not isinstance(result, Refused) else result.reason for result in read_paths([path])]
    own = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    kilobytes = max(int(own.split()[1]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    print(kilobytes * 1024 // MEGABYTE, *results, sep="\n")


def main(*names: str) -> None:
    missed = []
    print(f"{'':18} seconds  megabytes")
    with tempfile.TemporaryDirectory() as folder:
        for name in names or HOSTILE:
            path = Path(folder) / name
            path.write_bytes(HOSTILE[name]())
            seconds, megabytes, results = measure(path)
            path.unlink()
            print(f"{name:18} {seconds:7.1f}  {megabytes:9}  {len(results)} × {results[0] if results else 'nothing'}")
            missed += [name] if megabytes >= MAX_MEGABYTES else []
    if missed:
        sys.exit(f"More than {MAX_MEGABYTES} MB: {', '.join(missed)}")


if __name__ == "__main__":
    read(Path(sys.argv[1]))
