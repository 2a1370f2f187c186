"""Parts a headline from the source on its own line: "Envoys Meet in Kyiv By An Author Kyiv Post, May 5, 2018".

Where the source begins is told, in this order, by a well-known publisher's name, by the host of the article's URL, by a
bar, dash or question mark between both, and otherwise by the capitals, which is a guess.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .boilerplate import ReadMore
from .dates import WrittenDate, parse_date_at_end
from .doubts import Doubt
from .lines import Link, collapse_whitespace
from .mastheads import find_letter
from .publishers import find_publisher, is_publisher, name_matches_url
from .sentences import ends_like_prose
from .source_lines import SEPARATOR, SourceLine, parse_source_line
from .tokens import Token, TokenKind

MAX_LENGTH = 420  # characters of headline, byline, source and date
MAX_SOURCE_WORDS = 8
MIN_WORDS = 4  # of a line that may hold a headline and a source
WORD = re.compile(r"\S+")
BY = re.compile(r"\s(By|BY|by)\s(?=[?\ufffd]?[^\W\d_])")
MARK = re.compile(r"\s[|–—-]{1,2}\s")
END_OF_HEADLINE = re.compile(r"[?!”\"]\s+(?=[^\W\d_])")
INITIAL = re.compile(r"[^\W\d_]\.")
ARTICLES = {"the", "a"}


def split_fused_heads(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens, of which those that hold a whole head are split into headline, byline and source line."""
    letter = find_letter(tokens)
    for index, token in enumerate(tokens):
        url = _url_below(tokens, index)
        if index in letter and not url:
            yield token  # a letter may list a hearing, or anything else with bars and a date
            continue
        is_head = token.kind in (TokenKind.SOURCE, TokenKind.TEXT) and len(token.words) <= MAX_LENGTH
        date = parse_date_at_end(token.text) if is_head else None
        if date is None or date.day is None or not _is_candidate(tokens, index, date, url):
            yield token
        else:
            yield from _split(token, date, url)


def _url_below(tokens: Sequence[Token], index: int) -> str:
    below: ReadMore | None = tokens[index + 1].read_more if index + 1 < len(tokens) else None
    return below.url if below else ""


def _is_candidate(tokens: Sequence[Token], index: int, date: WrittenDate, url: str) -> bool:
    token = tokens[index]
    before = token.text[: date.start].rstrip(" ,|;:–—-(\t\n\xa0")
    if len(before.split()) < MIN_WORDS and not END_OF_HEADLINE.search(before):
        return False
    if is_publisher(before):
        return False
    below = tokens[index + 1] if index + 1 < len(tokens) else None
    if below and below.is_bare_url and below.position == token.position:
        return True
    if date.year is None or "\n" in token.text or _has_headline_above(tokens, index):
        return False
    if token.kind is TokenKind.SOURCE and token.source is not None and token.source.is_certain:
        return True
    is_separate = before != token.text[: date.start].rstrip()
    return is_separate and _known_source_start(before, url) is not None and not ends_like_prose(token.words)


def _has_headline_above(tokens: Sequence[Token], index: int) -> bool:
    above = tokens[index - 1] if index else None
    return above is not None and above.kind is TokenKind.TEXT and not ends_like_prose(above.words)


def _split(token: Token, date: WrittenDate, url: str) -> Iterator[Token]:
    """The parts of a line; the line itself if it holds no headline."""
    separator = SEPARATOR.search(token.text[: date.start])
    end = separator.start() if separator else date.start
    start, by, doubts = find_source_start(token.text[:end], url)
    headline_end = by[0] if by else start
    headline = token.text[:headline_end]
    mark = MARK.search(f"{headline} ", max(0, len(headline) - 4))
    mark_text = mark[0].strip() if mark and mark.end() >= len(headline) else ""
    if mark and mark_text:
        headline = headline[: mark.start()]
    if start == 0 or not headline.strip():
        yield token
        return
    yield replace(_part(token, headline, token.gap, token.dropped, 0), begins_head=True)
    if by:
        yield _part(token, token.text[by[0] : start].strip(), 0, "", by[0])
    yield _source_token(token, start, doubts, date, mark_text)


def _part(token: Token, text: str, gap: int, dropped: str, start: int) -> Token:
    links = tuple(
        Link(link.start - start, link.end - start, link.url)
        for link in token.links
        if start <= link.start and link.end <= start + len(text)
    )
    return Token(token.position, gap, text, collapse_whitespace(text), links, TokenKind.TEXT, dropped=dropped)


def _source_token(token: Token, start: int, doubts: tuple[Doubt, ...], date: WrittenDate, mark: str) -> Token:
    text = token.text[start:]
    source = parse_source_line(text)
    if source is None:
        written = replace(date, start=date.start - start)
        separator = SEPARATOR.search(text[: written.start])
        end = separator.start() if separator else written.start
        rest = text[written.start + len(written.text) :]
        separators = tuple(part for part in (separator[0] if separator else "", rest) if part.strip())
        source = SourceLine(text[:end], "", written, "", separators, is_usual=True)
    source = replace(source, is_usual=True, is_marked=False, doubts=doubts)
    part = _part(token, text, 0, mark, start)
    part.kind, part.source = TokenKind.SOURCE, source
    return part


def find_source_start(text: str, url: str) -> tuple[int, tuple[int, int] | None, tuple[Doubt, ...]]:
    """Where the source begins in "Headline By Author Source", the span of "By ", and what is doubtful about it.

    0 if there is no headline.
    """
    by = None
    for match in BY.finditer(text):
        rest = text[match.end() :]
        # "Putin, Netanyahu Speak by Telephone TASS" names no author.
        if match[1] != "by" or len(rest[: _known_source_start(rest, url)].split()) > 1:
            by = match
    if by and not text[by.end() :].startswith(("the ", "a ")):
        rest = text[by.end() :]
        start = _known_source_start(rest, url)
        doubts: tuple[Doubt, ...] = ()
        if start is None:
            start, doubts = _behind_name(rest), (Doubt.GUESSED_SOURCE,)
        if start:
            return by.end() + start, (by.start(), by.end()), doubts
    start = _known_source_start(text, url)
    if start is None:
        start = _marked_source_start(text)
    if start is not None:
        return start, None, ()
    return _guess_source_start(text), None, (Doubt.GUESSED_SOURCE,)


def _known_source_start(text: str, url: str) -> int | None:
    """Where a well-known name or one that fits the URL begins at the end of the text, if anything stands before it."""
    words = list(WORD.finditer(text))[1:][-MAX_SOURCE_WORDS:]
    starts = [match.start() for match in words if match[0][0].isalnum()]
    start = find_publisher(text)
    if start is None and url:
        start = next((start for start in reversed(starts) if name_matches_url(text[start:], url)), None)
        marked = _marked_source_start(text)
        if start is not None and marked and marked < start and len(text[marked:start].split()) <= 2:
            start = marked
        before = text[:start].split() if start is not None else []
        if start is not None and len(before) > 1 and before[-1] == "The":
            start = text.rindex("The", 0, start)
    return start


def _marked_source_start(text: str) -> int | None:
    marks = [*MARK.finditer(text), *END_OF_HEADLINE.finditer(text)]
    ends = sorted(match.end() for match in marks if 1 <= len(text[match.end() :].split()) <= MAX_SOURCE_WORDS)
    return ends[-1] if ends and text[: ends[-1]].strip() else None


def _behind_name(text: str) -> int:
    """Behind a name of two words, or three with an initial; 0 if nothing follows."""
    comma = re.search(r",\s", text)
    words = list(WORD.finditer(text))
    if comma and len(text[: comma.start()].split()) <= 5:
        return comma.end()
    count = 3 if len(words) > 3 and INITIAL.fullmatch(words[1][0]) else 2
    return words[count].start() if len(words) > count else 0


def _guess_source_start(text: str) -> int:
    """Where the capitals at the end begin, five words at most; of a headline in capitals, its last two words."""
    words = list(WORD.finditer(text))
    run = 0
    for match in reversed(words):
        if not match[0][0].isupper() and match[0].lower() not in ("of", "the", "and", "&", "for", "de"):
            break
        run += 1
    if run == len(words) or run > 5:
        run = 2
    while run > 1 and words[-run][0][0].islower():
        run -= 1
    return words[-run].start() if 0 < run < len(words) else 0
