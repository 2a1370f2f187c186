"""The letter of an issue that was read, as HTML: for the editor into which it is pasted, and for an import."""

import re
from collections.abc import Sequence

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from .parser.whole_issue import ParsedIssue, part_signature


def part_letter(issue: ParsedIssue) -> tuple[list[str], str]:
    """The paragraphs of the letter, from title and salutation to the words above the signature; and its lines."""
    closing, signature = part_signature(issue.signature)
    return [part for part in (issue.title, issue.salutation, *issue.letter.split("\n\n"), closing) if part], signature


def make_letter(paragraphs: Sequence[str], links: Sequence[tuple[str, str]]) -> str:
    """The letter as HTML. links: the words that are linked and their URLs, in the order in which they stand there."""
    waiting = list(links)
    return format_html_join("", "<p>{}</p>", ((link_words(text, waiting),) for text in paragraphs))


def find_words(text: str, words: str, position: int) -> int:
    """Where whole words stand from a position on: "here" is not in "where". -1 where they do not."""
    before, behind = (r"(?<!\w)" if words[:1].isalnum() else ""), (r"(?!\w)" if words[-1:].isalnum() else "")
    match = re.compile(before + re.escape(words) + behind).search(text, position) if words else None
    return match.start() if match else -1


def link_words(text: str, waiting: list[tuple[str, str]]) -> str:
    """A paragraph as HTML; the links that are found in it are taken out of `waiting`."""
    html, position = SafeString(), 0
    for words, url in [*waiting]:
        start = find_words(text, words, position)
        if start >= 0:
            html += conditional_escape(text[position:start]) + format_html('<a href="{}">{}</a>', url, words)
            position = start + len(words)
            waiting.remove((words, url))
    return html + conditional_escape(text[position:])
