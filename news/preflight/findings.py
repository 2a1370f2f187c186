"""What a check finds, and how its message names things. No Django here."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from ..outputs.issue import Clipping

LEVELS = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Finding:
    level: Literal["note", "warning", "error"]
    field: str  # where the editor can correct it, for example "clippings.3.source"; blocks are counted from 0
    message: str


def field_path(clipping: Clipping, field: str) -> str:
    """The `field` of a finding about a clipping."""
    return f"clippings.{clipping.position - 1}.{field}"


def describe_clipping(clipping: Clipping) -> str:
    """How a message names a clipping."""
    return f"“{clipping.headline}”" if clipping.headline else f"Clipping {clipping.position}"


def normalize_words(words: str) -> str:
    """A text without case and punctuation and with single spaces, so that texts can be compared."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", words).casefold()))
