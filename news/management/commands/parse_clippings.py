import codecs
import datetime
import json
import textwrap
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from news.parser import parse_clippings

NOT_TEXT = {
    b"PK\x03\x04": "a Word document or another zip file",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"%PDF": "a PDF file",
    b"{\\rtf": "an RTF file",
}
WIDTH = 100


class Command(BaseCommand):
    help = "Shows the clippings in a text or HTML file, and the lines that belong to none."
    requires_system_checks = []  # it reads a file and asks the site nothing

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="Text or HTML, in UTF-8 or Windows-1252.")
        parser.add_argument("--json", action="store_true", help='Print {"clippings": […], "unplaced": […]}.')
        parser.add_argument(
            "--near",
            type=day,
            metavar="YYYY-MM-DD",
            help="The day of the issue: gives dates without a year theirs.",
        )

    def handle(self, *args, **options):
        parsed = parse_clippings(read_text(options["file"]), near=options["near"])
        if options["json"]:
            self.stdout.write(json.dumps(parsed.as_dict(), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(listing(parsed)))


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def read_text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    for beginning, kind in NOT_TEXT.items():
        if content.startswith(beginning):
            raise CommandError(f"{path} is {kind}. Save it as text or HTML, and name that file.")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def listing(parsed):
    """For reading in a terminal."""
    for clipping in parsed.clippings:
        yield f"{clipping.position}. {clipping.headline or '(no headline)'}"
        if clipping.byline:
            yield f"   By {clipping.byline}"
        yield f"   {clipping.source}, {clipping.date or '(no date)'}"
        yield f"   {clipping.url or '(no address)'}"
        for paragraph in clipping.excerpt.split("\n\n"):
            yield textwrap.fill(paragraph, WIDTH, initial_indent="     ", subsequent_indent="     ")
        yield f"   Confidence {clipping.confidence:.2f}, from line {clipping.line}."
        yield from (f"   ! {doubt}" for doubt in clipping.doubts)
        yield ""
    yield f"Lines in no clipping: {len(parsed.unplaced)}"
    for line in parsed.unplaced:
        yield f"  {line.position:5}  {line.text}"
