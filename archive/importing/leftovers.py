"""What an issue has and no field of its page: lines for the editor, so that no word and no address is lost."""

import datetime
from collections.abc import Collection, Iterator

from django.utils.html import escape

from news.outputs.issue import long_date
from news.parser.whole_issue import ParsedIssue

from ..record import fold

PLACE = "Washington, D.C."
WEB = ("http://", "https://")


def list_leftovers(issue: ParsedIssue, day: datetime.date, letter: str, kept: Collection[str]) -> Iterator[str]:
    """letter: as HTML, of the page. kept: the paragraphs of the page's letter and the lines of its signature.

    An address stands behind its words: "The hall <https://…>".
    """
    for line in issue.unplaced:
        yield line.text if line.url in line.text else f"{line.text} <{line.url}>"
    yield from _list_lines_of_signature(issue, day, kept)
    for words, url in issue.letter_links:
        if f'href="{escape(url)}"' not in letter:
            yield f"{words} <{url}>"
    for each in issue.clippings:
        if each.url and not is_web_address(each.url):
            yield f"{each.headline} <{each.url}>"


def is_web_address(url: str) -> bool:
    return url.casefold().startswith(WEB)


def _list_lines_of_signature(issue: ParsedIssue, day: datetime.date, kept: Collection[str]) -> Iterator[str]:
    """Those that its field leaves out, but for place and date as the page itself says them."""
    date = long_date(day)
    said = (fold(f"{PLACE} {date}"), fold(f"{PLACE} {day:%A}, {date}"))
    for line in issue.signature.splitlines():
        if line not in kept and not any(fold(line) in each for each in said):
            yield line
