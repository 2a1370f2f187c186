"""Suggests the summary of an old issue, which lists and search engines show. No Django here."""

import re

from news.parser.whole_issue import ParsedIssue

MIN_LENGTH, MAX_LENGTH = 40, 200  # characters
SENTENCE_END = re.compile(r"(?<=[a-z0-9)”\"’%][.!?])[\"”’)]{0,2}\s+(?=[A-Z“\"])")


def suggest_summary(issue: ParsedIssue) -> str:
    """The first sentence of the letter that says something, and those after it that fit; else the first headlines."""
    for paragraph in issue.letter.split("\n\n"):
        text = " ".join(paragraph.split())
        if len(text) >= MIN_LENGTH:
            return _shorten(SENTENCE_END.split(text), " ")
    headlines = [each.headline for each in issue.clippings if each.headline]
    return _shorten(headlines, "; ") if headlines else issue.letter[:MAX_LENGTH]


def _shorten(pieces: list[str], between: str) -> str:
    """As many pieces as fit; of a first one that is too long, as many words as fit."""
    text = pieces[0]
    if len(text) > MAX_LENGTH:
        return text[: MAX_LENGTH - 1].rsplit(" ", 1)[0].rstrip(",;:–—- ") + "…"
    for piece in pieces[1:]:
        if len(text) + len(between) + len(piece) > MAX_LENGTH:
            break
        text += between + piece
    return text
