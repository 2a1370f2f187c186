"""Reads what a zip holds, one member after another, each within the limits that hold for a file.

Declared sizes are looked at before anything is unpacked, and zipfile unpacks no more of a member than it declares.
"""

import stat
import struct
import zipfile
from collections.abc import Iterator
from typing import IO

from .contents import read_content, read_mbox
from .exports import Export, find_export
from .kinds import START, Kind, find_kind
from .limits import (
    BROKEN_ZIP,
    MAX_CONTAINER,
    MAX_FILE,
    MAX_MEMBERS,
    MAX_RATIO,
    SMALL,
    UnreadableError,
    in_megabytes,
    refuse_large,
)
from .names import is_passed, natural_key
from .origin import Origin
from .result import Refused, SourceText
from .word import is_word

END_OF_DIRECTORY = b"PK\x05\x06"
END_LENGTH = 22 + 65_535  # bytes of the record at the end, with the longest comment
MAX_DIRECTORY = 4 * 2**20  # bytes of the list of members
DAMAGED = "The zip is damaged, and cannot be read."
MANY = f"A zip of more than {MAX_MEMBERS:,} files."
OUTSIDE = "A file in the zip whose path leads out of it."
LINK = "A link in the zip, no file."
PASSWORD = "A file in the zip that has a password."  # noqa: S105 - a sentence
BOMB = f"A file in the zip that unpacks to more than {MAX_RATIO} times its size, as only a harmful one does."
TOO_MUCH = f"The zip unpacks to more than {in_megabytes(MAX_CONTAINER)}; what follows was not read."
NOT_AMONG_MAILS = "Outside of {}, where the mails of an export are; if it is an issue, import it by itself."
MORE = "{:,} more files are outside of {}, where the mails of an export are, and were not read."
MAX_NAMED = 20  # files of an export that are named one by one
LIKELY = (".html", ".htm", ".eml", ".mbox", ".txt", ".pdf", ".docx", ".zip")  # to be an issue
DAMAGED_MEMBER = "A file in the zip that is damaged, or packed in a way that is not known."


def is_container(file: IO[bytes]) -> bool:
    """Whether a zip holds files, and is no Word file. Raises UnreadableError where it has too many, or is damaged."""
    with _open(file) as archive:
        return not is_word(archive)


def read_zip(file: IO[bytes], origin: Origin) -> Iterator[SourceText | Refused]:
    """What is in an open zip, in natural order; of a mailing service's export, the mails."""
    with _open(file) as archive:
        export = find_export(archive)
        members = sorted(archive.infolist(), key=lambda each: natural_key(each.filename))
        members = [member for member in members if not (_is_passed(member) or export.says_otherwise(member))]
        yield from _name_outside([member for member in members if export.is_outside(member)], origin, export)
        unpacked = 0
        for member in members:
            if export.is_outside(member):
                continue
            unpacked += member.file_size
            if unpacked > MAX_CONTAINER:
                yield Refused(origin.path, TOO_MUCH)
                return
            yield from _read_member(archive, member, _origin_of(member, origin, export))


def _is_passed(member: zipfile.ZipInfo) -> bool:
    return member.is_dir() or any(is_passed(part) for part in member.filename.split("/"))


def _name_outside(members: list[zipfile.ZipInfo], origin: Origin, export: Export) -> Iterator[Refused]:
    """The files of an export that are not read because they are in none of its mails' folders; the likeliest first."""
    by_likelihood = sorted(members, key=lambda each: not each.filename.lower().endswith(LIKELY))
    for member in by_likelihood[:MAX_NAMED]:
        try:
            _check(member)
            reason = NOT_AMONG_MAILS.format(export.mail_folder)
        except UnreadableError as error:
            reason = str(error)
        yield Refused(_origin_of(member, origin, export).path, reason)
    if len(members) > MAX_NAMED:
        yield Refused(origin.path, MORE.format(len(members) - MAX_NAMED, export.mail_folder))


def _open(file: IO[bytes]) -> zipfile.ZipFile:
    size = file.seek(0, 2)
    file.seek(max(0, size - END_LENGTH))
    tail = file.read()
    position = tail.rfind(END_OF_DIRECTORY)
    if position < 0 or len(tail) < position + 22:
        raise UnreadableError(DAMAGED)
    members, directory = struct.unpack("<HI", tail[position + 10 : position + 16])
    if members > MAX_MEMBERS or directory > MAX_DIRECTORY:
        raise UnreadableError(MANY)
    try:
        archive = zipfile.ZipFile(file)
    except BROKEN_ZIP as error:
        raise UnreadableError(DAMAGED) from error
    if len(archive.infolist()) > MAX_MEMBERS:
        raise UnreadableError(MANY)
    return archive


def _origin_of(member: zipfile.ZipInfo, origin: Origin, export: Export) -> Origin:
    shown = "".join(letter if letter.isprintable() else "?" for letter in member.filename)
    subject, sent = export.find_campaign(member)
    return Origin(f"{origin.path}/{shown}", shown.rpartition("/")[2], subject, sent)


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, origin: Origin) -> Iterator[SourceText | Refused]:
    try:
        _check(member)
        with archive.open(member) as opened:
            kind = find_kind(opened.read(START), origin.name)
        refuse_large(member.file_size, MAX_CONTAINER if kind == Kind.MBOX else MAX_FILE)
        with archive.open(member) as opened:
            if kind == Kind.MBOX:
                yield from read_mbox(opened, origin)
            else:
                yield from read_content(opened.read(), origin)
    except UnreadableError as error:
        yield Refused(origin.path, str(error))
    except BROKEN_ZIP:
        yield Refused(origin.path, DAMAGED_MEMBER)


def _check(member: zipfile.ZipInfo) -> None:
    """Raises UnreadableError for a member that is not unpacked at all."""
    parts = member.filename.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or ":" in parts[0]:
        raise UnreadableError(OUTSIDE)
    if stat.S_ISLNK(member.external_attr >> 16):
        raise UnreadableError(LINK)
    if member.flag_bits & 1:
        raise UnreadableError(PASSWORD)
    if member.file_size > max(SMALL, MAX_RATIO * member.compress_size):
        raise UnreadableError(BOMB)
