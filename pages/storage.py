"""The storage of all uploads, renditions and social images: a file is there as a whole or not at all.

Replaces Django's way of writing straight to the final name, which leaves half a file when the disk is full; stays.
"""

import errno
import io
import os
import time
import weakref
from collections.abc import Iterable
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import transaction
from django.utils.deconstruct import deconstructible

STAGING = ".staging"  # folder of files that are still being written; on the disk of the others, so renaming suffices
MAX_STAGED_AGE = 24 * 3600  # seconds
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def is_disk_full(error: OSError) -> bool:
    return error.errno in NO_ROOM


def rename(path: Path, target: Path) -> None:
    """Also after a power failure, the file has its new name."""
    path.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


class StagedFile(io.BufferedReader):
    """A file that is on the disk as a whole, under a temporary name; deleted when it is closed, unless it was kept."""

    def __init__(self, path: Path):
        super().__init__(io.FileIO(path))
        self.path = path
        self.discard = weakref.finalize(self, path.unlink, missing_ok=True)

    def close(self):
        super().close()
        self.discard()


class Uncommitted:
    """Undoes something unless it is called, which a transaction does on commit.

    Only the transaction's list of callbacks holds it; Django empties that list on a rollback, also to a savepoint.
    """

    def __init__(self, undo, *args):
        self.undo = weakref.finalize(self, undo, *args)

    def __call__(self):
        self.undo.detach()


def undo_unless_committed(undo, *args) -> None:
    """Within a transaction: undo(*args) is called if it is rolled back.

    Django drops the callbacks that come after one that raises, and what was dropped would be undone although it is
    committed. So this one comes first.
    """
    transaction.on_commit(Uncommitted(undo, *args), robust=True)
    callbacks = transaction.get_connection().run_on_commit
    callbacks.insert(0, callbacks.pop())


def delete_after_commit(storage, name: str) -> None:
    """Delete a file that is superfluous once the transaction is committed. An error is logged and keeps the file."""
    transaction.on_commit(lambda: storage.delete(name), robust=True)  # Django's log cannot name a partial


def lock_stored_name(instance) -> str | None:
    """The name of the `file` of a model's instance that the database has; None where it has no such row.

    Whoever replaces the same file at the same time waits for the end of this transaction.
    """
    rows = type(instance)._base_manager.select_for_update(no_key=True).filter(pk=instance.pk)
    return rows.values_list("file", flat=True).first()


@deconstructible(path="pages.storage.AtomicFileSystemStorage")
class AtomicFileSystemStorage(FileSystemStorage):
    """Writes a file under a temporary name and renames it; deletes it again if the transaction is rolled back."""

    def stage(self, chunks: Iterable[bytes]) -> StagedFile:
        """Write a file under a temporary name, so that storing it later takes no more room.

        A form does it while it can still tell the editor that there is none. Raises OSError, and leaves nothing then.
        """
        folder = Path(self.path(STAGING))
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / uuid4().hex
        try:
            with path.open("xb") as file:
                for chunk in chunks:
                    file.write(chunk.encode() if isinstance(chunk, str) else chunk)
                file.flush()
                os.fsync(file.fileno())  # so that no row is committed whose file a power failure empties
            if self.file_permissions_mode is not None:
                path.chmod(self.file_permissions_mode)
            return StagedFile(path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    def _save(self, name, content):
        with self._staged(content) as staged:
            name = super()._save(name, ContentFile(b""))  # takes the name, or another one where it is taken
            try:
                rename(staged.path, Path(self.path(name)))
            except BaseException:
                self.delete(name)
                raise
        self._ensure_location_group_id(self.path(name))
        if transaction.get_connection().in_atomic_block:
            undo_unless_committed(self.delete, name)
        return name

    @contextmanager
    def _staged(self, content):
        """The content as a StagedFile. One that was made here is discarded at the end, unless it was kept."""
        staged = getattr(content, "file", None)
        if isinstance(staged, StagedFile) and staged.path.exists():
            yield staged
        else:
            with self.stage(content.chunks()) as staged:
                yield staged

    def replace(self, name: str, content) -> None:
        """Write a file (a django File) at exactly this name, in the place of what is there. Raises OSError."""
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._staged(content) as staged:
            rename(staged.path, path)

    def delete_abandoned(self) -> None:
        """Delete what processes that were killed have left in the folder of staged files, after a day."""
        oldest = time.time() - MAX_STAGED_AGE
        for path in Path(self.path(STAGING)).glob("*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < oldest:
                    path.unlink()

    def is_filled(self, name: str) -> bool:
        """Whether the file is there. An empty one, which a power failure may leave, is not."""
        try:
            return self.size(name) > 0
        except OSError:
            return False
