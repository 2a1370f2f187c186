"""Brings pasted text of any shape into lines as the grammar of the parser has them.

    read_lines(text) -> lines

Nothing is lost: what only marks something (the bars of a table, the "##" of Markdown) goes into `RawLine.dropped`.
Lines may change their order inside one row of a table only, and become more; what is not recognized stays as it is.

    wrapped.py        addresses that a mail program broke over lines become whole, those in angle brackets links; the
                      ">" of a forwarded mail goes
    page_numbers.py   the numbers of a PDF's pages go
    markdown.py       headings, emphasis and links
    records.py        one article a row: tabs (Excel), bars, rows of an HTML table
    broken_heads.py   such a head of a PDF, broken at the width of its page, becomes one line
    run_together.py   a PDF's "Headline Source, Month D, YYYY https://…" and what follows it on the same line
    two_lines.py      the source on one line and the date on the next become one line; "Headline (JTA, Nov 24)" two;
                      "JTA: Headline (Nov 24) https://…" three
"""

from ..html_lines import html_to_lines, looks_like_html
from ..lines import RawLine, number_lines, text_to_lines
from .broken_heads import join_broken_heads
from .markdown import strip_markdown
from .page_numbers import drop_page_numbers
from .records import split_records
from .run_together import split_run_together
from .two_lines import arrange_sources, split_named
from .wrapped import join_wrapped_urls, link_words, strip_quote_marks

__all__ = ["read_lines"]


def read_lines(text: str) -> list[RawLine]:
    """The lines of plain text or HTML in the shape of the grammar. Never raises."""
    if looks_like_html(text):
        lines = number_lines(html_to_lines(text))
    else:
        lines = number_lines(text_to_lines(text))
        lines = link_words(strip_markdown(join_wrapped_urls(drop_page_numbers(strip_quote_marks(lines)))))
    return arrange_sources(split_run_together(join_broken_heads(split_records(split_named(lines)))))
