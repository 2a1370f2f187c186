"""Reads the text of a PDF, and where its links lead. Runs in a process of its own, because pypdf can be kept busy.

A link that does not show its address gets it behind the words that it lies on: "Read the full article here. <https://…>".
"""

import io
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .limits import MAX_PAGES, MAX_TEXT, UnreadableError
from .pdf_pages import join_pages

if TYPE_CHECKING:
    from pypdf import PageObject

PROTECTED = "The PDF is encrypted; save a copy that is not protected, and import that."
SCANNED = "The PDF has no text, only pictures of pages; it was scanned."
MIN_WORDS = 8  # of all pages; a scanner's stamp or a page number is no text
WORD = re.compile(r"[^\W\d_]{2,}")
MAX_LINKS = 500  # of a page
MIN_BROKEN = 8  # characters of an address that is sought; a shorter one is words of prose as well
SLACK = 3  # points by which text may lie outside of its link
Link = tuple[float, float, float, float, str]  # top, left, bottom, right, in points down from the foot; the address
Run = tuple[float, float, str]  # where a piece of text begins on the page, in points, and what it says
# Letters that a font draws as one are letters of the words.
LIGATURES = str.maketrans(dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ["ff", "fi", "fl", "ffi", "ffl", "st", "st"], strict=True)))


def read_pdf(content: bytes) -> str:
    """The text, page after page. Raises UnreadableError, or whatever pypdf raises on a damaged file."""
    from pypdf import PdfReader  # it takes long, and only the isolated process needs it
    from pypdf.errors import DependencyError, FileNotDecryptedError

    try:
        reader = PdfReader(io.BytesIO(content))
        if len(reader.pages) > MAX_PAGES:
            raise UnreadableError(f"A PDF of {len(reader.pages)} pages; at most {MAX_PAGES} are read.")
        pages: list[str] = []
        for page in reader.pages:
            pages.append(_read_page(page))
            if sum(map(len, pages)) > MAX_TEXT:
                raise UnreadableError(f"A PDF of more than {MAX_TEXT:,} characters.")
    except (FileNotDecryptedError, DependencyError, NotImplementedError) as error:
        raise UnreadableError(PROTECTED) from error
    text = join_pages(pages)
    if len(WORD.findall(text)) < MIN_WORDS:
        raise UnreadableError(SCANNED)
    return text


def _read_page(page: "PageObject") -> str:
    runs: list[Run] = []

    def note(text: str, matrix: list[float], text_matrix: list[float], *_: Any) -> None:
        if text.strip():
            x, y = text_matrix[4], text_matrix[5]
            moved_x = matrix[0] * x + matrix[2] * y + matrix[4]
            piece = text.strip().translate(LIGATURES)
            runs.append((moved_x, matrix[1] * x + matrix[3] * y + matrix[5], piece))

    text = page.extract_text(visitor_text=note).translate(LIGATURES)
    try:
        links = _find_links(page)
    except Exception:  # a page whose links are damaged still has its text
        links = []
    return _add_links(join_broken_urls(text, [url for *_, url in links]), runs, links)


def _find_links(page: "PageObject") -> list[Link]:
    """The links to the web, from the top of the page to its foot. One that goes over several lines is its last."""
    found: list[Link] = []
    for reference in list(page.get("/Annots") or [])[:MAX_LINKS]:
        annotation = reference.get_object()
        action = annotation.get("/A")
        url = "".join(str(action.get_object().get("/URI", "")).split()) if action else ""
        if annotation.get("/Subtype") == "/Link" and url.startswith(("http://", "https://")):
            x1, y1, x2, y2 = (float(corner) for corner in annotation["/Rect"])
            found.append((-max(y1, y2), min(x1, x2), -min(y1, y2), max(x1, x2), url))
    found.sort()
    return [
        link
        for link, following in zip(found, [*found[1:], None], strict=True)
        if not following or link[4] != following[4]
    ]


def join_broken_urls(text: str, urls: Iterable[str]) -> str:
    """The text of a page with these addresses whole wherever they are broken over lines, at whatever letter.

    One that is whole above the break is another address, and what stands below it is not its rest.
    """
    places = [place for place, char in enumerate(text) if not char.isspace()]
    shown = "".join(text[place] for place in places)
    addresses = {_as_shown(url) for url in urls}
    found: list[tuple[int, int, str]] = []
    for address in addresses:
        if len(address) < MIN_BROKEN or "/" not in address:
            continue
        for match in re.finditer(re.escape(address), shown):
            begin, end = places[match.start()], places[match.end() - 1] + 1
            above, line_break, _ = text[begin:end].partition("\n")
            is_word = not (text[begin - 1 : begin].isalnum() or text[end : end + 1].isalnum())
            if line_break and is_word and "\n\n" not in text[begin:end] and above.strip().rstrip("/") not in addresses:
                found.append((begin, end, address))
    joined, last = "", 0
    for begin, end, address in sorted(found, key=lambda each: (each[0], -each[1])):
        if begin >= last:
            joined += text[last:begin] + address
            last = end
    return joined + text[last:]


def _as_shown(url: str) -> str:
    """An address as far as pages show it in any case: without scheme and last slash."""
    return url.partition("://")[2].rstrip("/")


def _add_links(text: str, runs: list[Run], links: list[Link]) -> str:
    shown, position = "".join(text.split()), 0
    for top, left, bottom, right, url in links:
        inside = [run for x, y, run in runs if left - SLACK <= x <= right and top <= -y <= bottom + SLACK]
        start = text.find(inside[-1], position) if inside else -1
        if start < 0 or _as_shown(url) in shown:
            continue
        position = start + len(inside[-1])
        text = f"{text[:position]} <{url}>{text[position:]}"
        position += len(url) + len(" <>")
    return text
