"""The head of an issue as mails laid it out: masthead, TO and FROM."""

from collections.abc import Sequence

from news.outputs.issue import long_date

from .blocks import Block, field, other
from .values import Issue

PLACE = "WASHINGTON, D.C."


def dated(issue: Issue, text: str, gap: int = 1) -> Block:
    return Block(text, (("date", issue.date.isoformat()),), gap)


# Mastheads


def masthead_plain(issue: Issue) -> list[Block]:
    return [field("kicker", issue.kicker), dated(issue, f"{PLACE} {long_date(issue.date)}")]


def masthead_of_four_lines(issue: Issue) -> list[Block]:
    first, rest = issue.kicker.split(" ", 1)
    return [
        field("kicker", f"{issue.organization} {first}"),
        field("kicker", rest, gap=0),
        other(PLACE),
        dated(issue, long_date(issue.date), gap=0),
    ]


def masthead_with_bar(issue: Issue) -> list[Block]:
    kicker = f"{issue.organization} {issue.kicker}"
    return [Block(f"{kicker} | {long_date(issue.date)}", (("kicker", kicker), ("date", issue.date.isoformat())))]


def masthead_with_logo(issue: Issue) -> list[Block]:
    return [
        other("[View this email in your browser](https://mailchi.mp/example/1)"),
        other(f"{issue.organization} Logo"),
        field("kicker", f"{issue.organization} WEEKLY UPDATE"),
        dated(issue, long_date(issue.date)),
    ]


def masthead_below_photo(issue: Issue) -> list[Block]:
    return [other(issue.captions[0]), other(issue.captions[1], gap=0), *masthead_plain(issue)]


def masthead_with_dots(issue: Issue) -> list[Block]:
    return [
        field("kicker", f"{issue.organization} . WEEKLY . NEWS . UPDATE"),
        dated(issue, f"Washington, D.C.  {issue.date:%B}, {issue.date.day} {issue.date.year}", gap=0),
    ]


def masthead_of_brief(issue: Issue) -> list[Block]:
    kicker = "WEEKLY NEWS BRIEF" if "Update" in issue.kicker else "WEEKLY TOP 10"
    return [field("kicker", f"NCSEJ {kicker}"), dated(issue, f"{PLACE} {long_date(issue.date)}", gap=0)]


def masthead_misspelt(issue: Issue) -> list[Block]:
    """ "Deceber" of December: one letter is missing."""
    month = f"{issue.date:%B}"
    misspelt = month[:-3] + month[-2:] if len(month) > 5 else month
    return [field("kicker", issue.kicker), dated(issue, f"{PLACE} {misspelt} {issue.date.day}, {issue.date.year}")]


# TO and FROM


def addressee(issue: Issue) -> str:
    return f"{issue.organization} Leadership and Interested Parties"


def to_line(issue: Issue) -> Block:
    return Block(f"TO: {addressee(issue)}", (("to", addressee(issue)),))


def senders_on(issue: Issue, lines: Sequence[str], gaps: Sequence[int]) -> list[Block]:
    """Lines below FROM; all names are given by the first."""
    gives = tuple(("from", " | ".join(sender)) for sender in issue.senders)
    first = Block(f"FROM: {lines[0]}", gives)
    return [first, *(other(line, gap) for line, gap in zip(lines[1:], gaps, strict=True))]


def head_with_semicolons(issue: Issue) -> list[Block]:
    names = "; ".join(", ".join(sender) for sender in issue.senders)
    return [to_line(issue), *senders_on(issue, [names], [])]


def head_of_broken_lines(issue: Issue) -> list[Block]:
    """Broken inside a person, as mail programs did."""
    lines = [line for name, title in issue.senders for line in (f"{name},", f"{title};")]
    return [to_line(issue), *senders_on(issue, lines, [0] * (len(lines) - 1))]


def head_of_lines_apart(issue: Issue) -> list[Block]:
    lines = [", ".join(sender) for sender in issue.senders]
    return [to_line(issue), *senders_on(issue, lines, [1] * (len(lines) - 1))]


def head_without_semicolons(issue: Issue) -> list[Block]:
    return [to_line(issue), *senders_on(issue, [" ".join(", ".join(sender) for sender in issue.senders)], [])]


def head_with_notice(issue: Issue) -> list[Block]:
    return [*head_with_semicolons(issue), other("Please note: our office will be closed on Monday, January 18.")]
