"""A small PDF from text: a title page, then the text, which can be selected. No Django here.

It uses the standard fonts of PDF, which need not be embedded and have the letters of Western Europe only.
"""

import io
import re
import textwrap

from pypdf import PdfWriter
from pypdf.generic import (
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

WIDTH, HEIGHT, MARGIN = 612, 792, 90  # US Letter, in points
LEADING = 17
LINES_PER_PAGE = (HEIGHT - 2 * MARGIN) // LEADING
LINE_LENGTH = 80  # characters of 12-point Times in a line, on average
FONTS = {"R": "Times-Roman", "B": "Times-Bold"}


def build_pdf(title: str, line: str, text: str) -> bytes:
    """The bytes of the PDF. title: for the title page and the metadata; line: below the title on the title page."""
    writer = PdfWriter()
    faces = {NameObject(f"/{key}"): writer._add_object(base_font(name)) for key, name in FONTS.items()}
    fonts = DictionaryObject(faces)
    add_page(writer, fonts, title_page(title, line))
    for page in paginate(text):
        add_page(writer, fonts, page)
    writer.add_metadata({"/Title": title, "/Author": "NCSEJ"})
    writer.root_object[NameObject("/Lang")] = TextStringObject("en-US")
    writer.root_object[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    )
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def base_font(name: str) -> DictionaryObject:
    values = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": f"/{name}", "/Encoding": "/WinAnsiEncoding"}
    return DictionaryObject({NameObject(key): NameObject(value) for key, value in values.items()})


def add_page(writer: PdfWriter, fonts: DictionaryObject, commands: list[str]) -> None:
    page = writer.add_blank_page(WIDTH, HEIGHT)
    stream = DecodedStreamObject()
    stream.set_data("\n".join(commands).encode("cp1252"))
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})


def show_text(text: str, y: float, font: str = "R", size: int = 12) -> str:
    """The operators that show one line of text. y: points from the bottom of the page."""
    escaped = re.sub(r"([\\()])", r"\\\1", text)
    return f"BT /{font} {size} Tf {MARGIN} {y} Td ({escaped}) Tj ET"


def title_page(title: str, line: str) -> list[str]:
    y = HEIGHT - 250
    commands = []
    for part in textwrap.wrap(title, 30):
        commands.append(show_text(part, y, "B", 28))
        y -= 34
    return [*commands, f"0.69 0.49 0.17 rg {MARGIN} {y} 90 3 re f 0 g", show_text(line, y - 34, size=13)]


def paginate(text: str) -> list[list[str]]:
    """The drawing commands of each page. A paragraph that begins with # is a heading; --- begins a new page."""
    pages = []
    for part in re.split(r"\n-{3,}\n", text):
        lines = list(wrap_paragraphs(part))
        pages += [lines[start : start + LINES_PER_PAGE] for start in range(0, len(lines), LINES_PER_PAGE)]
    return [page_commands(page, number) for number, page in enumerate(pages, start=2)]


def wrap_paragraphs(text: str):
    """Yields (font, line) pairs: the paragraphs wrapped, with an empty line after each."""
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        font = "B" if paragraph.startswith("#") else "R"
        for line in textwrap.wrap(paragraph.lstrip("# "), LINE_LENGTH):
            yield font, line
        yield "R", ""


def page_commands(lines: list[tuple[str, str]], number: int) -> list[str]:
    top = HEIGHT - MARGIN
    commands = [show_text(line, top - row * LEADING, font) for row, (font, line) in enumerate(lines) if line]
    return [*commands, show_text(str(number), MARGIN / 2, size=10)]
