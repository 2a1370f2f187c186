"""Reads what stands above the first article: masthead, TO, FROM, salutation, letter and signature."""

import datetime
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..dates import MAX_DATE_LENGTH, WrittenDate, is_date, parse_date_at_end, parse_date_at_start
from ..doubts import Doubt
from ..foot import find_rule
from ..lines import collapse_whitespace
from ..mail_fields import OF_TIME
from ..result import Line
from ..sentences import ends_like_prose
from ..source_lines import PLACE_OF_ISSUE, is_dateline
from ..tokens import TokenKind
from .doubts import doubts_of_mail, doubts_of_signature
from .mail_heads import FIELD, find_mail_heads
from .paragraphs import join_paragraphs
from .parts import LABEL, Part
from .result import Boilerplate, IssueDoubt, Sender
from .senders import is_sender_line, read_senders, words_between
from .signature import ABOUT, REST_OF_DATE, find_signature, split_signature_off

MAX_SENDER_LINES = 14
MAX_MASTHEAD_LINES = 12
MAX_TITLE_LINES, MAX_TITLE_LENGTH = 3, 120  # of a special report, and characters of each
MIN_LETTER_LENGTH = 70  # characters of a line that begins a letter without TO, FROM and salutation
KICKER = re.compile(
    r"(?:n\s?c[se]{1,2}\s?j\b|weekly|news|update|brief|top|10|ten|special|edition|[\s.,:|–—-])+", re.IGNORECASE
)
LOGO = re.compile(r"ncse?j logo\W*", re.IGNORECASE)
TIME = re.compile(r"[\s,]*(?:at\s)?[0-9]{1,2}:[0-9]{2}.*$")


@dataclass(slots=True)
class Front:
    """The fields that stand above the articles, while they are read."""

    date: WrittenDate | None = None
    mail_date: WrittenDate | None = None
    signature_date: WrittenDate | None = None
    kicker: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    senders: tuple[Sender, ...] = ()
    salutation: str = ""
    letter: str = ""
    letter_links: tuple[tuple[str, str], ...] = ()
    signature: list[str] = field(default_factory=list)
    unplaced: list[Line] = field(default_factory=list)
    boilerplate: list[Boilerplate] = field(default_factory=list)

    @property
    def is_of_issue(self) -> bool:
        """Whether a letter stands above the articles, with something of what belongs to one."""
        is_addressed = bool(self.to or self.senders or self.salutation)
        return bool(self.letter) and (is_addressed or bool(self.date and self.signature))

    def leave_out(self, rule: str, part: Part) -> None:
        self.boilerplate.append(Boilerplate(rule, Line(part.position, part.text)))

    def place_nowhere(self, part: Part, is_below_letter: bool = False) -> None:
        rule = find_rule(part.text, is_below_letter)
        if is_below_letter and not rule and is_dateline(part.text):
            rule = "place and date"
        if rule:
            self.leave_out(rule, part)
        else:
            self.unplaced.append(Line(part.position, part.text, part.url))

    def resolve_date(self, near: datetime.date | None) -> tuple[datetime.date | None, list[IssueDoubt]]:
        """The date of the issue, and what is doubtful about it."""
        head, signed, mailed = (
            date.resolve(near) if date else None for date in (self.date, self.signature_date, self.mail_date)
        )
        doubts = []
        if self.date and Doubt.MISSPELT_MONTH in self.date.doubts:
            doubts.append(IssueDoubt.MISSPELT_DATE)
        if self.date and Doubt.ODD_DATE in self.date.doubts:
            doubts.append(IssueDoubt.ODD_DATE)
        if head:
            doubts += doubts_of_signature(head, signed) if signed else []
            is_certain = mailed and self.mail_date and not self.mail_date.doubts
            return head, [*doubts, *(doubts_of_mail(head, mailed) if mailed and is_certain else [])]
        if signed:
            return signed, [IssueDoubt.DATE_FROM_SIGNATURE]
        return mailed, [IssueDoubt.DATE_FROM_MAIL if mailed else IssueDoubt.NO_DATE]


def read_front(parts: Sequence[Part]) -> Front:
    """The fields of the parts above the first article; nothing is lost."""
    front = Front()
    of_heads, mail_start = find_mail_heads(parts)
    for index, part in enumerate(parts[:mail_start]):
        if index in of_heads:
            _read_mail_header(front, part)
        else:
            front.place_nowhere(part)
    rest = _join_date(parts[mail_start:])
    salutation = next((index for index, part in enumerate(rest) if part.is_salutation), None)
    labels = [index for index, part in enumerate(rest[:salutation]) if part.label]
    head_end = labels[0] if labels else salutation if salutation is not None else _find_letter(rest)
    for part in rest[:head_end]:
        _read_masthead(front, part)
    if not labels and salutation is None:
        _read_title(front, rest[:head_end])
    index = _read_labels(front, rest, head_end, salutation) if labels else head_end
    if salutation is not None:
        for part in rest[index:salutation]:
            _read_masthead(front, part)
        front.salutation = rest[salutation].text
        index = salutation + 1
    _read_letter(front, rest[index:])
    return front


def _read_mail_header(front: Front, part: Part) -> None:
    front.leave_out("head of the mail", part)
    match = FIELD.match(part.text)
    if match and match[1].lower() in OF_TIME:
        front.mail_date = parse_date_at_start(part.text[match.end() :].strip()) or front.mail_date


def _join_date(parts: Sequence[Part]) -> list[Part]:
    """The parts, of which two of the masthead are one where a date is broken over them: "January 15," and "2016"."""
    for index, (part, below) in enumerate(itertools.pairwise(parts[:MAX_MASTHEAD_LINES])):
        if part.label or part.is_salutation:
            break
        if not REST_OF_DATE.fullmatch(below.text):
            continue
        text = f"{part.text} {below.text}".replace(" ,", ",")
        if is_dateline(text) or is_date(text):
            return [*parts[:index], replace(part, text=text), *parts[index + 2 :]]
    return list(parts)


def _find_letter(parts: Sequence[Part]) -> int:
    """Where the letter of an issue without TO, FROM and salutation begins: at its first paragraph."""
    for index, part in enumerate(parts):
        is_text = part.kind is TokenKind.TEXT
        if is_text and (len(part.text) >= MIN_LETTER_LENGTH or ends_like_prose(part.text)):
            return index
    return len(parts)


def _read_masthead(front: Front, part: Part) -> None:
    text = part.text
    date = parse_date_at_end(text.rstrip(") ")) if len(text) <= 2 * MAX_DATE_LENGTH else None
    before = text[: date.start].strip(" ,|.(–—-\xa0") if date and date.day is not None else ""
    is_place = PLACE_OF_ISSUE.fullmatch(before) is not None
    is_dated = date is not None and (
        is_place or is_dateline(text) or not before or KICKER.fullmatch(before) is not None
    )
    field = FIELD.match(text)
    if part.kind is TokenKind.CAPTION or part.is_salutation:
        front.place_nowhere(part)
    elif field and field[1].lower() in OF_TIME and (dated := parse_date_at_start(text[field.end() :].strip())):
        front.date = front.date or dated
        front.leave_out("place and date", part)
    elif is_dated and date is not None and date.day is not None:
        front.date = front.date or date
        if before and KICKER.fullmatch(before):
            front.kicker.append(before)
            text = text[date.start :]
        front.leave_out("place and date", Part(part.position, 0, text, part.kind))
    elif LOGO.fullmatch(text) or PLACE_OF_ISSUE.fullmatch(text.strip(" ,|.")):
        front.leave_out("place and date" if not LOGO.fullmatch(text) else "logo", part)
    elif KICKER.fullmatch(text) and not front.to and len("".join(front.kicker)) < 60:
        front.kicker.append(text)
    else:
        front.place_nowhere(part)


def _read_title(front: Front, parts: Sequence[Part]) -> None:
    """Take the title of a special report from the lines without a place: it stands directly above place and date."""
    dated = next((place for place, part in enumerate(parts) if is_dateline(part.text)), 0)
    places = {line.position for line in front.unplaced}
    lines = [part for part in parts[:dated] if part.position in places]
    is_title = 1 <= len(lines) <= MAX_TITLE_LINES and lines == list(parts[dated - len(lines) : dated])
    if is_title and all(map(_may_be_title, lines)):
        front.title = [part.text for part in lines]
        taken = {part.position for part in lines}
        front.unplaced = [line for line in front.unplaced if line.position not in taken]


def _may_be_title(part: Part) -> bool:
    is_text = part.kind is TokenKind.TEXT and not part.url
    return is_text and len(part.text) <= MAX_TITLE_LENGTH and not ends_like_prose(part.text)


def _read_labels(front: Front, parts: Sequence[Part], start: int, salutation: int | None) -> int:
    """Read TO and FROM and the lines that belong to them; where they end."""
    index, end = start, len(parts) if salutation is None else salutation
    sender_lines: list[str] = []
    while index < end and (label := parts[index].label):
        label_part = parts[index]
        lines, index = _read_lines_below(parts, index, end)
        if label == "to":
            front.to += lines
        else:
            sender_lines += lines
        following = next((place for place in range(index, end) if parts[place].label), None)
        if following is not None and label == "to":
            for part in parts[index:following]:
                front.place_nowhere(part)
            index = following
    front.senders = read_senders(sender_lines)
    if between := words_between(sender_lines, front.senders):
        front.leave_out("between names", Part(label_part.position, 0, between, TokenKind.TEXT))
    return index


def _read_lines_below(parts: Sequence[Part], index: int, end: int) -> tuple[list[str], int]:
    """What stands behind TO or FROM and in the lines below that belong to it, and where those end."""
    part = parts[index]
    match = LABEL.match(part.text)
    text = part.text[match.end() :].strip() if match else ""
    lines = [text] if text else []
    is_to = part.label == "to"
    index += 1
    while index < end and not parts[index].label and len(lines) < MAX_SENDER_LINES:
        part = parts[index]
        if (
            part.kind in (TokenKind.CAPTION, TokenKind.RULE, TokenKind.READ_MORE)
            or is_dateline(part.text)
            or FIELD.match(part.text)
        ):
            break  # a memorandum's DATE and SUBJECT are nobody's names
        is_first_of_to = is_to and not lines and len(part.text) < MIN_LETTER_LENGTH
        may_follow = part.gap == 0 or not is_to
        if not is_first_of_to and not (may_follow and is_sender_line(part.text)):
            break
        lines.append(part.text)
        index += 1
    return lines, index


def _read_letter(front: Front, parts: Sequence[Part]) -> None:
    names = [sender.name for sender in front.senders]
    parts = [piece for part in parts for piece in split_signature_off(part, names)]
    start, end = find_signature(parts, names)
    if start == len(parts):
        start = end = _find_foot(parts)
    letter: list[Part] = []
    for part in parts[:start]:
        if part.is_salutation and part.text.lower().startswith("dear") and not letter:
            front.leave_out("salutation once more", part)
        elif part.kind is TokenKind.CAPTION:
            front.place_nowhere(part)
        elif part.kind is TokenKind.RULE:
            front.leave_out("line", part)
        else:
            letter.append(part)
    front.letter = "\n\n".join(join_paragraphs(letter))
    front.letter_links = tuple(dict.fromkeys(link for part in letter for link in part.links))
    signed = [part for part in parts[start:end] if part.kind is not TokenKind.CAPTION]
    front.signature = [part.text for part in signed]
    front.signature_date = _find_date(front.signature)
    for part in parts[start:end]:
        if part.kind is TokenKind.CAPTION:
            front.place_nowhere(part)
    for part in parts[end:]:
        front.place_nowhere(part, is_below_letter=True)


def _find_foot(parts: Sequence[Part]) -> int:
    """Where the foot begins of an issue without signature and articles: at "About NCSEJ", or at its last lines."""
    heading = next((place for place, part in enumerate(parts) if ABOUT.fullmatch(part.text)), len(parts))
    while heading and find_rule(parts[heading - 1].text, is_below_letter=False) not in ("", "donation"):
        heading -= 1  # a letter may end with an appeal
    return heading


def _find_date(lines: Sequence[str]) -> WrittenDate | None:
    """The date at the end of the signature, which may be broken over lines: "January 15" and ", 2016"."""
    text = collapse_whitespace(" ".join(lines[-3:])).replace(" ,", ",")
    date = parse_date_at_end(TIME.sub("", text))
    return date if date and date.day is not None else None
