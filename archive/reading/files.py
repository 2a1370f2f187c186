"""Finds the files to read in folders, opens them, and sees to it that none of them ends the run."""

import io
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from .contents import DAMAGED, read_content, read_mbox
from .kinds import START, Kind, find_kind
from .limits import MAX_CONTAINER, MAX_FILE, UnreadableError, refuse_large
from .names import is_passed, natural_key
from .origin import Origin
from .result import Refused, SourceText
from .zips import is_container, read_zip

NO_FILE = "There is no such file."
NOT_A_FILE = "No file, but a device or the like."
FORBIDDEN = "The file may not be read: {}."
UNLISTED = "The folder may not be read: {}."


def find_files(paths: Iterable[Path]) -> Iterator[Path | Refused]:
    """The files, and those in the folders, in natural order; links inside of folders are not followed."""
    for path in paths:
        try:
            children = _list_folder(path) if path.is_dir() else None
        except OSError as error:
            yield Refused(str(path), UNLISTED.format(error.strerror))
            continue
        if children is None:
            yield path
        else:
            yield from find_files(children)


def _list_folder(path: Path) -> list[Path]:
    """Raises OSError."""
    children = sorted(path.iterdir(), key=lambda each: natural_key(each.name))
    return [child for child in children if not is_passed(child.name) and not child.is_symlink()]


def read_path(path: Path) -> Iterator[SourceText | Refused]:
    """What a file holds, or why it is refused."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            yield Refused(str(path), NOT_A_FILE)
            return
        with path.open("rb") as file:
            yield from read_file(file, Origin(str(path), path.name))
    except FileNotFoundError:
        yield Refused(str(path), NO_FILE)
    except OSError as error:
        yield Refused(str(path), FORBIDDEN.format(error.strerror))


def read_file(file: IO[bytes], origin: Origin) -> Iterator[SourceText | Refused]:
    """What an open file holds, or why it is refused, whatever goes wrong.

    Only an mbox or zip may be larger than MAX_FILE, for neither is in memory as a whole.
    """
    try:
        size = file.seek(0, io.SEEK_END)
        file.seek(0)
        kind = find_kind(file.read(START), origin.name)
        file.seek(0)
        is_zip = kind == Kind.ZIP and is_container(file)
        refuse_large(size, MAX_CONTAINER if is_zip or kind == Kind.MBOX else MAX_FILE)
        file.seek(0)
        if kind == Kind.MBOX:
            yield from read_mbox(file, origin)
        elif is_zip:
            yield from read_zip(file, origin)
        else:
            yield from read_content(file.read(), origin)
    except UnreadableError as error:
        yield Refused(origin.path, str(error))
    except OSError as error:
        yield Refused(origin.path, FORBIDDEN.format(error.strerror or error))
    except Exception:  # a zip is broken in ways that zipfile does not expect
        yield Refused(origin.path, DAMAGED)
