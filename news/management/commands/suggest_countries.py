import json
from pathlib import Path

from django.core.management.base import BaseCommand

from news.countries.codes import COUNTRY_NAMES
from news.countries.suggestions import suggest_for_text

from .parse_clippings import read_text


class Command(BaseCommand):
    help = "Shows which countries each line of a text file is about, and the words that say so."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="Text, one clipping to a line, in UTF-8 or Windows-1252.")
        parser.add_argument("--json", action="store_true", help='[{"text": …, "countries": […], "reasons": […]}, …]')

    def handle(self, *args, **options):
        lines = read_text(options["file"]).replace("\r\n", "\n").removesuffix("\n").split("\n")
        if options["json"]:
            self.stdout.write(json.dumps([build_line_data(line) for line in lines], ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(format_suggestions(lines)))


def build_line_data(line):
    """The countries of a line, best first; `start` and `end` of a reason are offsets in the line."""
    suggestions = suggest_for_text(line)
    return {
        "text": line,
        "countries": [suggestion.code for suggestion in suggestions],
        "reasons": [
            {
                "country": suggestion.code,
                "found": reason.found,
                "kind": reason.kind,
                "start": reason.start,
                "end": reason.end,
            }
            for suggestion in suggestions
            for reason in suggestion.reasons
        ],
    }


def format_suggestions(lines):
    for line in filter(str.strip, lines):
        yield line
        for suggestion in suggest_for_text(line):
            reasons = ", ".join(map(str, suggestion.reasons))
            yield f"    {suggestion.code} {COUNTRY_NAMES[suggestion.code]}: {reasons}"
