"""Reads a Word file (.docx) into HTML, without its pictures.

mammoth leaves out what stands at the head and foot of each page, where a masthead may be; it is put above and below.
"""

import io
import re
import zipfile

from .limits import MAX_RATIO, MEGABYTE, SMALL, UnreadableError, in_megabytes

MAX_UNPACKED = 16 * MEGABYTE  # bytes of the members that are read; a book has about five
MAX_MEMBERS = 2000
TEXT = re.compile(r"<w:t(?:\s[^<>]{0,200})?>([^<]*)</w:t>")
PICTURES = "word/media/"  # never unpacked


def is_word(archive: zipfile.ZipFile) -> bool:
    return "word/document.xml" in archive.NameToInfo


def read_word(content: bytes) -> str:
    """The text of a Word file as HTML. Raises UnreadableError where it would unpack to too much."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        _check_members(archive)
        heads, feet = (_read_margin(archive, name) for name in ("header", "footer"))
    import mammoth  # type: ignore[import-untyped]  # only the isolated process needs it

    result = mammoth.convert_to_html(io.BytesIO(content), convert_image=lambda image: [], ignore_empty_paragraphs=False)
    text = str(result.value).replace("<p></p>", "<p>&nbsp;</p>")  # an empty line tells what belongs together
    return heads + text + feet


def _read_margin(archive: zipfile.ZipFile, name: str) -> str:
    """The paragraphs of all heads or feet of pages, each once."""
    members = [each for each in sorted(archive.namelist()) if re.fullmatch(rf"word/{name}[0-9]*\.xml", each)]
    found: dict[str, None] = {}
    for member in members:
        for paragraph in archive.read(member).decode("utf-8", "replace").split("</w:p>"):
            found["".join(TEXT.findall(paragraph)).strip()] = None
    return "".join(f"<p>{paragraph}</p>" for paragraph in found if paragraph)


def _check_members(archive: zipfile.ZipFile) -> None:
    """The declared sizes; zipfile reads no more of a member than it declares."""
    members = [member for member in archive.infolist() if not member.filename.startswith(PICTURES)]
    size = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS:
        raise UnreadableError(f"A Word file of {len(members)} parts; at most {MAX_MEMBERS} are read.")
    if size > MAX_UNPACKED:
        raise UnreadableError(
            f"A Word file that unpacks to {in_megabytes(size)}; at most {in_megabytes(MAX_UNPACKED)} are read."
        )
    if any(each.file_size > max(SMALL, MAX_RATIO * each.compress_size) for each in members):
        raise UnreadableError("A Word file that is packed as only a harmful one is.")
