"""Where the clippings begin: for every line with a source and a date, the headline and the byline above it."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from .doubts import Doubt
from .names import could_be_name, goes_on, read_byline
from .pieces import Kind, Piece
from .sentences import ends_like_prose, ends_sentence

LONGEST_HEADLINE = 250
LONGEST_SENTENCE = 120  # a headline that ends with a full stop is shorter
MOST_LINES = 3

SMALL_LETTER_WORDS = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(slots=True)
class Head:
    """Indexes of pieces: `first` is the uppermost, `anchor` the line with the source."""

    anchor: int
    first: int
    headline: list[int] = field(default_factory=list)
    byline: int | None = None
    address: int | None = None
    doubts: list[Doubt] = field(default_factory=list)


class Reading:
    """All pieces of one text, and what can be known only from the whole of it."""

    def __init__(self, pieces: list[Piece]):
        self.pieces = pieces
        texts = [piece.words for piece in pieces if piece.kind is Kind.TEXT]
        self.common_words = frozenset(
            word for text in texts for word in SMALL_LETTER_WORDS.findall(text) if word.islower()
        )
        self.width = _wrap_width(pieces)

    def heads(self) -> list[Head]:
        anchors = self._anchors()
        for index, piece in enumerate(self.pieces):
            if piece.kind is Kind.SOURCE and index not in anchors:
                piece.kind = Kind.TEXT
        floors = [0, *(anchor + 1 for anchor in sorted(anchors))]
        heads = [self._head_above(anchor, floor) for anchor, floor in zip(sorted(anchors), floors, strict=False)]
        self._give_addresses_that_lead(heads)
        return heads

    def runs_on(self, index: int) -> bool:
        """Whether a mail program broke the line above because this one's first word did not fit on it."""
        piece = self.pieces[index]
        if not self.width or piece.gap or not index:
            return False
        return len(self.pieces[index - 1].words) + 1 + len(piece.words.split(" ", 1)[0]) > self.width

    def _anchors(self):
        found = {
            index
            for index, piece in enumerate(self.pieces)
            if piece.kind is Kind.SOURCE and self._stands_apart(index)
            if piece.source.certain or self._is_supported(index)
        }
        # A headline may end with a date as well; the line nearer to the text is then the one with the source.
        headlines = {
            index
            for index in found
            if index + 1 in found or (index + 2 in found and read_byline(self.pieces[index + 1].text))
        }
        return found - headlines

    def _stands_apart(self, index):
        """Not so a line of a wrapped paragraph that happens to end with a date: the sentence goes on below it."""
        below = self._text(index + 1)
        return not (self.width and below and below.gap == 0 and below.words[0].islower())

    def _is_supported(self, index):
        """Whether a line that may be a source has what looks like a headline above it."""
        if self.runs_on(index):
            return False
        for above in range(index - 1, index - 2 - MOST_LINES, -1):
            piece, upper = self._text(above), self._text(above - 1)
            if piece is None or len(piece.words) > LONGEST_HEADLINE:
                return False
            if ends_like_prose(piece.words) or piece.words.endswith(":"):
                return False
            if piece.gap or upper is None or ends_like_prose(upper.words):
                return True
        return False

    def _text(self, index):
        """The piece there, if it is mere text."""
        piece = self.pieces[index] if 0 <= index < len(self.pieces) else None
        return piece if piece and piece.kind is Kind.TEXT else None

    def _head_above(self, anchor, floor):
        head = Head(anchor, first=anchor)
        below = anchor
        if self._address_stands_between(anchor, floor):
            head.address = below = anchor - 1
        lines = self._lines_above(below, floor)
        if len(lines) > 1 and self._is_byline(lines[0], above=lines[1], below=below):
            head.byline = below = lines.pop(0)
            if not read_byline(self.pieces[head.byline].text):
                head.doubts.append(Doubt.GUESSED_BYLINE)
        if lines and not self._is_paragraph(lines[0], below):
            head.headline = self._whole_headline(lines)
        elif not lines and self._is_title_like_a_signpost(anchor - 1, floor):
            head.headline = [anchor - 1]
        parts = [*head.headline, head.byline, head.address]
        head.first = min((part for part in parts if part is not None), default=anchor)
        return head

    def _lines_above(self, below, floor):
        """Lines of text, nearest first, up to another article or the letter; past captions and underlining."""
        lines = []
        for index in range(below - 1, max(floor, below - 2 * MOST_LINES) - 1, -1):
            piece = self.pieces[index]
            if piece.kind is Kind.TEXT:
                lines.append(index)
            elif piece.kind is not Kind.CAPTION and not self._is_underlining(index, lines):
                break
        return lines[: MOST_LINES + 1]

    def _is_underlining(self, index, below):
        """A rule right below the headline: no line but a byline stands between it and the source."""
        piece = self.pieces[index]
        return piece.kind is Kind.RULE and piece.gap == 0 and all(read_byline(self.pieces[i].text) for i in below)

    def _is_byline(self, index, above, below):
        """Whether this line, between what may be a headline and a source, names the author."""
        if read_byline(self.pieces[index].text):
            return True
        piece, headline = self.pieces[index], self.pieces[above].words
        return (
            piece.gap <= self.pieces[below].gap
            and could_be_name(piece.words, self.common_words, stands_apart=piece.gap > 0)
            and (not ends_like_prose(headline) or self._comes_first(above))
            and not goes_on(headline)
            and not (headline.isupper() and " " not in piece.words)
            and len(headline) <= LONGEST_HEADLINE
        )

    def _comes_first(self, index):
        """Nothing that is still open stands above it."""
        return index == 0 or self.pieces[index - 1].kind in (Kind.CLOSER, Kind.RULE, Kind.FURNITURE)

    def _is_paragraph(self, index, below):
        """Too long for a headline; or a sentence, and nearer to the text above than to the source below."""
        piece = self.pieces[index]
        if ends_like_prose(piece.words):
            is_nearer = index > 0 and self.pieces[below].gap > piece.gap
            return len(piece.words) > LONGEST_SENTENCE or is_nearer
        return len(piece.words) > LONGEST_HEADLINE

    def _whole_headline(self, lines):
        """A headline broken over two or three lines, from the top."""
        headline = [lines[0]]
        for upper in lines[1:MOST_LINES]:
            if upper != headline[0] - 1 or not self._goes_with(upper, headline[0]):
                break
            headline.insert(0, upper)
        return headline

    def _goes_with(self, upper, lower):
        gap, upper, lower = self.pieces[lower].gap, self.pieces[upper].words, self.pieces[lower].words
        if ends_sentence(upper) or upper.isupper() != lower.isupper() or " " not in upper:
            return False
        if len(upper) + len(lower) > LONGEST_HEADLINE:
            return False
        return gap == 0 or (gap == 1 and not upper.endswith(":") and (goes_on(upper) or lower[0].islower()))

    def _is_title_like_a_signpost(self, index, floor):
        """ "The Full Story", with nothing else above the source: a headline after all."""
        piece = self.pieces[index] if index >= floor else None
        return (
            piece is not None and piece.kind is Kind.CLOSER and not piece.closer.url and (piece.gap > 0 or index == 0)
        )

    def _address_stands_between(self, anchor, floor):
        """Headline, address, source: rather than an article without a headline below another one's address."""
        headline = self._text(anchor - 2) if anchor - 2 >= floor else None
        return (
            headline is not None
            and self._is_bare_address(anchor - 1)
            and self.pieces[anchor - 1].gap <= self.pieces[anchor].gap
            and not ends_like_prose(headline.words)
        )

    def _is_bare_address(self, index):
        piece = self.pieces[index] if index >= 0 else None
        return piece is not None and piece.kind is Kind.CLOSER and piece.closer.is_bare_address

    def _give_addresses_that_lead(self, heads):
        """Where all headlines have an address above them and the text ends without one, they belong below."""
        below_last = self.pieces[heads[-1].anchor + 1 :] if heads else []
        lead = all(self._is_bare_address(head.first - 1) and head.address is None for head in heads)
        if lead and not any(piece.kind is Kind.CLOSER for piece in below_last):
            for head in heads:
                head.first = head.address = head.first - 1


def _wrap_width(pieces):
    """The width a mail program broke the lines at; 0 if the lines are whole paragraphs."""
    texts = [piece for piece in pieces if piece.kind is Kind.TEXT and not ADDRESS.search(piece.words)]
    longest = max((len(piece.words) for piece in texts), default=0)
    broken = sum(
        len(upper.words) > longest - 12
        and lower.gap == 0
        and not ends_sentence(upper.words)
        and lower.words[0].islower()
        for upper, lower in pairwise(texts)
    )
    return longest if 60 <= longest <= 80 and broken >= 2 else 0
