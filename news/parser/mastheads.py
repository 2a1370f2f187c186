"""What is no clipping though it looks like one: the masthead of a digest, and what stands in a letter."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .boilerplate import is_salutation
from .publishers import is_publisher
from .tokens import Token, TokenKind

if TYPE_CHECKING:
    from .heads import Head


def begins_with_masthead(tokens: Sequence[Token], heads: "Sequence[Head]") -> bool:
    """Whether the first head is a masthead: "Daily Clips", "Sample Office, May 5, 2018", and nothing below.

    It has neither text nor a link, all others have, and its source is no known publisher.
    """
    if len(heads) < 2:
        return False
    ends = [*(head.first for head in heads[1:]), len(tokens)]
    source = tokens[heads[0].source_line].source
    is_known = source is None or is_publisher(source.source) or bool(source.url)
    with_body = [_has_body(tokens, head, end) for head, end in zip(heads, ends, strict=True)]
    return not is_known and not with_body[0] and all(with_body[1:])


def find_letter(tokens: Sequence[Token]) -> range:
    """The tokens between a salutation and the titles or dateline of its signature; none if an article stands there."""
    start = next((index for index, token in enumerate(tokens) if is_salutation(token.text)), len(tokens))
    for index in range(start + 1, len(tokens)):
        kind = tokens[index].kind
        if kind is TokenKind.BOILERPLATE and not is_salutation(tokens[index].text):
            return range(start, index)
        if kind is TokenKind.READ_MORE and any(token.kind is TokenKind.SOURCE for token in tokens[start:index]):
            break
    return range(0)


def _has_body(tokens: Sequence[Token], head: "Head", end: int) -> bool:
    read = (TokenKind.TEXT, TokenKind.READ_MORE)
    source = tokens[head.source_line].source
    return (
        head.url_line is not None
        or (source is not None and bool(source.url))
        or any(
            token.kind in read if index > head.source_line else bool(token.links)
            for index, token in enumerate(tokens[head.first : end], head.first)
        )
    )
