"""All checks of an issue before it is published, and those of the issue as a whole. No Django here.

An "error" would make an output wrong, so publishing is refused with a message at its field. A "warning" is probably a
mistake and a "note" is information; neither blocks publishing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from math import ceil

from ..outputs.html_tree import parse_html
from ..outputs.issue import FRIDAY, Issue, long_date
from . import clipping_checks, letter_checks
from .clipping_checks import EarlierClipping
from .findings import LEVELS, Finding

USUAL_CLIPPING_COUNT = 10
LARGE_EMAIL = 80_000  # bytes
GMAIL_LIMIT = 102_400  # bytes; Gmail hides the rest of a longer email, and with it the unsubscribe link


def run_checks(
    issue: Issue,
    today: date,
    earlier: Iterable[EarlierClipping] = (),
    email_size: int = 0,
    excerpt_limit: int = 0,
    unplaced_lines: int = 0,
) -> list[Finding]:
    """The findings of all checks: errors first, then warnings and notes, each in the order of the checks.

    `email_size` is that of the email's HTML in bytes; `excerpt_limit` is in words, 0 sets none; `unplaced_lines` counts
    the lines of a paste that wait beside the clippings.
    """
    letter = parse_html(issue.letter)
    shown = replace(issue, clippings=tuple(each for each in issue.clippings if not each.is_withdrawn))
    findings = [
        *check_weekday(issue),
        *letter_checks.check_required_fields(issue, letter),
        *letter_checks.check_link_texts(letter),
        *letter_checks.check_signature(issue, letter),
        *letter_checks.check_alt_text(issue),
        *check_unplaced_lines(unplaced_lines),
        *check_clipping_count(issue),
        *clipping_checks.check_clipping_fields(shown),
        *clipping_checks.check_clipping_dates(shown, today),
        *clipping_checks.check_clipping_links(shown),
        *clipping_checks.check_repeated_clippings(shown, earlier),
        *clipping_checks.check_excerpts(shown, excerpt_limit),
        *clipping_checks.check_shouting(shown),
        *letter_checks.check_organization_name(issue, letter),
        *check_email_size(issue, email_size),
    ]
    return sorted(findings, key=lambda finding: LEVELS.index(finding.level))


def blocks_publishing(finding: Finding) -> bool:
    return finding.level == "error"


def check_weekday(issue: Issue) -> Iterator[Finding]:
    if issue.date.weekday() != FRIDAY:
        yield Finding("note", "date", f"{issue.date:%A}, {long_date(issue.date)} is not a Friday.")


def check_clipping_count(issue: Issue) -> Iterator[Finding]:
    count = len(issue.clippings)
    if not count:
        yield Finding("warning", "clippings", "There are no clippings.")
    elif count != USUAL_CLIPPING_COUNT:
        clippings = "1 clipping" if count == 1 else f"{count} clippings"
        yield Finding("note", "clippings", f"{clippings}; {USUAL_CLIPPING_COUNT} are usual.")


def check_unplaced_lines(count: int) -> Iterator[Finding]:
    if count:
        lines = "1 pasted line is" if count == 1 else f"{count} pasted lines are"
        yield Finding("note", "unplaced_lines", f"{lines} not placed yet.")


def check_email_size(issue: Issue, email_size: int) -> Iterator[Finding]:
    """An issue that was published has been mailed: that it is too large must not block corrections of its web page."""
    kilobytes = ceil(email_size / 1000)
    if email_size > GMAIL_LIMIT:
        yield Finding(
            "warning" if issue.published else "error",
            "clippings",
            f"The email has {kilobytes} KB. Mail programs cut it at 102 KB and hide the rest, the link for "
            "unsubscribing with it. Shorten the excerpts.",
        )
    elif email_size > LARGE_EMAIL:
        yield Finding(
            "warning", "clippings", f"The email has {kilobytes} KB. From 102 KB on, mail programs hide its end."
        )
