"""The sweeper: one process on each machine that follows the content version and tells the workers which pages are true.

It listens for the notification that a changing transaction sends with its commit, and asks besides, because a pooler in
transaction mode swallows notifications. No Django here: it is small, and needs no models.
"""

import logging
import secrets
import shutil
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

from .garbage import DOOMED, Garbage
from .state import (
    BOOT,
    CONFIRM_EVERY,
    CURRENT,
    FILE,
    FRESH_FOR,
    GENERATION,
    SERVE_UNTIL,
    State,
    StateReader,
    boot_id,
    boot_time,
    write_state,
)
from .store import RELEASE, Store, note, write
from .usage import Usage

INTERVAL = 0.5  # seconds between two questions
MAX_OPEN_ENDED = 5000  # pages that answer 404, or have a query string, of one generation: anybody can make them up
SETTLED_AFTER = 1  # seconds after a moment: the front server, which knows it, has sent what it had begun to send
CHANNEL = "content_version"  # on which the triggers (triggers.py) notify
_RECORD = """
INSERT INTO pagecache_machine (name, version, confirmed_at) VALUES (%s, %s, now())
ON CONFLICT (name) DO UPDATE SET version = excluded.version, confirmed_at = excluded.confirmed_at
"""
FORGET_SILENT = "DELETE FROM pagecache_machine WHERE confirmed_at < now() - interval '1 day'"

logger = logging.getLogger(__name__)


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
        self.has_begun = False
        self.state: State | None = None
        self.usage = Usage()
        self.limited_to: float | None = None  # the moment of which the front server was told
        self.garbage = Garbage(self.store, self.now)
        self.clock_offset = self.now() - self.boot_time()  # another when the clock is set
        self.name = ""

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

        Raises psycopg.Error where the database does not answer, and OSError where the folder cannot be written; what
        needs neither is done all the same.
        """
        if not self.has_begun:
            self.begin()
        try:
            self.wait(wait)
            asked = self.boot_time()  # before the answer: that is when it was true
            self.follow(self.ask_version(), asked)
        finally:
            self.look_after()

    def wait(self, seconds: float) -> None:
        if self.connection is None:
            self.connection = self.connect()
            self.connection.execute(f"LISTEN {CHANNEL}")
            self.connection.execute(FORGET_SILENT)
        else:
            for _ in self.connection.notifies(timeout=seconds, stop_after=1):
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
        """Go on with what the sweeper before left, but not with what a machine wrote before it was started again.

        The front server serves only where `boot` names this start of the machine: it is written when all else is gone.
        """
        root = self.store.root
        root.mkdir(parents=True, exist_ok=True)
        for unfinished in root.glob("*.tmp"):  # its name may be given a second time
            unfinished.unlink(missing_ok=True)
        state = StateReader(root, self.store.release, boot_time=self.boot_time).read_any()
        if state is None or state.boot != boot_id():
            self.withdraw()
            for found in root.iterdir():
                if found.name == self.store.release or RELEASE.fullmatch(found.name):
                    shutil.rmtree(found)
        elif state.release == self.store.release:
            self.state = state
            self.garbage.follow(state.version, self.boot_time())
        write(f"{root}/{BOOT}", boot_id().encode())
        self.name = find_name(root / "machine")
        self.has_begun = True

    def follow(self, version: str, asked: float) -> None:
        """Make it the current one, if it is not; confirm it now and then, and at once where the generation is full."""
        if self.state is None or self.state.version != version:
            self.garbage.follow(version, asked)  # first: it makes room where the disk is full
            try:
                self.switch_to(version, asked)
            except OSError:
                self.withdraw()
                raise
        if self.state is None:
            return
        self.usage.read(self.find_index(self.state))
        is_full = self.usage.pages >= self.max_pages or self.usage.size >= self.max_bytes
        is_full_of_open_ended = self.usage.open_ended >= MAX_OPEN_ENDED
        is_known = (is_full, is_full_of_open_ended) == (self.state.is_full, self.state.is_full_of_open_ended)
        if not is_known or asked - self.state.confirmed >= CONFIRM_EVERY:
            self.confirm(
                State(self.state.release, self.state.version, boot_id(), asked, is_full, is_full_of_open_ended)
            )

    def switch_to(self, version: str, asked: float) -> None:
        """Begin the generation of this version. What a worker has kept for it already is of use at once."""
        root, generation = self.store.root, Path(self.store.generation(version))
        (generation / "front").mkdir(parents=True, exist_ok=True)
        self.usage = Usage()
        name = str(generation.relative_to(root))
        write(f"{root}/{GENERATION}", name.encode())
        link = root / f"{CURRENT}.new"
        link.unlink(missing_ok=True)
        link.symlink_to(name)
        link.rename(root / CURRENT)
        self.confirm(State(self.store.release, version, boot_id(), asked))

    def confirm(self, state: State) -> None:
        """Write the state, for the workers; until when to serve, for a front server; and the row, for the admin."""
        write_state(self.store.root, state)
        self.write_limit(state)
        self.state = state
        if self.connection is not None:
            self.connection.execute(_RECORD, [self.name, state.version])

    def write_limit(self, state: State) -> None:
        """Tell a front server until when to serve: 15 minutes after the question, or until something becomes untrue."""
        until, moment = self.now() - (self.boot_time() - state.confirmed) + FRESH_FOR, self.usage.moment
        limit = until if moment is None else min(until, moment)
        write(f"{self.store.root}/{SERVE_UNTIL}", str(int(limit)).encode())
        self.limited_to = moment

    def withdraw(self) -> None:
        """Nothing that is stored is served until the next version is confirmed. This needs no room on the disk."""
        self.state = None
        for name in (FILE, SERVE_UNTIL):
            (self.store.root / name).unlink(missing_ok=True)

    def look_after(self) -> None:
        """Done without the database, too: what has become untrue goes from the front, and garbage is deleted."""
        before, self.clock_offset = self.clock_offset, self.now() - self.boot_time()
        try:
            if self.state is not None:
                self.usage.read(self.find_index(self.state))
                moment = self.usage.moment
                is_set_back = self.clock_offset < before - 1
                if is_set_back or (moment is not None and self.now() >= moment + SETTLED_AFTER):
                    self.empty_front(Path(self.store.generation(self.state.version)))
                if self.usage.moment != self.limited_to:
                    self.write_limit(self.state)
        finally:
            self.garbage.collect(self.boot_time())

    def find_index(self, state: State) -> Path:
        return Path(self.store.generation(state.version), "index")

    def empty_front(self, generation: Path) -> None:
        """All pages at once, by one rename. The layer links those that stay true when they are asked for."""
        now = self.now()
        with suppress(FileNotFoundError):
            (generation / "front").rename(generation.with_name(f"{DOOMED}front-{time.monotonic_ns()}"))
        (generation / "front").mkdir(exist_ok=True)
        self.usage.take(now)
        self.garbage.look_soon(self.boot_time())
        note(str(generation), f"taken {now} -")


def find_name(path: Path) -> str:
    """The machine's name for the admin, made once: that of the host is another one in each container."""
    with suppress(OSError):
        if name := path.read_text().strip():
            return name[:100]
    name = f"{socket.gethostname()[:80]}-{secrets.token_hex(3)}"
    write(str(path), name.encode())
    return name
