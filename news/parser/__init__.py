"""Reads clippings out of pasted text or HTML. No Django here.

    parse_clippings(text, near, sources) -> ParseResult(clippings, unplaced, boilerplate)

The grammar, of which only the source line is indispensable:

    Headline                        one to three lines; "Headline  By Author" (two spaces) also gives the byline
    By Author, or only Author       optional
    Source, Month D, YYYY           or "Source | Month D, YYYY"
    paragraphs
    Read the full article here.     in any wording, as a link or followed by a URL; or the URL alone

The steps, in order:

    lines.py, html_lines.py     the input becomes lines, each with its links
    layouts/                    lines of other shapes are brought into that of the grammar: tables, Markdown, text run
                                together by a PDF
    tokens.py                   each line becomes one or two tokens, classified by what they look like on their own
                                (boilerplate.py, mail_fields.py, source_lines.py, dates.py, urls.py; redirects.py,
                                tracking.py)
    field_lines.py              what begins like a field of a mail, but stands in an article, is text again
    fused.py                    a headline and its source on one line are parted (publishers.py)
    undated.py                  sources without a date, and links alone
    heads.py                    each source line finds the headline and byline above it (bylines.py, sentences.py,
                                line_breaks.py)
    builder.py                  the tokens between two heads become a clipping's excerpt and URL, or are unplaced
    foot.py                     what stands below the last of them
    sources.py                  the source is named as the table of sources has it
    doubts.py                   why a clipping may be misread, and what confidence remains

The words that decide are listed in words.toml.
"""

import datetime

from .builder import ClippingBuilder
from .reading import read_tokens
from .result import Line, ParsedClipping, ParseResult
from .sources import NO_SOURCES, Sources

__all__ = ["Line", "ParseResult", "ParsedClipping", "Sources", "parse_clippings"]


def parse_clippings(text: str, near: datetime.date | None = None, sources: Sources = NO_SOURCES) -> ParseResult:
    """The clippings in plain text or HTML, and the lines that belong to none. Never raises.

    A date without a year gets the year that brings it nearest to the dates around it or, if the text has no others, to
    `near`: the date of the issue, or today. `sources`: the table that names a source for its spellings and hosts; what
    it does not know stays as written.
    """
    return ClippingBuilder(read_tokens(text, sources), near, sources).build()
