"""Finds where clippings begin: for every source line, the headline and byline above it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .bylines import is_unfinished, looks_like_name, parse_byline
from .doubts import Doubt
from .line_breaks import URL, LineBreaks
from .mastheads import begins_with_masthead, find_letter
from .sentences import ends_like_prose, ends_sentence
from .tokens import Token, TokenKind

MAX_HEADLINE_LENGTH = 250
MAX_SENTENCE_LENGTH = 120  # of a headline that ends with a full stop
MAX_LINES = 3  # of a headline

MIN_SUBHEADING_WORDS = 6
OWN_NAMES = {"ncsej", "ncsj"}

NUMBER = re.compile(r"\s*[0-9]{1,3}[.)]\s+(?=\S)")
WORD = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")


@dataclass(slots=True)
class Head:
    """Where a clipping begins, as indexes of tokens: `first` is the uppermost, `source_line` the lowest."""

    source_line: int
    first: int
    headline: list[int] = field(default_factory=list)
    byline: int | None = None
    url_line: int | None = None
    subheading: int | None = None
    doubts: list[Doubt] = field(default_factory=list)


class HeadFinder:
    """Finds the heads among all tokens of a text, knowing its common words and the width its lines are wrapped at."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        texts = [token.words for token in tokens if token.kind is TokenKind.TEXT]
        words = Counter(word for text in texts for word in WORD.findall(URL.sub(" ", text)))
        self.common_words = frozenset(word for word in words if word.islower())
        self.repeated_words = frozenset(word for word, count in words.items() if count > 1) | {
            word.title() for word in self.common_words
        }
        self.has_marked_bylines = any(text.startswith("By ") for text in texts)  # then no author is named without
        self.breaks = LineBreaks(tokens)
        self.is_numbered = False  # whether more than one headline begins with a number, as in a list

    def find_heads(self) -> list[Head]:
        """The heads in order. Tokens that turn out to be no source line become text."""
        found = self._find_source_lines()
        for index in self._find_second_sources(found):
            found.remove(index)
            self.tokens[index].kind = TokenKind.SECOND_SOURCE
        for index, token in enumerate(self.tokens):
            if token.kind is TokenKind.SOURCE and index not in found:
                token.kind = TokenKind.TEXT
        source_lines = sorted(found)
        limits = [0, *(index + 1 for index in source_lines)]
        heads = [self._build_head(index, limit) for index, limit in zip(source_lines, limits, strict=False)]
        self._assign_leading_urls(heads)
        self.is_numbered = sum(NUMBER.match(self.tokens[head.first].text) is not None for head in heads) > 1
        return heads[1:] if begins_with_masthead(self.tokens, heads) else heads

    def _find_source_lines(self) -> set[int]:
        letter = find_letter(self.tokens)
        found = {
            index
            for index, token in enumerate(self.tokens)
            if token.kind is TokenKind.SOURCE and not self._is_inside_wrapped_paragraph(index)
            if not letter.start <= index < letter.stop
            if self._is_certain(token) or self._has_headline_above(index)
        }
        # A headline may end with a date as well; then the line nearer to the text is the source line.
        headlines = {
            index
            for index in found
            if not self._is_link_alone(index) and not self._is_first_of_two_sources(index, found)
            if index + 1 in found or (index + 2 in found and parse_byline(self.tokens[index + 1].text))
        }
        return found - headlines

    def _is_certain(self, token: Token) -> bool:
        """Whether it is a source line without a headline above. The organization's own name may be a masthead's."""
        return token.source is not None and token.source.is_certain and token.source.source.lower() not in OWN_NAMES

    def _is_link_alone(self, index: int) -> bool:
        source = self.tokens[index].source
        return source is not None and bool(source.url)

    def _is_label_of_links(self, index: int) -> bool:
        """Whether what stands above a link alone is no headline: "Two good ones:", or "For Friday" apart from it."""
        above = self.tokens[index - 1] if index else None
        if above is None or not self._is_link_alone(index):
            return False
        return above.words.endswith(":") or (self.tokens[index].gap > 0 and len(above.words.split()) <= 2)

    def _is_first_of_two_sources(self, index: int, found: set[int]) -> bool:
        """Whether this source line has a headline above and a source line directly below."""
        first, second = self.tokens[index], self.tokens[index + 1] if index + 1 in found else None
        if second is None or not (first.source and second.source) or self._is_link_alone(index + 1):
            return False
        are_dated = first.source.is_certain and second.source.is_certain
        return are_dated and second.gap == 0 and self._has_headline_above(index)

    def _find_second_sources(self, found: set[int]) -> list[int]:
        return [index + 1 for index in sorted(found) if self._is_first_of_two_sources(index, found)]

    def _is_inside_wrapped_paragraph(self, index: int) -> bool:
        """Whether the line only happens to end with a date: its sentence goes on in the next line."""
        below = self._text_token(index + 1)
        return bool(self.breaks.width and below and below.gap == 0 and below.words[0].islower())

    def _has_headline_above(self, index: int) -> bool:
        """Whether what looks like a headline stands above a line that may be a source line."""
        if self.breaks.continues_line_above(index):
            return False
        for above in range(index - 1, index - 2 - MAX_LINES, -1):
            token, upper = self._text_token(above), self._text_token(above - 1)
            if token is None or len(token.words) > MAX_HEADLINE_LENGTH:
                return False
            if ends_like_prose(token.words) or token.words.endswith(":"):
                return False
            if token.gap or upper is None or ends_like_prose(upper.words):
                return True
        return False

    def _text_token(self, index: int) -> Token | None:
        """The token at this index if there is one and it is text."""
        token = self.tokens[index] if 0 <= index < len(self.tokens) else None
        return token if token and token.kind is TokenKind.TEXT else None

    def _build_head(self, source_line: int, limit: int) -> Head:
        """`limit`: the index of the uppermost token that may belong to this head."""
        head = Head(source_line, first=source_line)
        below = source_line
        if self._has_url_line_above(source_line, limit):
            head.url_line = below = source_line - 1
        lines = [] if self._is_label_of_links(source_line) else self._find_lines_above(below, limit)
        if len(lines) > 1 and self._is_byline(lines[0], above=lines[1], below=below):
            head.byline = below = lines.pop(0)
            if not parse_byline(self.tokens[head.byline].text, is_below_headline=True):
                head.doubts.append(Doubt.GUESSED_BYLINE)
        if len(lines) > 1 and self._is_subheading(lines[0], lines[1]):
            head.subheading = lines.pop(0)
            head.doubts.append(Doubt.SUBHEADING)
        if self._text_below(source_line) is TokenKind.SECOND_SOURCE:
            head.doubts.append(Doubt.TWO_SOURCES)
        if lines and not self._is_paragraph(lines[0], below):
            head.headline = self._join_headline(lines)
        elif not lines and self._is_headline_like_read_more(source_line - 1, limit):
            head.headline = [source_line - 1]
        parts = [*head.headline, head.byline, head.url_line]
        head.first = min((part for part in parts if part is not None), default=source_line)
        return head

    def _text_below(self, index: int) -> TokenKind | None:
        return self.tokens[index + 1].kind if index + 1 < len(self.tokens) else None

    def _is_subheading(self, lower_index: int, upper_index: int) -> bool:
        """Whether a sentence without a full stop stands under a numbered headline that is complete without it."""
        upper, lower = self.tokens[upper_index].words, self.tokens[lower_index].words
        words = lower.split()
        return (
            NUMBER.match(upper) is not None
            and self.tokens[lower_index].gap <= 1
            and NUMBER.match(lower) is None
            and not is_unfinished(upper)
            and lower[0].isupper()
            and len(words) >= MIN_SUBHEADING_WORDS
            and sum(word[0].islower() for word in words) * 2 > len(words)
        )

    def _find_lines_above(self, below: int, limit: int) -> list[int]:
        """Lines of text, nearest first, up to another clipping or the letter; skips captions and underlining."""
        lines: list[int] = []
        for index in range(below - 1, max(limit, below - 2 * MAX_LINES) - 1, -1):
            token = self.tokens[index]
            if token.kind is TokenKind.TEXT:
                lines.append(index)
                if token.begins_head:
                    break
            elif token.kind is not TokenKind.CAPTION and not self._is_underlining(index, lines):
                break
        return lines[: MAX_LINES + 1]

    def _is_underlining(self, index: int, lines_below: Iterable[int]) -> bool:
        """Whether it is a rule directly below the headline: only a byline stands between it and the source line."""
        token = self.tokens[index]
        is_rule = token.kind is TokenKind.RULE and token.gap == 0
        return is_rule and all(parse_byline(self.tokens[line].text) for line in lines_below)

    def _is_byline(self, index: int, above: int, below: int) -> bool:
        """Whether the line between what may be a headline (`above`) and the source line (`below`) names the author."""
        if parse_byline(self.tokens[index].text):
            return True
        token, headline = self.tokens[index], self.tokens[above].words
        return (
            (token.gap <= self.tokens[below].gap or self._is_separate_byline(index, above))
            and (
                looks_like_name(token.words, self.common_words, is_separate=token.gap > 0)
                or parse_byline(token.text, is_below_headline=token.gap == 0) is not None
            )
            and (not ends_like_prose(headline) or self._begins_clipping(above) or self._is_block(above, index, below))
            and not is_unfinished(headline)
            and not (headline.isupper() and (" " not in token.words or token.words.isupper()))
            and len(headline) <= MAX_HEADLINE_LENGTH
            and headline.lower() not in OWN_NAMES
        )

    def _is_separate_byline(self, index: int, above: int) -> bool:
        """Whether an empty line parts two or three words from a longer headline that begins a clipping."""
        words, headline = self.tokens[index].words.split(), self.tokens[above].words.split()
        is_name = 2 <= len(words) <= 3 and 1 <= self.tokens[index].gap <= 3
        return is_name and len(headline) > len(words) and self._begins_clipping(above)

    def _is_block(self, above: int, index: int, below: int) -> bool:
        """Whether a short sentence, a name and the source stand in lines of their own, apart from what is above."""
        gaps = [self.tokens[place].gap for place in (above, index, below)]
        return gaps[0] > 0 == gaps[1] == gaps[2] and len(self.tokens[above].words) <= MAX_SENTENCE_LENGTH

    def _begins_clipping(self, index: int) -> bool:
        """Whether what stands above has ended: it is a read-more link, a rule or boilerplate, or there is nothing."""
        ends = (TokenKind.READ_MORE, TokenKind.RULE, TokenKind.BOILERPLATE)
        return index == 0 or self.tokens[index - 1].kind in ends

    def _is_paragraph(self, index: int, below: int) -> bool:
        """Whether it is too long for a headline, or a sentence that is nearer to the text above than to `below`."""
        token = self.tokens[index]
        if ends_like_prose(token.words):
            is_nearer = index > 0 and self.tokens[below].gap > token.gap
            return len(token.words) > MAX_SENTENCE_LENGTH or is_nearer
        return len(token.words) > MAX_HEADLINE_LENGTH

    def _join_headline(self, lines: Sequence[int]) -> list[int]:
        """The lines of a headline that is broken over up to three, from the top; `lines` are from the bottom."""
        headline = [lines[0]]
        for upper in lines[1:MAX_LINES]:
            if upper != headline[0] - 1 or not self._is_same_headline(upper, headline[0]):
                break
            headline.insert(0, upper)
        return headline

    def _is_same_headline(self, upper_index: int, lower_index: int) -> bool:
        upper, lower, gap = self.tokens[upper_index].words, self.tokens[lower_index].words, self.tokens[lower_index].gap
        if ends_sentence(upper) or upper.isupper() != lower.isupper() or " " not in upper:
            return False
        if len(upper) + len(lower) > MAX_HEADLINE_LENGTH:
            return False
        # Where each line is a paragraph, what belongs together stands nearer.
        is_apart = self.tokens[upper_index].gap > gap == self.tokens[lower_index + 1].gap
        is_continued = is_unfinished(upper) or lower[0].islower() or is_apart
        return gap == 0 or (gap == 1 and not upper.endswith(":") and is_continued)

    def _is_headline_like_read_more(self, index: int, limit: int) -> bool:
        """Whether "The Full Story" is a headline after all, because nothing else stands above the source line."""
        token = self.tokens[index] if index >= limit else None
        return (
            token is not None
            and token.kind is TokenKind.READ_MORE
            and not (token.read_more and token.read_more.url)
            and (token.gap > 0 or index == 0)
        )

    def _has_url_line_above(self, source_line: int, limit: int) -> bool:
        """Headline, URL, source line; not the URL that ends one article and then an article without a headline."""
        headline = self._text_token(source_line - 2) if source_line - 2 >= limit else None
        return (
            headline is not None
            and self._is_bare_url(source_line - 1)
            and self.tokens[source_line - 1].gap <= self.tokens[source_line].gap
            and not ends_like_prose(headline.words)
        )

    def _is_bare_url(self, index: int) -> bool:
        return index >= 0 and self.tokens[index].is_bare_url

    def _assign_leading_urls(self, heads: list[Head]) -> None:
        """Give each clipping the URL above its headline, if all have one there and the text ends without one."""
        below_last = self.tokens[heads[-1].source_line + 1 :] if heads else []
        are_leading = all(self._is_bare_url(head.first - 1) and head.url_line is None for head in heads)
        if are_leading and not any(token.kind is TokenKind.READ_MORE for token in below_last):
            for head in heads:
                head.first = head.url_line = head.first - 1
