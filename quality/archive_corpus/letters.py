"""The letter of an issue as mails laid it out, with its salutation, and the signature."""

from news.outputs.issue import long_date

from .blocks import Block, field, other
from .heads import PLACE
from .values import Issue


def letter_plain(issue: Issue) -> list[Block]:
    return [field("salutation", "Dear Friend,"), *(field("letter", text) for text in issue.letter)]


def letter_twice_addressed(issue: Issue) -> list[Block]:
    return [
        field("salutation", "Dear Friend,"),
        other("Dear Friend,"),
        *(field("letter", each) for each in issue.letter),
    ]


def letter_unaddressed(issue: Issue) -> list[Block]:
    return [field("letter", text) for text in issue.letter]


def letter_with_photos(issue: Issue) -> list[Block]:
    first, *rest = issue.letter
    blocks = [field("salutation", "Dear Friend,"), other(issue.captions[0]), field("letter", first)]
    return [*blocks, other(issue.captions[1]), *(field("letter", text) for text in rest)]


# Signatures


def sign(*lines: str) -> list[Block]:
    return [field("signature", line, gap=0 if number else 1) for number, line in enumerate(lines)]


def signer(issue: Issue) -> tuple[str, str]:
    return next(sender for sender in issue.senders if sender[0].startswith("Mark"))


def signature_plain(issue: Issue) -> list[Block]:
    return sign(*signer(issue), f"Washington, D.C. {long_date(issue.date)}")


def signature_sincerely(issue: Issue) -> list[Block]:
    return [field("signature", "Sincerely,"), *sign(*signer(issue), issue.organization)]


def signature_with_photo(issue: Issue) -> list[Block]:
    name, title = signer(issue)
    date = f"Washington, D.C. {long_date(issue.date)}"
    return [*sign(name), other(issue.captions[1], gap=0), *sign(title, date)]


def signature_of_broken_date(issue: Issue) -> list[Block]:
    return sign(*signer(issue), f"{PLACE} {issue.date:%B} {issue.date.day}", f", {issue.date.year}")


def signature_and_donation(issue: Issue) -> list[Block]:
    return [*sign(*signer(issue)), other("[Donate](https://www.ncsej.org/donate)")]
