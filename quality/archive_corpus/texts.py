"""Blocks as plain text, as a mail's text alternative or a saved file has them."""

import textwrap
from collections.abc import Iterable

from .blocks import LINK, Block


def write_text(blocks: Iterable[Block], width: int = 0, *, has_addresses: bool = True) -> str:
    """width: at which lines are broken, 0 for never. has_addresses: the URL of a link stands behind its words."""
    link = r"\1 <\2>" if has_addresses else r"\1"
    lines: list[str] = []
    for block in blocks:
        lines += [""] * (block.gap if lines else 0)
        for line in LINK.sub(link, block.text).split("\n"):
            lines += textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) if width else [line]
    return "\n".join(lines) + "\n"
