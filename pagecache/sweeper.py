"""The sweeper: one process on each machine that follows the content version and tells the workers which pages are true.

It listens for the notification that a changing transaction sends with its commit, and asks besides, because a pooler in
transaction mode swallows notifications. No Django here: it is small, and needs no models.
"""

import logging
import os
import shutil
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import psycopg

from .state import (
    BOOT,
    CONFIRM_EVERY,
    CURRENT,
    FRESH_FOR,
    GENERATION,
    SERVE_UNTIL,
    State,
    StateReader,
    boot_id,
    boot_time,
    write_state,
)
from .store import Store, write

INTERVAL = 0.5  # seconds between two questions
TIDY_EVERY = 600  # seconds between two looks for what is to be deleted, while nothing changes
KEEP_OTHER_RELEASES = 3600  # seconds: their last workers have ended by then
DELETED_AT_ONCE = 2000  # files, between two questions
MAX_MISSING = 1000  # pages that answer 404, of one generation
CHANNEL = "content_version"
_RECORD = """
INSERT INTO pagecache_machine (name, version, confirmed_at) VALUES (%s, %s, now())
ON CONFLICT (name) DO UPDATE SET version = excluded.version, confirmed_at = excluded.confirmed_at
"""

logger = logging.getLogger(__name__)


@dataclass
class Usage:
    """What a generation holds, read from its index as far as `offset`. `moment`: when the first page becomes untrue."""

    offset: int = 0
    pages: int = 0
    missing: int = 0
    size: int = 0
    moment: float | None = None

    def read(self, index: Path) -> None:
        try:
            with index.open("rb") as file:
                file.seek(self.offset)
                lines = file.read()
        except OSError:
            return
        whole = lines[: lines.rfind(b"\n") + 1]
        self.offset += len(whole)
        for line in whole.decode().splitlines():
            until, size, status = line.split()
            self.pages += status != "-"
            self.missing += status == "404"
            self.size += int(size)
            if until != "-":
                self.moment = min(float(until), self.moment or float(until))


@dataclass
class Sweeper:
    """connect: opens a connection to the database, or raises psycopg.Error; boot_time, now: see state.py and layer.py.

    max_pages, max_bytes: of one generation; one that is full takes no more until the next change.
    """

    store: Store
    connect: Callable[[], psycopg.Connection]
    max_pages: int = 50_000
    max_bytes: int = 2 * 1024**3
    boot_time: Callable[[], float] = boot_time
    now: Callable[[], float] = time.time

    def __post_init__(self) -> None:
        self.connection: psycopg.Connection | None = None
        self.state: State | None = None
        self.usage = Usage()
        self.garbage: Iterator[None] = iter(())
        self.tidied = self.boot_time()
        self.clock_offset = self.now() - self.boot_time()  # another when the clock is set
        self.name = socket.gethostname()[:100]

    def run(self) -> None:
        """Follow the version without end. A failure of the database is logged once, and ends with it."""
        is_failing = False
        while True:
            try:
                self.turn(INTERVAL)
                is_failing = False
            except (psycopg.Error, OSError) as error:
                if not is_failing:
                    logger.warning("The page cache's sweeper: %s", str(error).strip())
                is_failing = True
                self.disconnect()
                time.sleep(INTERVAL)

    def turn(self, wait: float = 0) -> None:
        """Wait for a notification, `wait` seconds at most; ask the version; make it the current one; tidy up.

        Raises psycopg.Error where the database does not answer, and OSError where the folder cannot be written.
        """
        if self.connection is None:
            self.connection = self.connect()
            self.connection.execute(f"LISTEN {CHANNEL}")
        else:
            for _ in self.connection.notifies(timeout=wait, stop_after=1):
                pass
        asked = self.boot_time()  # before the answer: that is when it was true
        version = self.ask_version()
        if self.state is None:
            self.begin()
        if self.state is None or self.state.version != version:
            self.switch_to(version, asked)
        self.look_after(asked)
        for _ in islice(self.garbage, DELETED_AT_ONCE):
            pass

    def ask_version(self) -> str:
        row = self.connection.execute("SELECT content_version()").fetchone() if self.connection else None
        if row is None or row[0] is None:
            raise psycopg.OperationalError("The database has no content version: migrate it")
        return row[0]

    def disconnect(self) -> None:
        if self.connection is not None:
            with suppress(psycopg.Error):
                self.connection.close()
        self.connection = None

    def begin(self) -> None:
        """Go on with what the sweeper before left, but not with what a machine wrote before it was started again."""
        root = self.store.root
        root.mkdir(parents=True, exist_ok=True)
        state = StateReader(root, self.store.release, boot_time=self.boot_time).read_any()
        if state is None or state.boot != boot_id():
            for found in root.iterdir():
                if found.is_dir() and not found.is_symlink() and found.name != "flights":
                    shutil.rmtree(found, ignore_errors=True)
        elif state.release == self.store.release:
            self.state = state

    def switch_to(self, version: str, asked: float) -> None:
        """Begin the generation of this version. What a worker has kept for it already is of use at once."""
        generation = Path(self.store.generation(version))
        (generation / "front").mkdir(parents=True, exist_ok=True)
        self.usage = Usage()
        link = self.store.root / f"{CURRENT}.new"
        link.unlink(missing_ok=True)
        link.symlink_to(generation.relative_to(self.store.root))
        link.rename(self.store.root / CURRENT)
        self.confirm(State(self.store.release, version, boot_id(), asked))
        self.garbage, self.tidied = self.delete_others(generation), asked

    def look_after(self, asked: float) -> None:
        """Confirm now and then, at once where the generation is full; take what has become untrue from the front."""
        if self.state is None:
            return
        generation = Path(self.store.generation(self.state.version))
        self.usage.read(generation / "index")
        before, self.clock_offset = self.clock_offset, self.now() - self.boot_time()
        is_set_back = self.clock_offset < before - 1
        if is_set_back or (self.usage.moment is not None and self.now() >= self.usage.moment):
            self.take_from_front(generation)
        if asked - self.tidied >= TIDY_EVERY:
            self.garbage, self.tidied = self.delete_others(generation), asked
        is_full = self.usage.pages >= self.max_pages or self.usage.size >= self.max_bytes
        is_full_of_missing = self.usage.missing >= MAX_MISSING
        is_known = (is_full, is_full_of_missing) == (self.state.is_full, self.state.is_full_of_missing)
        if not is_known or asked - self.state.confirmed >= CONFIRM_EVERY:
            self.confirm(State(self.state.release, self.state.version, boot_id(), asked, is_full, is_full_of_missing))

    def take_from_front(self, generation: Path) -> None:
        """All pages at once, by one rename: those that stay true longer are made again sooner than they had to be."""
        gone = generation / f"gone-{time.monotonic_ns()}"
        (generation / "front").rename(gone)
        (generation / "front").mkdir()
        self.usage.moment = None
        shutil.rmtree(gone, ignore_errors=True)

    def confirm(self, state: State) -> None:
        """Write the state, for the workers; until when to serve, for a front server; and the row, for the admin."""
        self.state = state
        write_state(self.store.root, state)
        generation = Path(self.store.generation(state.version)).relative_to(self.store.root)
        write(f"{self.store.root}/{GENERATION}", str(generation).encode())
        write(f"{self.store.root}/{BOOT}", state.boot.encode())
        age = self.boot_time() - state.confirmed
        write(f"{self.store.root}/{SERVE_UNTIL}", str(int(self.now() - age + FRESH_FOR)).encode())
        if self.connection is not None:
            self.connection.execute(_RECORD, [self.name, state.version])

    def delete_others(self, current: Path) -> Iterator[None]:
        """Delete all generations but this one, and those of other releases after an hour; yields after each file."""
        for release in self.store.root.iterdir():
            if release.is_symlink() or not release.is_dir() or release.name == "flights":
                continue
            is_own = release == current.parent
            if not is_own and self.now() - release.stat().st_mtime < KEEP_OTHER_RELEASES:
                continue
            for generation in release.iterdir():
                if generation != current:
                    yield from delete(generation)
            if not is_own:
                with suppress(OSError):
                    release.rmdir()


def delete(generation: Path) -> Iterator[None]:
    """Delete it file by file, after a rename: who is just writing into it then writes into no generation."""
    doomed = (
        generation if generation.name.startswith("deleted-") else generation.with_name(f"deleted-{generation.name}")
    )
    with suppress(OSError):
        generation.rename(doomed)
    for folder, folders, files in os.walk(doomed, topdown=False):
        for name in files:
            with suppress(OSError):
                Path(folder, name).unlink()
            yield
        for name in folders:
            with suppress(OSError):
                Path(folder, name).rmdir()
    with suppress(OSError):
        doomed.rmdir()
