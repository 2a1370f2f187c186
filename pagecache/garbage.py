"""What is not served any longer, deleted a little later and a few files at a time. No Django here."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from .store import RELEASE, Store

DELETE_AFTER = 5  # seconds for which a front server may still be about to open what it has found
TIDY_EVERY = 600  # seconds between two looks for what is to be deleted, while nothing changes
KEEP_OTHER_RELEASES = 3600  # seconds: their last workers have ended by then
DELETED_AT_ONCE = 2000  # files
DOOMED = "deleted-"


class Garbage:
    """What to delete. `due`, `at`: in seconds since the machine's start; now: seconds since 1970, as files' times."""

    def __init__(self, store: Store, now: Callable[[], float]):
        self.store, self.now = store, now
        self.version, self.replaced = "", dict[str, float]()  # version → when it was replaced
        self.due = 0.0
        self.left: Iterator[None] = iter(())

    def follow(self, version: str, at: float) -> None:
        """This version's generation stays; that of the one before is deleted a little later."""
        if version != self.version:
            self.replaced[self.version] = at
            self.version = version
            self.look_soon(at)

    def look_soon(self, at: float) -> None:
        self.due = min(self.due, at + DELETE_AFTER)

    def collect(self, at: float) -> None:
        """Delete as much as there is time for."""
        if at >= self.due:
            self.replaced = {version: then for version, then in self.replaced.items() if at - then < DELETE_AFTER}
            self.left, self.due = self.delete_others(), at + (DELETE_AFTER if self.replaced else TIDY_EVERY)
        for _ in islice(self.left, DELETED_AT_ONCE):
            pass

    def delete_others(self) -> Iterator[None]:
        """Delete all generations but the current one, and those of other releases after an hour; yields at each file.

        Folders that are not named as a release are somebody else's.
        """
        own = self.store.root / self.store.release
        for release in list_folder(self.store.root):
            is_own = release == own
            if not is_own and not (RELEASE.fullmatch(release.name) and self.is_old(release)):
                continue
            for generation in list_folder(release):
                if not (is_own and self.is_in_use(generation.name)):
                    yield from delete(generation)
            if not is_own:
                with suppress(OSError):
                    release.rmdir()

    def is_in_use(self, version: str) -> bool:
        return version == self.version or version in self.replaced

    def is_old(self, release: Path) -> bool:
        try:
            return not release.is_symlink() and self.now() - release.stat().st_mtime >= KEEP_OTHER_RELEASES
        except OSError:
            return False


def list_folder(folder: Path) -> list[Path]:
    """Empty where it is none, or has just gone."""
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def delete(generation: Path) -> Iterator[None]:
    """Delete it file by file, after a rename: who is just writing into it then writes into no generation."""
    doomed = generation if generation.name.startswith(DOOMED) else generation.with_name(f"{DOOMED}{generation.name}")
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
