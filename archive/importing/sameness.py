"""Whether two texts of one date can be one issue, before they are merged."""

from itertools import product

from ..heads import MAX_COMPARED, Head, make_heads
from ..record import IssueRecord, fold
from ..similarity import likeness

SAME_LETTER = 0.4  # likeness of two letters from which they are two readings of one
SAME_HEADLINE = 0.6


def says_nothing_new(record: IssueRecord, other: IssueRecord) -> bool:
    """Whether all that it says is in the other: no address more, and no line that belongs nowhere.

    A mail service hides where links lead, so the same issue from there tells fewer addresses.
    """
    if not record.is_copy(other):
        return False
    if any(mine and not its for mine, its in zip(record.addresses, other.addresses, strict=True)):
        return False
    known = "\n".join(map(fold, other.issue.list_texts()))
    return all(fold(line.text) in known for line in record.issue.unplaced)


def is_other_issue(record: IssueRecord, other: IssueRecord) -> bool:
    """Whether they contradict each other: both have a letter, or both have articles, and they share neither.

    A mail with the letter alone and a PDF with the articles alone share nothing and are one issue.
    """
    one, two = record.issue, other.issue
    has_letters, has_clippings = bool(one.letter and two.letter), bool(one.clippings and two.clippings)
    if has_letters and likeness(one.letter, two.letter) >= SAME_LETTER:
        return False
    heads = make_heads(one.clippings)[:MAX_COMPARED], make_heads(two.clippings)[:MAX_COMPARED]
    if has_clippings and any(is_same_article(*pair) for pair in product(*heads)):
        return False
    return has_letters or has_clippings


def is_same_article(one: Head, two: Head) -> bool:
    return one.has_address_of(two) or one.has_headline_of(two) or one.likeness(two) >= SAME_HEADLINE
