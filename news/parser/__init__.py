"""Clippings out of pasted text: text or HTML in, clippings and the lines that belong to none out. No Django here.

    parse_clippings(text_or_html) -> ParseResult(clippings, unplaced, signposts)

The grammar, of which only the source line is indispensable:

    Headline                        one to three lines; "Headline  By Author" (two spaces) also gives the byline
    By Author, or only Author       optional
    Source, Month D, YYYY           or "Source | Month D, YYYY"
    paragraphs
    Read the full article here.     in any wording, as a link or followed by an address; or the address alone

A text becomes lines (lines.py, markup.py); each line is looked at by itself (tokens.py, with signposts.py,
source_lines.py, dates.py, addresses.py and names.py); each source line finds the headline above it (heads.py); and what
lies between two heads is dealt out (assembly.py). Words are in words.toml; confidence is explained in doubts.py.
"""

import datetime

from .assembly import Assembly
from .html_lines import lines_of_html, looks_like_html
from .lines import lines_of_text
from .records import Line, ParsedClipping, ParseResult
from .tokens import tokenize

__all__ = ["Line", "ParseResult", "ParsedClipping", "parse_clippings"]


def parse_clippings(text_or_html: str, near: datetime.date | None = None) -> ParseResult:
    """`near` helps with dates that have no year, where the text has no other: the day of the issue, or today."""
    lines = lines_of_html(text_or_html) if looks_like_html(text_or_html) else lines_of_text(text_or_html)
    return Assembly(list(tokenize(lines)), near).parsed()
