"""Suggests the summary of an old issue, which lists and search engines show. No Django here."""

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, takewhile

from news.parser.sentences import ends_sentence
from news.parser.whole_issue import ParsedIssue

MIN_LENGTH, MAX_LENGTH = 40, 200  # characters
SENTENCE_END = re.compile(r"(?<=[a-z0-9)”\"’%])[.!?][\"”’)]{0,2}(?=\s[A-Z“\"(])")
ABBREVIATION = re.compile(r"\b(?:Amb|Col|Dr|Gen|Gov|Mr|Mrs|Ms|No|Prof|Rep|Sen|St|vs)\.$")
LONGEST = 12  # characters of one, and more than one before it
LOST_LETTER = re.compile(r"\ufffd|\w\?\w")
BRACKETS = {"(": ")", "[": "]"}


def suggest_summary(issue: ParsedIssue) -> str:
    """The first whole sentence of the letter that says something, and those after it that fit; else the headlines.

    A text that lost letters, or that ends inside of a bracket as where an address was lost, is not suggested. Empty
    where there is nothing else.
    """
    paragraphs = [" ".join(paragraph.split()) for paragraph in issue.letter.split("\n\n")]
    paragraphs = [text for text in paragraphs if len(text) >= MIN_LENGTH]
    for text in paragraphs:
        from_whole = dropwhile(lambda sentence: not _is_whole(sentence), split_sentences(text))
        sentences = list(takewhile(_is_whole, from_whole))
        if sum(map(len, sentences)) >= MIN_LENGTH:
            return _shorten(sentences, " ")
    for text in paragraphs:
        if not LOST_LETTER.search(text):
            return _cut(text)
    headlines = [each.headline for each in issue.clippings if each.headline and not LOST_LETTER.search(each.headline)]
    if headlines:
        return _shorten(headlines, "; ")
    return "" if LOST_LETTER.search(issue.letter) else issue.letter[:MAX_LENGTH]


def split_sentences(text: str) -> Iterator[str]:
    """The sentences of a paragraph, as they stand there."""
    start = 0
    for match in SENTENCE_END.finditer(text):
        if not ABBREVIATION.search(text[max(start, match.end() - LONGEST) : match.end()].strip()):
            yield text[start : match.end()].strip()
            start = match.end()
    yield text[start:].strip()


def _is_whole(sentence: str) -> bool:
    return ends_sentence(sentence) and not LOST_LETTER.search(sentence) and _find_open_bracket(sentence) < 0


def _find_open_bracket(text: str) -> int:
    """Where the first bracket stands that is not closed; -1 if there is none."""
    waiting: list[tuple[int, str]] = []
    for place, sign in enumerate(text):
        if sign in BRACKETS:
            waiting.append((place, BRACKETS[sign]))
        elif waiting and sign == waiting[-1][1]:
            waiting.pop()
    return waiting[0][0] if waiting else -1


def _shorten(pieces: Sequence[str], between: str) -> str:
    """As many pieces as fit; of a first one that is too long, as many words as fit."""
    text = pieces[0]
    if len(text) > MAX_LENGTH:
        return _cut(text)
    for piece in pieces[1:]:
        if len(text) + len(between) + len(piece) > MAX_LENGTH:
            break
        text += between + piece
    return text


def _cut(text: str) -> str:
    """As many words as fit, up to a bracket that is not closed among them, and the mark that the sentence goes on."""
    if len(text) > MAX_LENGTH:
        text = text[: MAX_LENGTH - 1].rsplit(" ", 1)[0]
    bracket = _find_open_bracket(text)
    kept = text[:bracket] if bracket > 0 else text
    return f"{kept.rstrip(',;:–—- .…')}…"
