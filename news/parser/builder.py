"""Builds clippings from tokens. Every token ends up in a clipping, among the unplaced lines or in the boilerplate."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .boilerplate import WORD, ReadMore, is_end_of_alert
from .bylines import parse_byline, split_inline_byline
from .dates import UNDATED, parse_date_at_end
from .doubts import Doubt, confidence
from .foot import find_foot
from .heads import Head, HeadFinder
from .lines import collapse_whitespace, is_blank
from .publishers import host_name
from .redirects import hides_target
from .result import Line, ParsedClipping, ParseResult
from .sentences import ends_like_prose
from .source_lines import SourceLine, is_dateline
from .sources import NO_SOURCES, Sources
from .tokens import Token, TokenKind
from .urls import get_host, has_path, normalize_url

LONG_HEADLINE = 160  # characters from which a headline is doubted
MAX_LINK_LINE_LENGTH = 60
URL_AT_END = re.compile(r"(?<=\S)\s+(https?://\S+)\s*$")
NUMBER_OR_BULLET = re.compile(r"\s*(?:([0-9]{1,3})[.)]|[•·▪‣◦●■*–—-])\s+(?=\S)")


@dataclass(slots=True)
class ClippingDraft:
    """A clipping while its tokens are read.

    `is_closed`: the article has ended, so text no longer belongs to it. `is_over`: something else has begun, so a
    read-more link no longer belongs to it either.
    """

    line: int
    headline: str = ""
    byline: str = ""
    source: str = ""
    date: datetime.date | None = None
    url: str = ""
    headline_url: str = ""
    source_url: str = ""
    subheading: str = ""
    excerpt: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    is_closed: bool = False
    is_over: bool = False

    def build(self, position: int, sources: Sources) -> ParsedClipping:
        url = self.url or self.headline_url or self.source_url
        source = sources.find(self.source) or self.source or sources.find_host(get_host(url))
        general_doubts = {
            Doubt.NO_HEADLINE: not self.headline,
            Doubt.LONG_HEADLINE: len(self.headline) > LONG_HEADLINE or ends_like_prose(self.headline),
            Doubt.BYLINE_AS_HEADLINE: not self.byline and parse_byline(self.headline) is not None,
            Doubt.NO_DATE: self.date is None and Doubt.UNDATED not in self.doubts,
            Doubt.NO_EXCERPT: not self.excerpt,
            Doubt.NO_URL: not url,
            Doubt.GUESSED_URL: bool(url) and not (self.url or self.headline_url),
            Doubt.HIDDEN_URL: hides_target(url),
            Doubt.SOURCE_FROM_URL: not source and bool(url),
        }
        doubts = [*(doubt for doubt, applies in general_doubts.items() if applies), *self.doubts]
        return ParsedClipping(
            headline=self.headline,
            byline=self.byline,
            source=source or host_name(url),
            date=self.date,
            url=url,
            excerpt="\n\n".join(filter(None, (self.subheading, *self.excerpt))),
            position=position,
            confidence=confidence(doubts),
            line=self.line,
            doubts=tuple(doubt.message for doubt in doubts),
        )


class ClippingBuilder:
    """Builds the result from all tokens of a text.

    `near` is the date that gives other dates their year. `sources` names the publishers that it knows.
    """

    def __init__(self, tokens: list[Token], near: datetime.date | None, sources: Sources = NO_SOURCES) -> None:
        self.tokens = tokens
        self.sources = sources
        self.head_finder = HeadFinder(tokens)
        self.near = near
        self.unplaced: list[Line] = []
        self.boilerplate: list[Line] = []

    def build(self) -> ParseResult:
        return self.build_clippings(self.find_heads())

    def build_clippings(self, heads: Sequence[Head]) -> ParseResult:
        """The clippings; what stands above the first is unplaced."""
        for token in self.tokens[: heads[0].first if heads else None]:
            self._add_unplaced_token(token)
        return self.build_from(heads)

    def find_heads(self) -> list[Head]:
        """Where the clippings begin. What stands above the first is for the caller."""
        heads = self.head_finder.find_heads()
        self.near = self._find_reference_date(heads) or self.near
        return heads

    def build_from(self, heads: Sequence[Head]) -> ParseResult:
        """The clippings, and what is in none below the first of them."""
        for token in self.tokens:
            self._add_boilerplate(token.position, token.dropped)
        ends = [*(head.first for head in heads[1:]), len(self.tokens)] if heads else []
        clippings = []
        for position, (head, end) in enumerate(zip(heads, ends, strict=True), 1):
            draft = self._read_head(head, position)
            self._read_body(draft, head.source_line + 1, end, is_last=position == len(heads))
            clippings.append(draft.build(position, self.sources))
        return ParseResult(tuple(clippings), tuple(self.unplaced), tuple(self.boilerplate))

    def _find_reference_date(self, heads: Sequence[Head]) -> datetime.date | None:
        """The date of the issue, from its dateline, or the middle one of its clippings."""
        datelines = (token for token in self.tokens if token.kind is TokenKind.BOILERPLATE and is_dateline(token.text))
        dateline = next(datelines, None)
        written = parse_date_at_end(dateline.words) if dateline else None
        if written and (date := written.resolve(None)):
            return date
        sources = [self.tokens[head.source_line].source for head in heads]
        dates = sorted(date for source in sources if source and (date := source.date.resolve(None)))
        return dates[len(dates) // 2] if dates else None

    # -- The head of a clipping ----------------------------------------------------------------------------------------

    def _read_head(self, head: Head, position: int) -> ClippingDraft:
        tokens = self.tokens
        draft = ClippingDraft(tokens[head.first].position, doubts=[*head.doubts])
        for index in range(head.first, head.source_line):
            if index not in (*head.headline, head.byline, head.url_line, head.subheading):
                self._add_unplaced_token(tokens[index])
        if head.byline is not None:
            self._read_byline(draft, tokens[head.byline])
        if head.url_line is not None and (read_more := tokens[head.url_line].read_more):
            draft.url = read_more.url
            self._add_boilerplate(tokens[head.url_line].position, tokens[head.url_line].text)
        if head.subheading is not None:
            draft.subheading = tokens[head.subheading].words
        if head.headline:
            self._read_headline(draft, [tokens[index] for index in head.headline], position)
        token = tokens[head.source_line]
        if token.source:
            self._read_source_line(draft, token, token.source)
        return draft

    def _read_headline(self, draft: ClippingDraft, lines: Sequence[Token], position: int) -> None:
        parts = [line.text for line in lines]
        number = NUMBER_OR_BULLET.match(parts[0])
        if number and (number[1] in (None, str(position)) or self.head_finder.is_numbered):
            parts[0] = parts[0][number.end() :]
            self._add_boilerplate(lines[0].position, number[0])
        address = URL_AT_END.search(parts[-1]) if "://" in parts[-1] else None
        if address:
            parts[-1] = parts[-1][: address.start()]
            self._add_boilerplate(lines[-1].position, address[1])
        # Below "Headline  By Anna", the rest of the name may stand on a line of its own.
        is_whole = draft.byline and Doubt.GUESSED_BYLINE not in draft.doubts
        other_words, is_fused = (
            self.head_finder.repeated_words,
            (lines[0].begins_head and len(lines) == 1 and not self.head_finder.has_marked_bylines),
        )
        split = None if is_whole else split_inline_byline(" ".join(parts), other_words, is_fused)
        if split:
            headline, by, author, is_certain = split
            parts = [headline]
            draft.doubts += [] if is_certain or draft.byline else [Doubt.GUESSED_BYLINE]
            draft.byline = collapse_whitespace(f"{author} {draft.byline}")
            self._add_boilerplate(lines[-1].position, by)
        draft.headline = collapse_whitespace(" ".join(parts))
        written = normalize_url(address[1]) if address else ""
        draft.headline_url = next((line.url for line in lines if line.url), written)
        if len(lines) > 1:
            draft.doubts.append(Doubt.BROKEN_HEADLINE)

    def _read_byline(self, draft: ClippingDraft, token: Token) -> None:
        by, name = parse_byline(token.text, is_below_headline=True) or ("", token.text)
        draft.byline = collapse_whitespace(name)
        self._add_boilerplate(token.position, by)

    def _read_source_line(self, draft: ClippingDraft, token: Token, line: SourceLine) -> None:
        draft.source = collapse_whitespace(line.source)
        draft.date = line.date.resolve(self.near)
        draft.doubts += (*line.doubts, *line.date.doubts)
        if line.date is UNDATED:
            draft.doubts.append(Doubt.UNDATED)
        if not line.is_usual:
            draft.doubts.append(Doubt.UNUSUAL_SOURCE)
        if draft.date and line.date.year is None:
            draft.doubts.append(Doubt.GUESSED_YEAR)
        draft.url = draft.url or line.url
        if token.url and has_path(token.url):
            draft.source_url = token.url
        if draft.byline or not line.byline:
            self._add_unplaced(token.position, line.byline)
        else:
            draft.byline = collapse_whitespace(line.byline)
        for separator in line.separators:
            self._add_boilerplate(token.position, separator)
        if draft.date:
            self._add_boilerplate(token.position, line.date.text)
        else:
            self._add_unplaced(token.position, line.date.text)
        self._add_unplaced(token.position, line.remark)

    # -- What stands below the source line -----------------------------------------------------------------------------

    def _read_body(self, draft: ClippingDraft, start: int, end: int, is_last: bool) -> None:
        """Read the tokens from `start` to before `end`. Below the last clipping, the foot of the issue is left out."""
        body = range(start, end)
        if is_last:
            end = start + find_foot([self.tokens[index].text for index in body])
        read = (TokenKind.TEXT, TokenKind.READ_MORE)
        last = max((index for index in range(start, end) if self.tokens[index].kind in read), default=start)
        for index in body:
            token = self.tokens[index]
            if index >= end or self._is_past_end(draft, token, is_last):
                draft.is_closed = draft.is_over = True
                self._add_unplaced_token(token)
            elif draft.excerpt and not draft.is_closed and self._continues_paragraph(index, last):
                draft.excerpt[-1] += f" {token.words}"
            elif token.kind is TokenKind.READ_MORE and token.read_more:
                self._read_read_more(draft, token, token.read_more)
            elif token.kind is not TokenKind.TEXT:
                draft.is_closed |= token.kind is TokenKind.RULE and bool(draft.excerpt)
                self._add_unplaced_token(token)
            elif not draft.byline and self._is_first_text(start, index) and parse_byline(token.text):
                self._read_byline(draft, token)
            elif index == last and self._is_link_to_article(draft, token):
                draft.url, draft.is_closed = token.url, True
                draft.doubts.append(Doubt.GUESSED_URL)
                self._add_unplaced_token(token)
            else:
                draft.excerpt.append(token.words)

    def _is_first_text(self, start: int, index: int) -> bool:
        """Whether it stands directly below the source line, or below a URL that does."""
        return index == start or (index == start + 1 and self.tokens[start].is_bare_url)

    def _continues_paragraph(self, index: int, last: int) -> bool:
        """Whether it continues the line above: wrapped by a mail program, or a URL inside the article."""
        token, above = self.tokens[index], self.tokens[index - 1]
        if token.kind is TokenKind.TEXT:
            return above.kind is TokenKind.TEXT and self.head_finder.breaks.continues_paragraph(index)
        return above.kind is TokenKind.TEXT and token.ends_paragraph and index < last

    def _is_past_end(self, draft: ClippingDraft, token: Token, is_last: bool) -> bool:
        """Whether it no longer belongs to this clipping: text after its end, or far below the URL of the last one."""
        is_far_below_url = is_last and bool(draft.url) and not draft.excerpt and token.gap > 2
        is_other_text = token.kind is TokenKind.TEXT and (draft.is_closed or is_far_below_url)
        return (token.kind is TokenKind.BOILERPLATE and not is_end_of_alert(token.text)) or is_other_text

    def _is_link_to_article(self, draft: ClippingDraft, token: Token) -> bool:
        """Whether a last, short line that is one link leads to the article, whatever its words."""
        return (
            bool(draft.excerpt)
            and not (draft.url or draft.headline_url)
            and token.is_mostly_link
            and len(token.words) <= MAX_LINK_LINE_LENGTH
            and not ends_like_prose(token.words)
        )

    def _read_read_more(self, draft: ClippingDraft, token: Token, read_more: ReadMore) -> None:
        is_first_url = bool(read_more.url) and not draft.url
        is_same_url = not read_more.url or read_more.url == draft.url
        # "Read the article at Example Wire" is boilerplate if Example Wire is the source.
        names_only_source = read_more.extra_words <= set(WORD.findall(draft.source.lower()))
        if draft.is_over or not (is_first_url or is_same_url) or not names_only_source:
            self._add_unplaced_token(token)
        else:
            self._add_boilerplate(token.position, token.text)
        if draft.is_over:
            return
        if is_first_url:
            draft.url = read_more.url
        draft.is_closed = bool(draft.excerpt) or not read_more.is_bare_url

    # -- What is in no clipping ----------------------------------------------------------------------------------------

    def _add_unplaced_token(self, token: Token) -> None:
        if token.kind in (TokenKind.RULE, TokenKind.DATE):
            self._add_boilerplate(token.position, token.text)
        else:
            self._add_unplaced(token.position, token.text, token.url)

    def _add_unplaced(self, position: int, text: str, url: str = "") -> None:
        if not is_blank(text):
            self.unplaced.append(Line(position, collapse_whitespace(text), url))

    def _add_boilerplate(self, position: int, text: str) -> None:
        if not is_blank(text):
            self.boilerplate.append(Line(position, collapse_whitespace(text)))
