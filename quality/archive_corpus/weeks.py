"""Weeks of which there are several files: a mail and its PDF, or a mail that was sent again, corrected, in one mbox."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .blocks import LINK, Block, expect
from .cases import pdf_file, subject
from .layouts import LAYOUTS, WHOLE_BRIEF, lay_out
from .mails import Mail, mail_date, write_box, write_mail
from .pages import write_mailchimp
from .values import Issue, make_issue

COUNT = 8  # of each kind
FIRST = 500  # number of an issue, behind those that are one file each


@dataclass(frozen=True, slots=True)
class Week:
    """Files by name, and what their merged record should be.

    `long_texts`: headlines of the clippings of which the PDF has more. `history`: how many earlier sendings there are.
    """

    name: str
    files: dict[str, bytes]
    expected: dict[str, object]
    long_texts: tuple[str, ...] = ()
    history: int = 0


def make_weeks() -> Iterator[Week]:
    for number in range(FIRST, FIRST + COUNT):
        yield make_twins(make_issue("tuned", number))
        yield make_resend(make_issue("tuned", number + COUNT))


def make_twins(issue: Issue) -> Week:
    """The mail has excerpts and no addresses, the PDF the longer texts and all addresses."""
    blocks = [replace(block, text=LINK.sub(r"\1", block.text)) for block in lay_out(issue, LAYOUTS[2])]
    mail = write_mail(Mail(subject(issue), mail_date(issue.date), page=write_mailchimp(blocks)))
    pdf, _ = pdf_file(issue, lay_out(issue, WHOLE_BRIEF))
    name = f"twins-{issue.number}"
    longer = tuple(story.headline for story in issue.stories if story.further)
    return Week(name, {f"{name}.eml": mail, f"{name}.pdf": pdf}, expect(blocks), longer)


def make_resend(issue: Issue) -> Week:
    """An hour later, with one address and one word of the letter corrected."""
    layout = LAYOUTS[issue.number % len(LAYOUTS)]
    wrong = replace(issue, stories=(replace(issue.stories[0], url="https://www.example.org/wrong"), *issue.stories[1:]))
    blocks = lay_out(issue, layout)
    mails = [
        _mail(issue, lay_out(wrong, layout), subject(issue), 15),
        _mail(issue, blocks, f"CORRECTED LINK: {subject(issue)}", 16),
    ]
    name = f"resend-{issue.number}"
    return Week(name, {f"{name}.mbox": write_box(mails)}, expect(blocks), history=1)


def _mail(issue: Issue, blocks: list[Block], title: str, hour: int) -> bytes:
    return write_mail(Mail(title, mail_date(issue.date, hour), page=write_mailchimp(blocks)))
