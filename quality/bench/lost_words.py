"""Counts what a reading has lost of a text: no word should be."""

import re
from collections import Counter

from news.parser.html_lines import visible_text
from news.parser.whole_issue import ParsedIssue

WORD = re.compile(r"[^\W_]+")
LABELS = re.compile(r"\b(?:TO|FROM|From|To)\s?:")


def count_lost_words(text: str, issue: ParsedIssue) -> int:
    """How many words of the text are in no field, not unplaced and in no boilerplate; the labels TO and FROM are none.

    Words are those that a reader sees: of HTML, neither styles nor hidden text.
    """
    return (count_words(LABELS.sub(" ", visible_text(text))) - count_words(*issue.list_texts())).total()


def count_words(*texts: str) -> Counter[str]:
    return Counter(WORD.findall(" ".join(texts)))
