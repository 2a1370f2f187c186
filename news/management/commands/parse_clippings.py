import codecs
import datetime
import json
import textwrap
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from news.parser import ParseResult, parse_clippings
from news.parser.whole_issue import read_issue

BINARY_SIGNATURES = {
    b"PK\x03\x04": "a Word document or another zip file",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"%PDF": "a PDF file",
    b"{\\rtf": "an RTF file",
}
WIDTH = 100


class Command(BaseCommand):
    help = "Shows the clippings in a text or HTML file, and the lines that belong to none."
    requires_system_checks = []  # because it only reads a file

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="Text or HTML, in UTF-8 or Windows-1252.")
        parser.add_argument("--json", action="store_true", help='Print {"clippings": […], "unplaced": […]}.')
        parser.add_argument(
            "--issue",
            action="store_true",
            help="Read a whole issue: date, TO, FROM, letter, signature, clippings. JSON.",
        )
        parser.add_argument(
            "--near",
            type=day,
            metavar="YYYY-MM-DD",
            help="The day of the issue: gives dates without a year theirs.",
        )

    def handle(self, *args, **options):
        text = read_text(options["file"])
        if options["issue"]:
            issue = read_issue(text, near=options["near"])
            self.stdout.write(json.dumps(issue.as_dict(), ensure_ascii=False, indent=2))
            return
        result = parse_clippings(text, near=options["near"])
        if options["json"]:
            self.stdout.write(json.dumps(result.as_dict(), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(format_result(result)))


def day(text: str) -> datetime.date:  # its name is part of argparse's error message
    return datetime.date.fromisoformat(text)


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, UTF-16 or Windows-1252. Raises CommandError for a missing or binary file."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    for signature, kind in BINARY_SIGNATURES.items():
        if content.startswith(signature):
            raise CommandError(f"{path} is {kind}. Save it as text or HTML, and name that file.")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def format_result(result: ParseResult) -> Iterator[str]:
    """Lines to read in a terminal."""
    for clipping in result.clippings:
        yield f"{clipping.position}. {clipping.headline or '(no headline)'}"
        if clipping.byline:
            yield f"   By {clipping.byline}"
        yield f"   {clipping.source}, {clipping.date or '(no date)'}"
        yield f"   {clipping.url or '(no URL)'}"
        for paragraph in clipping.excerpt.split("\n\n"):
            yield textwrap.fill(paragraph, WIDTH, initial_indent="     ", subsequent_indent="     ")
        yield f"   Confidence {clipping.confidence:.2f}, from line {clipping.line}."
        yield from (f"   ! {doubt}" for doubt in clipping.doubts)
        yield ""
    yield f"Lines in no clipping: {len(result.unplaced)}"
    for line in result.unplaced:
        yield f"  {line.position:5}  {line.text}"
