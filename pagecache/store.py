"""The pages on disk. No Django here.

    <root>/<release>/<version>/      a generation: pages made by one release of the code from one version of the content
        headers/ab/…                 one file for each page, named after its URL: what stored_page.py says
        bodies/cd/…  ….gz  ….br      the bodies, named after their content: a header file never meets another's body
        front/about/index.html       links to the bodies of what a front server may send by itself (front.py)
        index                        a line for each page: when it becomes untrue, its bytes, its status; before it,
                                     without bytes and status, one that says when, if it does; "taken", a time and
                                     "-" where the sweeper has emptied front/ then

Every file is written under another name and renamed; the header file comes last and makes the page one. What is missing
because a generation is being deleted makes a page a missing one, never a wrong one.
"""

import errno
import itertools
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from threading import Lock

from .negotiation import CODINGS, MIN_BYTES, compress, is_text
from .stored_page import StoredPage, from_json, name_of

MAX_KNOWN = 1000  # pages of which a process remembers what their header files say: a megabyte or two
MAX_HELD = 8 * 1024**2  # bytes of bodies that a process keeps in memory: reading one costs more than all the rest
RELEASE = re.compile(r"[0-9a-f]{16}")  # as ncsej_site/release.py names one
_VERSION = re.compile(r"[0-9a-f.]{1,80}")
_numbers = itertools.count()


class HeldBodies:
    """Bodies in memory, by their names, which say what is in them: so none becomes wrong, whatever is deleted on disk.

    When they are MAX_HELD bytes it begins anew, with what is visited then.
    """

    def __init__(self):
        self.bodies: dict[str, bytes] = {}
        self.size = 0
        self.lock = Lock()  # the threads of a worker

    def add(self, name: str, body: bytes) -> None:
        with self.lock:
            if name in self.bodies or len(body) > MAX_HELD:
                return
            if self.size + len(body) > MAX_HELD:
                self.bodies, self.size = {}, 0
            self.bodies[name] = body
            self.size += len(body)


class Store:
    """root: a folder that workers, sweeper and front server of a machine share; release: which code makes the pages."""

    def __init__(self, root: Path, release: str):
        self.root, self.release = root, release
        self.known: tuple[str, dict[str, StoredPage]] = ("", {})  # a version, and what header files of it said
        self.held = HeldBodies()

    def generation(self, version: str) -> str:
        if not _VERSION.fullmatch(version):
            raise ValueError(f"{version!r} is no version")
        return f"{self.root}/{self.release}/{version}"

    def load(self, version: str, key: str, now: float) -> StoredPage | None:
        """The page of this URL in that generation; None where there is none that is true now, in seconds since 1970.

        A generation's pages do not change while they are true, so what a header file said is remembered.
        """
        of_version, pages = self.known
        page = pages.get(key) if of_version == version else None
        if page is None or not page.is_true_at(now):
            page = self.read_header(version, key)
            if page is None or not page.is_true_at(now):
                return None
            if of_version != version or len(pages) >= MAX_KNOWN:
                self.known = (version, {key: page})
            else:
                pages[key] = page
        return page

    def read_header(self, version: str, key: str) -> StoredPage | None:
        name = name_of(key.encode("utf-8", "surrogateescape"))
        try:
            return from_json(read_bytes(f"{self.generation(version)}/headers/{name[:2]}/{name}"))
        except (OSError, ValueError):  # ValueError: a file that a power failure has emptied
            return None

    def read_body(self, version: str, key: str, page: StoredPage, suffix: str) -> bytes | None:
        """None where the generation has just been deleted; then what is remembered of the page is forgotten, too."""
        name = f"{page.body}{suffix}"
        if held := self.held.bodies.get(name):
            return held
        with suppress(OSError):
            body = read_bytes(f"{self.root}/{self.release}/{version}/bodies/{name[:2]}/{name}")
            if len(body) == page.sizes[suffix]:
                self.held.add(name, body)
                return body
        self.known[1].pop(key, None)
        return None

    def save(self, version: str, key: str, page: StoredPage, bodies: dict[str, bytes]) -> None:
        """Keep a page. bodies: suffix → bytes. Raises OSError.

        The generation need not be the current one: what is of a newer version is served when the sweeper gets there.
        """
        generation = self.generation(version)
        for suffix, body in bodies.items():
            write(f"{generation}/bodies/{page.body[:2]}/{page.body}{suffix}", body)
        if page.front:
            note_moment(generation, page)
            link_for_front(generation, page.front, page)
        name = name_of(key.encode("utf-8", "surrogateescape"))
        write(f"{generation}/headers/{name[:2]}/{name}", page.to_json())
        kind = page.status[:3] if key.endswith("\n") else "query"
        note(generation, f"{page.until or '-'} {sum(page.sizes.values())} {kind}")

    def keep_at_front(self, version: str, page: StoredPage) -> None:
        """Link a page that is true for the front server again, after the sweeper has emptied that folder."""
        generation = f"{self.root}/{self.release}/{version}"
        if not page.front or os.path.exists(f"{generation}/front/{page.front}"):  # noqa: PTH110 — as read_bytes
            return
        with suppress(OSError):
            note_moment(generation, page)
            link_for_front(generation, page.front, page)
            note_moment(generation, page)  # the folder may have been emptied between the two


def note_moment(generation: str, page: StoredPage) -> None:
    """Before the front server can find the page: the process may be killed, and the sweeper has to know."""
    if page.until is not None:
        note(generation, f"{page.until} 0 -")


def make_bodies(content_type: str, body: bytes, suffixes: Iterable[str] = tuple(CODINGS)) -> dict[str, bytes]:
    """Suffix → bytes: the body, and those of the compressed ones that are asked for, where that is of use."""
    is_compressed = is_text(content_type) and len(body) >= MIN_BYTES
    return {"": body} | {suffix: compress(body, suffix) for suffix in suffixes if is_compressed}


def link_for_front(generation: str, front: str, page: StoredPage) -> None:
    """What a front server looks for first is linked last, and is not there before all that belongs to it is.

    One that is there stays: it is of the same version. The sweeper removes what has become untrue.
    """
    path = f"{generation}/front/{front}"
    if Path(path).exists():
        return
    for suffix in sorted(page.sizes, reverse=True):  # "" is the last
        write(f"{path}{suffix}.etag", page.etag.encode())
        body = f"{generation}/bodies/{page.body[:2]}/{page.body}{suffix}"
        temporary = f"{path}{suffix}.{os.getpid()}-{next(_numbers)}.tmp"
        os.link(body, temporary)
        Path(temporary).rename(f"{path}{suffix}")
        with suppress(OSError):  # a rename onto another link to the same file leaves both
            os.unlink(temporary)  # noqa: PTH108


def note(generation: str, line: str) -> None:
    """One write, which the kernel does not mix with another's. Raises OSError, also where a full disk cuts it.

    It begins with a line's end, too: what is cut does not become part of the next line.
    """
    content = f"\n{line}\n".encode()
    descriptor = os.open(f"{generation}/index", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        if os.write(descriptor, content) < len(content):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    finally:
        os.close(descriptor)


def read_bytes(path: str) -> bytes:
    """Faster than pathlib, for what every visit does."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        size = os.fstat(descriptor).st_size
        return os.read(descriptor, size) if size else b""
    finally:
        os.close(descriptor)


def write(path: str, content: bytes) -> None:
    """Make or replace the file as a whole, and its folder where it is missing."""
    temporary = f"{path}.{os.getpid()}-{next(_numbers)}.tmp"
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        os.replace(temporary, path)  # noqa: PTH105 — as read_bytes
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        raise
