"""Blocks as plain text, as a mail's text alternative or a saved file has them."""

import textwrap
from collections.abc import Iterable

from .blocks import LINK, Block

ADDRESSES = {"none": r"\1", "angle": r"\1 <\2>", "brackets": r"\1 (\2)", "below": "\\1\n\\2"}


def write_text(blocks: Iterable[Block], width: int = 0, addresses: str = "angle") -> str:
    """width: at which lines are broken, 0 for never. addresses: where the URL of a link stands, of ADDRESSES."""
    lines: list[str] = []
    for block in blocks:
        lines += [""] * (block.gap if lines else 0)
        for line in LINK.sub(ADDRESSES[addresses], block.text).split("\n"):
            lines += textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) if width else [line]
    return "\n".join(lines) + "\n"


def has_addresses(addresses: str) -> bool:
    return addresses != "none"
