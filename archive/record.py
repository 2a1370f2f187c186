"""What would be stored of an old issue: the issue as it was read, where it was read, and how far it can be trusted.

    make_record(source, sources) -> IssueRecord

No Django here.
"""

import datetime
import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from news.outputs.issue import long_date
from news.parser.boilerplate import is_caption
from news.parser.html_lines import visible_text
from news.parser.redirects import hides_target
from news.parser.sources import Sources
from news.parser.urls import normalize_url
from news.parser.whole_issue import IssueDoubt, ParsedIssue, doubts_of_mail, read_issue
from news.parser.whole_issue.doubts import MAX_DAYS_TO_MAIL
from news.parser.whole_issue.front import KICKER
from pages.dates.typed import EASTERN

from .reading import SourceText
from .summary import suggest_summary
from .unseen import list_unseen

MIN_SIGNS = 3  # of an issue, below which a text is none
WORD = re.compile(r"[^\W_]+")
BOUNCE = re.compile(
    r"\s*(?:undeliver(?:able|ed)\b|mail delivery (?:failed|failure|subsystem)|delivery status notification"
    r"|returned mail\b|failure notice\b|(?:message|mail) (?:not|could not be) delivered|automatic reply\b|auto-?reply\b"
    r"|i'm sorry to have to inform you\b|this is an automatically generated\b"
    r"|this is the (?:(?:e-?)?mail (?:system|server|delivery|agent)|mailer-daemon|postfix|qmail|exim|ezmlm|smtp"
    r"|(?:[\w-]+ )?(?:program|server) at [\w-]+\.\w)"
    r"|out of (?:the )?office(?:\s*(?:[-–—:;(\[.]|\n|$)"
    r"|,? (?:auto|re\b|response|reply|message|notice|assistant|until|through|from|back))"
    r"|(?:your message|delivery) (?:to the following recipients? |did not reach|could not be delivered|has failed))",
    re.IGNORECASE,
)
OUT_OF_OFFICE = re.compile(r"\s*out of (?:the )?office\b", re.IGNORECASE)  # in a subject; a letter may go on otherwise
# What says in a subject, or at the head of a text, that an earlier mail is corrected.
CORRECTED = re.compile(r"\bcorrect(?:ed|ion|s)\b|\bre-?sen(?:d|t)\b|\bwrong link\b", re.IGNORECASE)
CORRECTED_TEXT = re.compile(r"\bCORRECT(?:ED|ION)\b|\b[Cc]orrected (?:link|version|issue|copy|e-?mail|update)\b")
FORWARDED = re.compile(r"\s*(?:re|fwd?|aw|wg)\s?:", re.IGNORECASE)
START = 600  # characters of a text in which a correction is announced
OTHER_MAIL = re.compile(
    r"(?:\W|re|fwd?)*\s*(?:for immediate release|press release|action alert|media advisory)\b", re.I
)
SPECIAL_REPORT = re.compile(r"\W*special (?:report|update|edition|bulletin|briefing)\b", re.IGNORECASE)
ORGANIZATION = re.compile(r"\bncse?j\b|national co(?:alition|nference) (?:supporting|on)", re.IGNORECASE)


class Shape(StrEnum):
    """What a text holds of an issue."""

    LETTER_AND_ARTICLES = "letter and articles"
    LETTER = "letter only"
    ARTICLES = "articles only"
    REPORT = "special report"
    NONE = "no issue"


@dataclass(frozen=True)
class IssueRecord:
    """An issue as it was read, and the text that it was read from.

    `reasons`: sentences for the editor, why `confidence` (0 to 1) is not 1. `summary`: suggested, for search engines.
    """

    issue: ParsedIssue
    source: SourceText
    shape: Shape
    confidence: float
    reasons: tuple[str, ...]
    summary: str = ""

    @property
    def is_issue(self) -> bool:
        """Whether it is an issue at all: bounces and other mails are none, and are not stored."""
        return self.shape is not Shape.NONE

    @cached_property
    def is_correction(self) -> bool:
        """Whether the mail says that it corrects an earlier one: "CORRECTED", "corrected link"."""
        start = visible_text(self.source.text)[:START]
        return bool(CORRECTED.search(self.source.subject) or CORRECTED_TEXT.search(start))

    @property
    def is_forwarded(self) -> bool:
        """Whether the mail is an answer, or was forwarded: the issue inside is not what was sent on that day."""
        return _is_forwarded(self.source)

    def is_copy(self, other: "IssueRecord") -> bool:
        """Whether both say the same, from whatever mail service and in whatever encoding.

        Spaces, letter case, marks and boilerplate count for nothing, and neither do addresses that only one of them
        tells. A correction is no copy of what it corrects.
        """
        addresses = zip(self.addresses, other.addresses, strict=False)
        is_same = self._meaning == other._meaning
        return is_same and all(mine == others or not (mine and others) for mine, others in addresses)

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """Of each clipping, as two are compared (see fold_url)."""
        return tuple(fold_url(each.url) for each in self.issue.clippings)

    def as_dict(self) -> dict[str, object]:
        """For JSON: the fields of the issue, then where they come from, and each line left out with its rule."""
        return self.issue.as_dict() | {
            "confidence": self.confidence,
            "reasons": list(self.reasons),
            "source": {"path": self.source.path, "form": self.source.form.value},
            "shape": self.shape.value,
            "title": self.issue.title,
            "summary": self.summary,
            "boilerplate": [{"rule": each.rule, **each.line.as_dict()} for each in self.issue.boilerplate],
        }

    @cached_property
    def _meaning(self) -> tuple[str, ...]:
        """All that it says but addresses, folded."""
        issue = self.issue
        texts = (issue.kicker, issue.title, issue.to, issue.salutation, issue.letter, issue.signature)
        said = [f"{issue.date or ''} {'corrected' if self.is_correction else ''}"]
        said += [f"{fold(sender.name)} {fold(sender.title)}" for sender in issue.senders]
        said += map(fold, texts)
        for each in issue.clippings:
            said += map(fold, (each.headline, each.byline, each.source, each.excerpt))
            said.append(f"{each.date or ''}")
        return tuple(said)


def fold(text: str) -> str:
    """The letters and digits of a text, by which two are compared: without case, accents, marks and spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign))))


def fold_url(url: str) -> str:
    """An address as two are compared: without scheme, "www.", tracking and last slash; empty where it tells nothing."""
    url = normalize_url(url)
    return "" if hides_target(url) else url.partition("://")[2].removeprefix("www.").rstrip("/")


def make_record(source: SourceText, sources: Sources) -> IssueRecord:
    """Read the issue in a text. Never raises; what is no issue has the shape Shape.NONE."""
    near = source.sent.astimezone(EASTERN).date() if source.sent else None
    issue = read_issue(source.text, near, sources)
    of_encoding = [IssueDoubt.OTHER_ENCODING] if source.is_read_otherwise else []
    doubts = (*issue.doubts, *find_unplaced_captions(issue), *of_encoding)
    issue, notes = _with_date_of_mail(replace(issue, doubts=doubts), near, _is_forwarded(source))
    shape = _find_shape(issue, source)
    issue = replace(issue, boilerplate=(*issue.boilerplate, *list_unseen(source.text)))
    return IssueRecord(
        issue=issue,
        source=source,
        shape=shape,
        confidence=issue.confidence,
        reasons=(*issue.reasons, *notes, *source.notes),
        summary=suggest_summary(issue) if shape is not Shape.NONE else "",
    )


def find_unplaced_captions(issue: ParsedIssue) -> list[IssueDoubt]:
    """The doubt that captions have no place. Whoever pastes an issue sees its photos; of an old one they are told."""
    return [IssueDoubt.UNPLACED_CAPTIONS] if any(is_caption(line.text) for line in issue.unplaced) else []


def _is_forwarded(source: SourceText) -> bool:
    return FORWARDED.match(source.subject) is not None


def _with_date_of_mail(
    issue: ParsedIssue, mailed: datetime.date | None, is_forwarded: bool
) -> tuple[ParsedIssue, list[str]]:
    """The issue, dated by its mail where it has no date of its own; and what to tell an editor of both dates."""
    if mailed is None:
        return issue, []
    if issue.date is None:
        doubts = [doubt for doubt in issue.doubts if doubt is not IssueDoubt.NO_DATE]
        return replace(issue, date=mailed, doubts=(*doubts, IssueDoubt.DATE_FROM_MAIL)), []
    doubts = [doubt for doubt in doubts_of_mail(issue.date, mailed, is_forwarded) if doubt not in issue.doubts]
    notes = [f"The mail is of {long_date(mailed)}."] if abs((issue.date - mailed).days) > MAX_DAYS_TO_MAIL else []
    return replace(issue, doubts=(*issue.doubts, *doubts)), notes


def _find_shape(issue: ParsedIssue, source: SourceText) -> Shape:
    is_bounce = any(map(BOUNCE.match, (source.subject, _first_text(issue)))) or OUT_OF_OFFICE.match(source.subject)
    if is_bounce or not (issue.letter or issue.clippings):
        return Shape.NONE
    signs = _count_signs(issue)
    if signs >= MIN_SIGNS:
        if issue.letter:
            return Shape.LETTER_AND_ARTICLES if issue.clippings else Shape.LETTER
        return Shape.ARTICLES
    return Shape.REPORT if _is_report(issue, source) else Shape.NONE


def _first_text(issue: ParsedIssue) -> str:
    if issue.title:
        return issue.title
    lines = [(line.position, line.text) for line in issue.unplaced]
    return min(lines)[1] if lines else issue.letter


def _count_signs(issue: ParsedIssue) -> int:
    """How much of what only an issue has: kicker, dateline at its head, TO, FROM, salutation, signature, articles."""
    rules = {each.rule for each in issue.boilerplate}
    return sum(
        (
            bool(KICKER.fullmatch(issue.kicker)) and "weekly" in issue.kicker.lower(),
            "place and date" in rules and issue.date is not None,
            bool(issue.to),
            any(sender.title for sender in issue.senders),
            bool(issue.salutation),
            bool(issue.signature),
            len(issue.clippings) >= 2,
        )
    )


def _is_report(issue: ParsedIssue, source: SourceText) -> bool:
    """A special report: a dateline above a text that has that title or names the organization, and nothing else."""
    texts = " ".join(issue.list_texts())
    is_dated = any(each.rule == "place and date" for each in issue.boilerplate)
    is_other = OTHER_MAIL.match(source.subject) or OTHER_MAIL.match(_first_text(issue))
    is_named = SPECIAL_REPORT.match(issue.title) or ORGANIZATION.search(texts)
    return is_dated and not is_other and is_named is not None
