"""Where the clippings begin: for every line with a source and a date, the headline and the byline above it."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from .bylines import could_be_name, goes_on, read_byline
from .doubts import Doubt
from .sentences import ends_like_prose, ends_sentence
from .tokens import Kind, Token

MAX_HEADLINE_LENGTH = 250
MAX_SENTENCE_LENGTH = 120  # a headline that ends with a full stop is shorter
MAX_LINES = 3

SMALL_LETTER_WORDS = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")
URL = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(slots=True)
class Head:
    """Indexes of tokens: `first` is the uppermost, `anchor` the line with the source."""

    anchor: int
    first: int
    headline: list[int] = field(default_factory=list)
    byline: int | None = None
    url_line: int | None = None
    doubts: list[Doubt] = field(default_factory=list)


class Document:
    """All tokens of one text, and what can be known only from the whole of it."""

    def __init__(self, tokens: list[Token]):
        self.tokens = tokens
        texts = [token.words for token in tokens if token.kind is Kind.TEXT]
        self.common_words = frozenset(
            word for text in texts for word in SMALL_LETTER_WORDS.findall(text) if word.islower()
        )
        self.width = _wrap_width(tokens)

    def heads(self) -> list[Head]:
        anchors = self._anchors()
        for index, token in enumerate(self.tokens):
            if token.kind is Kind.SOURCE and index not in anchors:
                token.kind = Kind.TEXT
        floors = [0, *(anchor + 1 for anchor in sorted(anchors))]
        heads = [self._head_above(anchor, floor) for anchor, floor in zip(sorted(anchors), floors, strict=False)]
        self._assign_leading_urls(heads)
        return heads

    def runs_on(self, index: int) -> bool:
        """Whether a mail program broke the line above because this one's first word did not fit on it."""
        token = self.tokens[index]
        if not self.width or token.gap or not index:
            return False
        return len(self.tokens[index - 1].words) + 1 + len(token.words.split(" ", 1)[0]) > self.width

    def _anchors(self):
        found = {
            index
            for index, token in enumerate(self.tokens)
            if token.kind is Kind.SOURCE and self._stands_apart(index)
            if token.source.certain or self._is_supported(index)
        }
        # A headline may end with a date as well; the line nearer to the text is then the one with the source.
        headlines = {
            index
            for index in found
            if index + 1 in found or (index + 2 in found and read_byline(self.tokens[index + 1].text))
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
        for above in range(index - 1, index - 2 - MAX_LINES, -1):
            token, upper = self._text(above), self._text(above - 1)
            if token is None or len(token.words) > MAX_HEADLINE_LENGTH:
                return False
            if ends_like_prose(token.words) or token.words.endswith(":"):
                return False
            if token.gap or upper is None or ends_like_prose(upper.words):
                return True
        return False

    def _text(self, index):
        """The token there, if it is mere text."""
        token = self.tokens[index] if 0 <= index < len(self.tokens) else None
        return token if token and token.kind is Kind.TEXT else None

    def _head_above(self, anchor, floor):
        head = Head(anchor, first=anchor)
        below = anchor
        if self._has_url_between(anchor, floor):
            head.url_line = below = anchor - 1
        lines = self._lines_above(below, floor)
        if len(lines) > 1 and self._is_byline(lines[0], above=lines[1], below=below):
            head.byline = below = lines.pop(0)
            if not read_byline(self.tokens[head.byline].text):
                head.doubts.append(Doubt.GUESSED_BYLINE)
        if lines and not self._is_paragraph(lines[0], below):
            head.headline = self._whole_headline(lines)
        elif not lines and self._is_headline_like_read_more(anchor - 1, floor):
            head.headline = [anchor - 1]
        parts = [*head.headline, head.byline, head.url_line]
        head.first = min((part for part in parts if part is not None), default=anchor)
        return head

    def _lines_above(self, below, floor):
        """Lines of text, nearest first, up to another article or the letter; past captions and underlining."""
        lines = []
        for index in range(below - 1, max(floor, below - 2 * MAX_LINES) - 1, -1):
            token = self.tokens[index]
            if token.kind is Kind.TEXT:
                lines.append(index)
            elif token.kind is not Kind.CAPTION and not self._is_underlining(index, lines):
                break
        return lines[: MAX_LINES + 1]

    def _is_underlining(self, index, below):
        """A rule right below the headline: no line but a byline stands between it and the source."""
        token = self.tokens[index]
        return token.kind is Kind.RULE and token.gap == 0 and all(read_byline(self.tokens[i].text) for i in below)

    def _is_byline(self, index, above, below):
        """Whether this line, between what may be a headline and a source, names the author."""
        if read_byline(self.tokens[index].text):
            return True
        token, headline = self.tokens[index], self.tokens[above].words
        return (
            token.gap <= self.tokens[below].gap
            and could_be_name(token.words, self.common_words, stands_apart=token.gap > 0)
            and (not ends_like_prose(headline) or self._comes_first(above))
            and not goes_on(headline)
            and not (headline.isupper() and " " not in token.words)
            and len(headline) <= MAX_HEADLINE_LENGTH
        )

    def _comes_first(self, index):
        """Nothing that is still open stands above it."""
        return index == 0 or self.tokens[index - 1].kind in (Kind.READ_MORE, Kind.RULE, Kind.BOILERPLATE)

    def _is_paragraph(self, index, below):
        """Too long for a headline; or a sentence, and nearer to the text above than to the source below."""
        token = self.tokens[index]
        if ends_like_prose(token.words):
            is_nearer = index > 0 and self.tokens[below].gap > token.gap
            return len(token.words) > MAX_SENTENCE_LENGTH or is_nearer
        return len(token.words) > MAX_HEADLINE_LENGTH

    def _whole_headline(self, lines):
        """A headline broken over two or three lines, from the top."""
        headline = [lines[0]]
        for upper in lines[1:MAX_LINES]:
            if upper != headline[0] - 1 or not self._goes_with(upper, headline[0]):
                break
            headline.insert(0, upper)
        return headline

    def _goes_with(self, upper, lower):
        gap, upper, lower = self.tokens[lower].gap, self.tokens[upper].words, self.tokens[lower].words
        if ends_sentence(upper) or upper.isupper() != lower.isupper() or " " not in upper:
            return False
        if len(upper) + len(lower) > MAX_HEADLINE_LENGTH:
            return False
        return gap == 0 or (gap == 1 and not upper.endswith(":") and (goes_on(upper) or lower[0].islower()))

    def _is_headline_like_read_more(self, index, floor):
        """ "The Full Story", with nothing else above the source: a headline after all."""
        token = self.tokens[index] if index >= floor else None
        return (
            token is not None
            and token.kind is Kind.READ_MORE
            and not token.read_more.url
            and (token.gap > 0 or index == 0)
        )

    def _has_url_between(self, anchor, floor):
        """Headline, address, source: rather than an article without a headline below another one's address."""
        headline = self._text(anchor - 2) if anchor - 2 >= floor else None
        return (
            headline is not None
            and self._is_bare_url(anchor - 1)
            and self.tokens[anchor - 1].gap <= self.tokens[anchor].gap
            and not ends_like_prose(headline.words)
        )

    def _is_bare_url(self, index):
        token = self.tokens[index] if index >= 0 else None
        return token is not None and token.kind is Kind.READ_MORE and token.read_more.is_bare_url

    def _assign_leading_urls(self, heads):
        """Where all headlines have an address above them and the text ends without one, they belong below."""
        below_last = self.tokens[heads[-1].anchor + 1 :] if heads else []
        lead = all(self._is_bare_url(head.first - 1) and head.url_line is None for head in heads)
        if lead and not any(token.kind is Kind.READ_MORE for token in below_last):
            for head in heads:
                head.first = head.url_line = head.first - 1


def _wrap_width(tokens):
    """The width a mail program broke the lines at; 0 if the lines are whole paragraphs."""
    texts = [token for token in tokens if token.kind is Kind.TEXT and not URL.search(token.words)]
    longest = max((len(token.words) for token in texts), default=0)
    broken = sum(
        len(upper.words) > longest - 12
        and lower.gap == 0
        and not ends_sentence(upper.words)
        and lower.words[0].islower()
        for upper, lower in pairwise(texts)
    )
    return longest if 60 <= longest <= 80 and broken >= 2 else 0
