"""What is no clipping though it looks like one: the masthead of a digest, and what stands in a letter."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .boilerplate import is_job_title, is_salutation
from .publishers import is_publisher
from .source_lines import is_dateline
from .tokens import Token, TokenKind

if TYPE_CHECKING:
    from .heads import Head

MAX_SOURCES = 2  # lines of a letter that read like a source and its date


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
    """The tokens between a salutation and the titles or dateline of its signature; none if articles stand there."""
    start = next((index for index, token in enumerate(tokens) if is_salutation(token.text)), len(tokens))
    sources = certain = 0
    for index in range(start + 1, len(tokens)):
        token = tokens[index]
        if token.kind is TokenKind.BOILERPLATE and (is_job_title(token.text) or is_dateline(token.text)):
            return range(start, index)
        sources += token.kind is TokenKind.SOURCE
        certain += token.source is not None and token.source.is_certain
        if certain > MAX_SOURCES or (token.kind is TokenKind.READ_MORE and sources):
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
