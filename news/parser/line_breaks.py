"""Finds the line ends that a mail program or a PDF put into paragraphs."""

import re
from collections.abc import Sequence
from itertools import pairwise

from .sentences import ends_sentence
from .tokens import Token, TokenKind

# A line of a broken paragraph has as many characters, and this share of those of the longest line: the letters of a PDF
# have different widths.
MIN_BROKEN_LINE = 35
SHARE_OF_LONGEST = 0.75
URL = re.compile(r"https?://\S+", re.IGNORECASE)


class LineBreaks:
    """The broken lines of a text. `width`: in characters, at which all are broken; 0 if each is a whole paragraph."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        texts = [token for token in tokens if token.kind is TokenKind.TEXT and not URL.search(token.words)]
        self.longest = max((len(token.words) for token in texts), default=0)
        broken = sum(
            len(upper.words) > self.longest - 12
            and lower.gap == 0
            and not ends_sentence(upper.words)
            and lower.words[0].islower()
            for upper, lower in pairwise(texts)
        )
        self.width = self.longest if 60 <= self.longest <= 80 and broken >= 2 else 0

    def continues_line_above(self, index: int) -> bool:
        """Whether a mail program broke the line above because the first word of this one did not fit on it."""
        token = self.tokens[index]
        if not self.width or token.gap or not index:
            return False
        return len(self.tokens[index - 1].words) + 1 + len(token.words.split(" ", 1)[0]) > self.width

    def continues_paragraph(self, index: int) -> bool:
        """Whether a line of an article goes on with the paragraph above, as a mail program or a PDF broke it."""
        token, above = self.tokens[index], self.tokens[index - 1].words if index else ""
        if self.continues_line_above(index):
            return True
        if not token.gap and above.endswith("-") and token.words[0].islower():
            return True
        if token.gap or above.endswith(":") or ends_sentence(above) or len(above) < MIN_BROKEN_LINE:
            return False
        return token.words[0].islower() or 2 * MIN_BROKEN_LINE < len(above) > SHARE_OF_LONGEST * self.longest
