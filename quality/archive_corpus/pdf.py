"""Lines as a minimal PDF with a text layer in Helvetica: pages of lines."""

from collections.abc import Sequence
from dataclasses import dataclass

LINES_ON_PAGE = 40
LEFT, TOP, LEADING, MIDDLE = 56, 760, 12, 316  # points

PAGE_WIDTH = 48  # ems
NARROW, WIDE = set("iljtfrI.,:;'’|!()/- "), set("mwMWO@—")


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of text at a place on its page, in points from the lower left."""

    x: int
    y: int
    text: str


def wrap(text: str) -> list[str]:
    """The lines of a paragraph, broken where the page ends; about as wide as Helvetica sets its letters."""
    lines, width = [""], 0.0
    for word in text.split(" "):
        length = sum(0.28 if sign in NARROW else 0.85 if sign in WIDE else 0.55 for sign in f" {word}")
        if lines[-1] and width + length > PAGE_WIDTH:
            lines.append("")
            width = 0.0
        lines[-1] += f" {word}" if lines[-1] else word
        width += length
    return lines


def write_pdf(lines: Sequence[str], *, is_numbered: bool = False) -> bytes:
    """is_numbered: each page has its number at its foot."""
    pages: list[list[Placed]] = [[]]
    y = TOP
    for line in lines:
        if y < TOP - LEADING * LINES_ON_PAGE:
            pages.append([])
            y = TOP
        if line:
            pages[-1].append(Placed(LEFT, y, line))
        y -= LEADING
    if is_numbered:
        for number, page in enumerate(pages, 1):
            page.append(Placed(MIDDLE, TOP - LEADING * (LINES_ON_PAGE + 2), str(number)))
    return _assemble([_content(page) for page in pages])


def _content(page: Sequence[Placed]) -> bytes:
    shown = b"".join(b"BT /F1 10 Tf %d %d Td (%s) Tj ET\n" % (line.x, line.y, _escape(line.text)) for line in page)
    return b"<< /Length %d >>\nstream\n%sendstream" % (len(shown), shown)


def _escape(text: str) -> bytes:
    raw = text.encode("cp1252", "replace")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _assemble(contents: Sequence[bytes]) -> bytes:
    """The file of its objects: catalog, tree of pages, font, then each page and its content."""
    numbers = [4 + 2 * place for place in range(len(contents))]
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in zip(numbers, contents, strict=True):
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R" % (number + 1)
        objects += [page + b" /Resources << /Font << /F1 3 0 R >> >> >>", content]
    file = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(file))
    return file + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer
