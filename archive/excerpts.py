"""How much of an article readers see where a file has its whole text. No Django here."""

from dataclasses import replace

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


def shorten(text: str) -> str:
    """The first paragraphs, as many as fit into an excerpt; the first alone, by whole words, if it is too long."""
    paragraphs = text.split("\n\n")
    kept = paragraphs[0]
    if len(kept) > MAX_EXCERPT:
        return kept[:MAX_EXCERPT].rsplit(" ", 1)[0] + " …"
    for paragraph in paragraphs[1:]:
        if len(kept) + len(paragraph) + 2 > MAX_EXCERPT:
            break
        kept += f"\n\n{paragraph}"
    return kept
