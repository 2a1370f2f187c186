"""What a generation holds, and when it becomes untrue by itself, as its index says (store.py). No Django here."""

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

HELD_UP = 60  # seconds that a worker may need between the note of a moment and the last link to its page


@dataclass
class Usage:
    """`offset`: how far the index was read. `moments`: when what the front server finds has to be removed.

    `open_ended`: pages of which there can be any number: those that answer 404, and those with a query string.
    Each moment counts a second time after `HELD_UP`: a worker that was held up, and then killed, may have linked its
    page after the first.
    """

    offset: int = 0
    pages: int = 0
    open_ended: int = 0
    size: int = 0
    moments: set[float] = field(default_factory=set)

    @property
    def moment(self) -> float | None:
        """The next one, in seconds since 1970."""
        return min(self.moments, default=None)

    def read(self, index: Path) -> None:
        """Read what was added. Of a file that is not there, nothing."""
        try:
            with index.open("rb") as file:
                file.seek(self.offset)
                lines = file.read()
        except OSError:
            return
        whole = lines[: lines.rfind(b"\n") + 1]
        self.offset += len(whole)
        for line in whole.splitlines():
            with suppress(ValueError):  # an empty one, or one that a full disk has cut
                self.count(line.decode())

    def count(self, line: str) -> None:
        """Raises ValueError where it says nothing."""
        until, size, status = line.split()
        if until == "taken":
            self.take(float(size))
            return
        moment, size_in_bytes = None if until == "-" else float(until), int(size)
        self.pages += status != "-"
        self.open_ended += status in {"404", "query"}
        self.size += size_in_bytes
        if moment is not None:
            self.moments |= {moment, moment + HELD_UP}

    def take(self, moment: float) -> None:
        """What the front server found was removed at that moment."""
        self.moments = {other for other in self.moments if other > moment}
