"""The lines above the first article, parted where one line holds several things: "TO: … FROM: … Dear Friend, …"."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..lines import collapse_whitespace, is_blank
from ..tokens import Token, TokenKind

LABEL = re.compile(r"(TO|FROM|To|From)\s?:(?=\s|$)")
LABEL_INSIDE = re.compile(r"(?<=\s)(?:TO|FROM)\s?:\s")
SALUTATION = re.compile(
    r"\s*(?:dear\s(?:[^\s,:.!?]+\s?){1,7}?(?:[,:!](?=\s|$)|$)|(?:friends|colleagues|shalom),$)", re.IGNORECASE
)
SALUTATION_INSIDE = re.compile(r"(?<=\s)Dear\s(?:[A-Z][\w.]*\s){0,3}(?:Friends?|Colleagues?)\b[,:]")


@dataclass(frozen=True, slots=True)
class Part:
    """A line above the articles, or a part of one. `gap` counts the empty lines above.

    `links`: the words that are linked on the whole line, and their URLs.
    """

    position: int
    gap: int
    text: str
    kind: TokenKind
    url: str = ""
    links: tuple[tuple[str, str], ...] = ()

    @property
    def is_salutation(self) -> bool:
        return SALUTATION.fullmatch(self.text.strip()) is not None

    @property
    def label(self) -> str:
        """ "to" or "from" of "TO: …" and "FROM: …"; else empty."""
        match = LABEL.match(self.text.strip())
        return match[1].lower() if match else ""


def split_parts(tokens: Sequence[Token]) -> list[Part]:
    return [part for token in tokens for part in _split(token)]


def _split(token: Token) -> Iterator[Part]:
    text = token.words
    cuts = {0, len(text)}
    if token.kind in (TokenKind.TEXT, TokenKind.BOILERPLATE):
        if LABEL.match(text):
            cuts |= {match.start() for match in LABEL_INSIDE.finditer(text)}
            cuts |= {place for match in SALUTATION_INSIDE.finditer(text) for place in match.span()}
        salutation = SALUTATION.match(text)
        if salutation and salutation.end() < len(text) and salutation[0].rstrip()[-1] in ",:":
            cuts.add(salutation.end())
    ordered = sorted(cuts)
    links = tuple((collapse_whitespace(token.text[link.start : link.end]), link.url) for link in token.links)
    for number, (start, end) in enumerate(itertools.pairwise(ordered)):
        if not is_blank(text[start:end]):
            kind = token.kind if len(ordered) == 2 else TokenKind.TEXT
            yield Part(token.position, 0 if number else token.gap, text[start:end].strip(), kind, token.url, links)
