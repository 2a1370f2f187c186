"""Pieces into clippings. Whatever is taken up is written down, so that at the end nothing is missing."""

import datetime
import re
from dataclasses import dataclass, field

from .addresses import has_path
from .dates import date_at_end
from .doubts import Doubt, confidence
from .heads import Head, Reading
from .lines import is_blank, squash
from .names import read_byline, split_fused_byline
from .pieces import Kind, Piece
from .records import Clipping, Line, Parsed
from .sentences import ends_like_prose
from .signposts import WORD, is_colophon
from .source_lines import is_dateline

LONG_HEADLINE = 160
LONGEST_LINK_LINE = 60
READ = (Kind.TEXT, Kind.CLOSER)
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

    def finished(self, position: int) -> Clipping:
        url = self.url or self.headline_url or self.source_url
        missing = {
            Doubt.NO_HEADLINE: not self.headline,
            Doubt.LONG_HEADLINE: len(self.headline) > LONG_HEADLINE or ends_like_prose(self.headline),
            Doubt.NO_DATE: self.date is None,
            Doubt.NO_EXCERPT: not self.excerpt,
            Doubt.NO_ADDRESS: not url,
            Doubt.GUESSED_ADDRESS: bool(url) and not (self.url or self.headline_url),
        }
        doubts = [*(doubt for doubt, is_so in missing.items() if is_so), *self.doubts]
        return Clipping(
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
    def __init__(self, pieces: list[Piece], near: datetime.date | None):
        self.pieces = pieces
        self.reading = Reading(pieces)
        self.near = near
        self.unplaced: list[Line] = []
        self.signposts: list[Line] = []

    def parsed(self) -> Parsed:
        heads = self.reading.heads()
        self.near = self._reference_date(heads) or self.near
        starts = [*(head.first for head in heads), len(self.pieces)]
        for piece in self.pieces[: starts[0]]:
            self._leave(piece)
        clippings = []
        for position, (head, end) in enumerate(zip(heads, starts[1:], strict=True), 1):
            draft = self._read_head(head, position)
            self._read_body(draft, head.anchor + 1, end, is_last=position == len(heads))
            clippings.append(draft.finished(position))
        return Parsed(tuple(clippings), tuple(self.unplaced), tuple(self.signposts))

    def _reference_date(self, heads):
        """What a date without a year is measured against: the day of the issue, or the middle one of its clippings."""
        dateline = next((p for p in self.pieces if p.kind is Kind.FURNITURE and is_dateline(p.text)), None)
        if dateline and (day := date_at_end(dateline.words).as_date(None)):
            return day
        dates = sorted(filter(None, (self.pieces[head.anchor].source.date.as_date(None) for head in heads)))
        return dates[len(dates) // 2] if dates else None

    def _read_head(self, head: Head, position) -> Draft:
        pieces = self.pieces
        draft = Draft(pieces[head.first].position, doubts=head.doubts)
        for index in range(head.first, head.anchor):
            if index not in (*head.headline, head.byline, head.address):
                self._leave(pieces[index])
        if head.byline is not None:
            self._take_byline(draft, pieces[head.byline])
        if head.address is not None:
            draft.url = pieces[head.address].closer.url
            self._pass(pieces[head.address].position, pieces[head.address].text)
        if head.headline:
            self._take_headline(draft, [pieces[index] for index in head.headline], position)
        self._take_source(draft, pieces[head.anchor])
        return draft

    def _take_headline(self, draft, lines, position):
        parts = [line.text for line in lines]
        number = NUMBER_OR_BULLET.match(parts[0])
        if number and number[1] in (None, str(position)):
            parts[0] = parts[0][number.end() :]
            self._pass(lines[0].position, number[0])
        fused = None if draft.byline else split_fused_byline(parts[-1])
        if fused:
            parts[-1], by, draft.byline = fused[0], fused[1], squash(fused[2])
            self._pass(lines[-1].position, by)
        draft.headline = squash(" ".join(parts))
        draft.headline_url = next((line.url for line in lines if line.url), "")
        if len(lines) > 1:
            draft.doubts.append(Doubt.BROKEN_HEADLINE)

    def _take_byline(self, draft, piece):
        by, name = read_byline(piece.text) or ("", piece.text)
        draft.byline = squash(name)
        self._pass(piece.position, by)

    def _take_source(self, draft, piece):
        found = piece.source
        draft.source = squash(found.source)
        draft.date = found.date.as_date(self.near)
        draft.doubts += found.date.doubts
        if not found.is_usual:
            draft.doubts.append(Doubt.UNUSUAL_SOURCE)
        if draft.date and found.date.year is None:
            draft.doubts.append(Doubt.GUESSED_YEAR)
        if piece.url and has_path(piece.url):
            draft.source_url = piece.url
        if draft.byline or not found.byline:
            self._leave_text(piece.position, found.byline)
        else:
            draft.byline = squash(found.byline)
        for mark in found.marks:
            self._pass(piece.position, mark)
        written = self._pass if draft.date else self._leave_text
        written(piece.position, found.date.text)
        self._leave_text(piece.position, found.tail)

    def _read_body(self, draft, start, end, is_last):
        body = range(start, end)
        if is_last:  # below it stands what every issue ends with
            end = next((index for index in body if is_colophon(self.pieces[index].text)), end)
        last = max((index for index in range(start, end) if self.pieces[index].kind in READ), default=start)
        for index in body:
            piece = self.pieces[index]
            if index >= end or self._is_beyond(draft, piece, is_last):
                draft.closed = draft.over = True
                self._leave(piece)
            elif draft.excerpt and not draft.closed and self._is_part_of_text(index, last):
                draft.excerpt[-1] += f" {piece.words}"
            elif piece.kind is Kind.CLOSER:
                self._take_closer(draft, piece)
            elif piece.kind is not Kind.TEXT:
                draft.closed |= piece.kind is Kind.RULE and bool(draft.excerpt)
                self._leave(piece)
            elif index == start and not draft.byline and read_byline(piece.text):
                self._take_byline(draft, piece)
            elif index == last and self._is_link_alone(draft, piece):
                draft.url, draft.closed = piece.url, True
                draft.doubts.append(Doubt.GUESSED_ADDRESS)
                self._leave(piece)
            else:
                draft.excerpt.append(piece.words)

    def _is_part_of_text(self, index, last):
        """Goes on with the line above: broken by a mail program, or an address inside the article."""
        piece, above = self.pieces[index], self.pieces[index - 1]
        if piece.kind is Kind.TEXT:
            return above.kind is Kind.TEXT and self.reading.runs_on(index)
        return above.kind is Kind.TEXT and piece.ends_paragraph and index < last

    def _is_beyond(self, draft, piece, is_last):
        """Not this article's any more: text behind its end, or far below the address of the last one."""
        far_below_address = is_last and draft.url and not draft.excerpt and piece.gap > 2
        return piece.kind is Kind.FURNITURE or (piece.kind is Kind.TEXT and (draft.closed or far_below_address))

    def _is_link_alone(self, draft, piece):
        """A short line that is one link, last below the text: it leads to the article, whatever it says."""
        return (
            bool(draft.excerpt)
            and not (draft.url or draft.headline_url)
            and piece.is_one_link
            and len(piece.words) <= LONGEST_LINK_LINE
            and not ends_like_prose(piece.words)
        )

    def _take_closer(self, draft, piece):
        closer = piece.closer
        is_new = bool(closer.url) and not draft.url
        is_again = not closer.url or closer.url == draft.url
        if draft.over or not (is_new or is_again) or not self._says_nothing_else(draft, closer):
            self._leave(piece)
        else:
            self._pass(piece.position, piece.text)
        if draft.over:
            return
        if is_new:
            draft.url = closer.url
        draft.closed = bool(draft.excerpt) or not closer.is_bare_address

    def _says_nothing_else(self, draft, closer):
        """ "Read the article at Example Wire", if that is the source, says nothing new."""
        return closer.own_words <= set(WORD.findall(draft.source.lower()))

    def _leave(self, piece):
        if piece.kind is Kind.RULE:
            self._pass(piece.position, piece.text)
        else:
            self._leave_text(piece.position, piece.text, piece.url)

    def _leave_text(self, position, text, url=""):
        if not is_blank(text):
            self.unplaced.append(Line(position, squash(text), url))

    def _pass(self, position, text):
        if not is_blank(text):
            self.signposts.append(Line(position, squash(text)))
