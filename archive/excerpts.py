"""How much of an article readers see where a file has its whole text. No Django here."""

from collections.abc import Iterable
from dataclasses import replace

from news.parser.result import ParsedClipping

from .record import IssueRecord

MAX_EXCERPT = 1000  # characters shown of a text that only the PDF has


def shorten_excerpts(record: IssueRecord) -> tuple[IssueRecord, dict[int, str]]:
    """(A record of whole texts with as much of each as a mail shows, the long texts by position of the clipping)."""
    clippings = record.issue.clippings
    shortened = tuple(replace(each, excerpt=shorten(each.excerpt)) for each in clippings)
    long_texts = {
        each.position: each.excerpt
        for each, shown in zip(clippings, shortened, strict=True)
        if each.excerpt != shown.excerpt
    }
    return replace(record, issue=replace(record.issue, clippings=shortened)), long_texts


def longest_excerpt(clippings: Iterable[ParsedClipping]) -> int:
    """How many characters of an article an issue shows at most, by its own articles; MAX_EXCERPT if it has none."""
    return min(MAX_EXCERPT, max((len(each.excerpt) for each in clippings), default=MAX_EXCERPT))


def shorten(text: str, limit: int = MAX_EXCERPT) -> str:
    """The first paragraphs, as many as fit into an excerpt; the first alone, by whole words, if it is too long.

    limit: characters, without the mark of what was left out; at 0 there is no excerpt.
    """
    paragraphs = text.split("\n\n")
    kept = paragraphs[0]
    if len(kept) > limit:
        return f"{kept[:limit].rsplit(' ', 1)[0]} …" if limit else ""
    for paragraph in paragraphs[1:]:
        if len(kept) + len(paragraph) + 2 > limit:
            break
        kept += f"\n\n{paragraph}"
    return kept
