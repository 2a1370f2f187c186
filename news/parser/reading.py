"""From pasted text to tokens: the steps that clippings and whole issues have in common."""

from .field_lines import free_field_lines
from .fused import split_fused_heads
from .layouts import read_lines
from .sources import NO_SOURCES, Sources
from .tokens import Token, tokenize
from .undated import mark_undated


def read_tokens(text: str, sources: Sources = NO_SOURCES) -> list[Token]:
    """The tokens of plain text or HTML; what may be a source line is marked as one."""
    tokens = list(tokenize(read_lines(text)))
    free_field_lines(tokens)
    return mark_undated(list(split_fused_heads(tokens)), sources)
