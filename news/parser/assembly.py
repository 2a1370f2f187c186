"""Pieces into clippings. Whatever is taken up is written down, so that at the end nothing is missing."""

import datetime
import re
from dataclasses import dataclass, field

from .boilerplate import WORD, is_footer_boilerplate
from .bylines import read_byline, split_fused_byline
from .dates import date_at_end
from .doubts import Doubt, confidence
from .heads import Document, Head
from .lines import is_blank, squash
from .records import Line, ParsedClipping, ParseResult
from .sentences import ends_like_prose
from .source_lines import is_dateline
from .tokens import Kind, Token
from .urls import has_path

LONG_HEADLINE = 160
MAX_LINK_LINE_LENGTH = 60
READ = (Kind.TEXT, Kind.READ_MORE)
NUMBER_OR_BULLET = re.compile(r"\s*(?:([0-9]{1,3})[.)]|[•·▪‣◦●■*–—-])\s+(?=\S)")


@dataclass(slots=True)
class Draft:
    """A clipping while its lines are read. `closed` once the article ended, `over` once something else began."""

    line: int
    headline: str = ""
    byline: str = ""
    source: str = ""
    date: datetime.date | None = None
    url: str = ""
    headline_url: str = ""
    source_url: str = ""
    excerpt: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    closed: bool = False
    over: bool = False

    def finished(self, position: int) -> ParsedClipping:
        url = self.url or self.headline_url or self.source_url
        missing = {
            Doubt.NO_HEADLINE: not self.headline,
            Doubt.LONG_HEADLINE: len(self.headline) > LONG_HEADLINE or ends_like_prose(self.headline),
            Doubt.NO_DATE: self.date is None,
            Doubt.NO_EXCERPT: not self.excerpt,
            Doubt.NO_URL: not url,
            Doubt.GUESSED_URL: bool(url) and not (self.url or self.headline_url),
        }
        doubts = [*(doubt for doubt, is_so in missing.items() if is_so), *self.doubts]
        return ParsedClipping(
            headline=self.headline,
            byline=self.byline,
            source=self.source,
            date=self.date,
            url=url,
            excerpt="\n\n".join(self.excerpt),
            position=position,
            confidence=confidence(doubts),
            line=self.line,
            doubts=tuple(doubt.message for doubt in doubts),
        )


class Assembly:
    def __init__(self, tokens: list[Token], near: datetime.date | None):
        self.tokens = tokens
        self.document = Document(tokens)
        self.near = near
        self.unplaced: list[Line] = []
        self.boilerplate: list[Line] = []

    def parsed(self) -> ParseResult:
        heads = self.document.heads()
        self.near = self._reference_date(heads) or self.near
        starts = [*(head.first for head in heads), len(self.tokens)]
        for token in self.tokens[: starts[0]]:
            self._leave_unplaced(token)
        clippings = []
        for position, (head, end) in enumerate(zip(heads, starts[1:], strict=True), 1):
            draft = self._read_head(head, position)
            self._read_body(draft, head.anchor + 1, end, is_last=position == len(heads))
            clippings.append(draft.finished(position))
        return ParseResult(tuple(clippings), tuple(self.unplaced), tuple(self.boilerplate))

    def _reference_date(self, heads):
        """What a date without a year is measured against: the day of the issue, or the middle one of its clippings."""
        dateline = next((p for p in self.tokens if p.kind is Kind.BOILERPLATE and is_dateline(p.text)), None)
        if dateline and (day := date_at_end(dateline.words).as_date(None)):
            return day
        dates = sorted(filter(None, (self.tokens[head.anchor].source.date.as_date(None) for head in heads)))
        return dates[len(dates) // 2] if dates else None

    def _read_head(self, head: Head, position) -> Draft:
        tokens = self.tokens
        draft = Draft(tokens[head.first].position, doubts=head.doubts)
        for index in range(head.first, head.anchor):
            if index not in (*head.headline, head.byline, head.url_line):
                self._leave_unplaced(tokens[index])
        if head.byline is not None:
            self._take_byline(draft, tokens[head.byline])
        if head.url_line is not None:
            draft.url = tokens[head.url_line].read_more.url
            self._set_aside(tokens[head.url_line].position, tokens[head.url_line].text)
        if head.headline:
            self._take_headline(draft, [tokens[index] for index in head.headline], position)
        self._take_source(draft, tokens[head.anchor])
        return draft

    def _take_headline(self, draft, lines, position):
        parts = [line.text for line in lines]
        number = NUMBER_OR_BULLET.match(parts[0])
        if number and number[1] in (None, str(position)):
            parts[0] = parts[0][number.end() :]
            self._set_aside(lines[0].position, number[0])
        fused = None if draft.byline else split_fused_byline(parts[-1])
        if fused:
            parts[-1], by, draft.byline = fused[0], fused[1], squash(fused[2])
            self._set_aside(lines[-1].position, by)
        draft.headline = squash(" ".join(parts))
        draft.headline_url = next((line.url for line in lines if line.url), "")
        if len(lines) > 1:
            draft.doubts.append(Doubt.BROKEN_HEADLINE)

    def _take_byline(self, draft, token):
        by, name = read_byline(token.text) or ("", token.text)
        draft.byline = squash(name)
        self._set_aside(token.position, by)

    def _take_source(self, draft, token):
        found = token.source
        draft.source = squash(found.source)
        draft.date = found.date.as_date(self.near)
        draft.doubts += found.date.doubts
        if not found.is_usual:
            draft.doubts.append(Doubt.UNUSUAL_SOURCE)
        if draft.date and found.date.year is None:
            draft.doubts.append(Doubt.GUESSED_YEAR)
        if token.url and has_path(token.url):
            draft.source_url = token.url
        if draft.byline or not found.byline:
            self._leave_text_unplaced(token.position, found.byline)
        else:
            draft.byline = squash(found.byline)
        for mark in found.marks:
            self._set_aside(token.position, mark)
        written = self._set_aside if draft.date else self._leave_text_unplaced
        written(token.position, found.date.text)
        self._leave_text_unplaced(token.position, found.tail)

    def _read_body(self, draft, start, end, is_last):
        body = range(start, end)
        if is_last:  # below it stands what every issue ends with
            end = next((index for index in body if is_footer_boilerplate(self.tokens[index].text)), end)
        last = max((index for index in range(start, end) if self.tokens[index].kind in READ), default=start)
        for index in body:
            token = self.tokens[index]
            if index >= end or self._is_beyond(draft, token, is_last):
                draft.closed = draft.over = True
                self._leave_unplaced(token)
            elif draft.excerpt and not draft.closed and self._is_part_of_text(index, last):
                draft.excerpt[-1] += f" {token.words}"
            elif token.kind is Kind.READ_MORE:
                self._take_read_more(draft, token)
            elif token.kind is not Kind.TEXT:
                draft.closed |= token.kind is Kind.RULE and bool(draft.excerpt)
                self._leave_unplaced(token)
            elif index == start and not draft.byline and read_byline(token.text):
                self._take_byline(draft, token)
            elif index == last and self._is_link_alone(draft, token):
                draft.url, draft.closed = token.url, True
                draft.doubts.append(Doubt.GUESSED_URL)
                self._leave_unplaced(token)
            else:
                draft.excerpt.append(token.words)

    def _is_part_of_text(self, index, last):
        """Goes on with the line above: broken by a mail program, or an address inside the article."""
        token, above = self.tokens[index], self.tokens[index - 1]
        if token.kind is Kind.TEXT:
            return above.kind is Kind.TEXT and self.document.runs_on(index)
        return above.kind is Kind.TEXT and token.ends_paragraph and index < last

    def _is_beyond(self, draft, token, is_last):
        """Not this article's any more: text behind its end, or far below the address of the last one."""
        far_below_url = is_last and draft.url and not draft.excerpt and token.gap > 2
        return token.kind is Kind.BOILERPLATE or (token.kind is Kind.TEXT and (draft.closed or far_below_url))

    def _is_link_alone(self, draft, token):
        """A short line that is one link, last below the text: it leads to the article, whatever it says."""
        return (
            bool(draft.excerpt)
            and not (draft.url or draft.headline_url)
            and token.is_one_link
            and len(token.words) <= MAX_LINK_LINE_LENGTH
            and not ends_like_prose(token.words)
        )

    def _take_read_more(self, draft, token):
        read_more = token.read_more
        is_new = bool(read_more.url) and not draft.url
        is_again = not read_more.url or read_more.url == draft.url
        if draft.over or not (is_new or is_again) or not self._says_nothing_else(draft, read_more):
            self._leave_unplaced(token)
        else:
            self._set_aside(token.position, token.text)
        if draft.over:
            return
        if is_new:
            draft.url = read_more.url
        draft.closed = bool(draft.excerpt) or not read_more.is_bare_url

    def _says_nothing_else(self, draft, read_more):
        """ "Read the article at Example Wire", if that is the source, says nothing new."""
        return read_more.own_words <= set(WORD.findall(draft.source.lower()))

    def _leave_unplaced(self, token):
        if token.kind is Kind.RULE:
            self._set_aside(token.position, token.text)
        else:
            self._leave_text_unplaced(token.position, token.text, token.url)

    def _leave_text_unplaced(self, position, text, url=""):
        if not is_blank(text):
            self.unplaced.append(Line(position, squash(text), url))

    def _set_aside(self, position, text):
        if not is_blank(text):
            self.boilerplate.append(Line(position, squash(text)))
