"""What the sweeper tells the workers of its machine: which version is the current one, and when it was confirmed last.

The time is counted since the machine was started (CLOCK_BOOTTIME), with the identity of that start: a clock that is set
changes nothing. No Django here.
"""

import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from .store import read_bytes, write

FRESH_FOR = 15 * 60  # seconds that a machine goes on serving what it has when it cannot ask the database
CONFIRM_EVERY = 5  # seconds between two confirmations that are written, while nothing changes
# The names in the folder. Of the front server: until when it serves, in which start of the machine, and what.
FILE, SERVE_UNTIL, BOOT, GENERATION, CURRENT = "state", "serve-until", "boot", "generation", "current"


@dataclass(frozen=True, slots=True)
class State:
    """`confirmed` is in seconds since the start of the machine that is known as `boot`. The last two: nothing more is
    kept, or nothing more that is open-ended (usage.py).
    """

    release: str
    version: str
    boot: str
    confirmed: float
    is_full: bool = False
    is_full_of_open_ended: bool = False


@cache
def boot_id() -> str:
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()


def boot_time() -> float:
    """Seconds since the machine's start, those of a suspended machine included."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def write_state(root: Path, state: State) -> None:
    write(f"{root}/{FILE}", json.dumps(asdict(state)).encode())


class StateReader:
    """Reads the state of a store where it has changed: a call of the kernel for each visit, where it has not.

    boot_time: returns seconds since the machine's start.
    """

    def __init__(self, root: Path, release: str, boot: str = "", boot_time: Callable[[], float] = boot_time):
        self.path, self.release, self.boot, self.boot_time = f"{root}/{FILE}", release, boot or boot_id(), boot_time
        self.seen: tuple = ()
        self.state: State | None = None

    def read_any(self) -> State | None:
        """The state, of whatever release and time; None where there is none."""
        try:
            found = os.stat(self.path)  # noqa: PTH116 — faster than pathlib, for what every visit does
            seen = (found.st_mtime_ns, found.st_ino, found.st_size)
            if seen != self.seen:
                self.seen, self.state = seen, State(**json.loads(read_bytes(self.path)))
        except (OSError, ValueError, TypeError):
            return None
        return self.state

    def read(self) -> State | None:
        """The state, if it is of this release and confirmed lately enough to serve by it; otherwise None."""
        state = self.read_any()
        if state is None or state.release != self.release or state.boot != self.boot:
            return None
        return state if 0 <= self.boot_time() - state.confirmed <= FRESH_FOR else None
