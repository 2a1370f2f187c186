"""The checks of an issue before it is published. No Django here.

An "error" would make an output wrong, so publishing is refused with a message at its field. A "warning" is probably a
mistake and a "note" is information; neither blocks publishing.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Literal

from ..outputs.html_tree import Node, parse_html
from ..outputs.issue import FRIDAY, Clipping, Issue

USUAL_CLIPPING_COUNT = 10
MAX_CLIPPING_AGE = timedelta(days=14)
EARLIER_ISSUES = 26  # half a year of issues, in which a repeated clipping is looked for
LARGE_EMAIL = 80_000  # bytes
GMAIL_LIMIT = 102_400  # bytes; Gmail hides the rest of a longer email, and with it the unsubscribe link

LEVELS = ("error", "warning", "note")
ORGANIZATION_NAME = "NCSEJ"
SPACES = r"[^\S\n]*"
# The name's letters in any order, or in order with spaces between them.
SIMILAR_NAME = re.compile(
    rf"\b(?:[{ORGANIZATION_NAME}]{{{len(ORGANIZATION_NAME)}}}|{SPACES.join(ORGANIZATION_NAME)})\b"
)
VAGUE_LINK_TEXTS = {"here", "click here", "read here", "see here", "this", "this link", "link", "read more", "more"}
TRACKING_PARAMETERS = ("utm_", "fbclid=", "gclid=", "mc_cid=", "mc_eid=")


@dataclass(frozen=True, slots=True)
class Finding:
    level: Literal["note", "warning", "error"]
    field: str  # where the editor can correct it, for example "clippings.3.source"; blocks are counted from 0
    message: str


@dataclass(frozen=True, slots=True)
class EarlierClipping:
    """A clipping of an earlier issue. `date` is the date of that issue."""

    date: date
    headline: str
    url: str = ""


def run_checks(
    issue: Issue,
    today: date,
    earlier: Iterable[EarlierClipping] = (),
    email_size: int = 0,
    excerpt_limit: int = 0,
) -> list[Finding]:
    """The findings of all checks: errors first, then warnings and notes, each in the order of the checks.

    `email_size` is that of the email's HTML in bytes; `excerpt_limit` is in words, 0 sets none.
    """
    letter = parse_html(issue.letter)
    findings = [
        *check_weekday(issue),
        *check_required_fields(issue, letter),
        *check_link_texts(letter),
        *check_alt_text(issue),
        *check_clipping_count(issue),
        *check_clipping_fields(issue),
        *check_clipping_dates(issue, today),
        *check_repeated_clippings(issue, earlier),
        *check_excerpt_lengths(issue, excerpt_limit),
        *check_organization_name(issue, letter),
        *check_email_size(issue, email_size),
    ]
    return sorted(findings, key=lambda finding: LEVELS.index(finding.level))


def blocks_publishing(finding: Finding) -> bool:
    return finding.level == "error"


# -- The whole issue -----------------------------------------------------------------------------------------------


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


# -- Letter and lead image -----------------------------------------------------------------------------------------


def check_required_fields(issue: Issue, letter: Node) -> Iterator[Finding]:
    if not issue.summary:
        yield Finding("error", "search_description", "There is no summary.")
    if not issue.addressee:
        yield Finding("error", "addressee", "Nobody is named after TO.")
    if letter.is_blank:
        yield Finding("error", "letter", "There is no letter.")


def check_link_texts(letter: Node) -> Iterator[Finding]:
    for link in find_links(letter):
        if normalize_words(link.text) in VAGUE_LINK_TEXTS:
            words = " ".join(link.text.split())
            yield Finding("warning", "letter", f"A link says only “{words}”. Let its words say where it leads.")


def find_links(node: Node) -> Iterator[Node]:
    for child in node.children:
        if isinstance(child, Node):
            if child.tag == "a":
                yield child
            yield from find_links(child)


def check_alt_text(issue: Issue) -> Iterator[Finding]:
    image = issue.lead_image
    if image and not image.alt and not image.is_decorative:
        yield Finding(
            "warning", "lead_image", "The picture has no alternative text and is not marked as decoration only."
        )


# -- Clippings -----------------------------------------------------------------------------------------------------


def check_clipping_fields(issue: Issue) -> Iterator[Finding]:
    for clipping in issue.clippings:
        if not clipping.headline:
            yield Finding("error", field_path(clipping, "headline"), f"{describe_clipping(clipping)} has no headline.")
        if not clipping.source:
            yield Finding("error", field_path(clipping, "source"), f"{describe_clipping(clipping)} has no source.")
        if not clipping.date:
            yield Finding("warning", field_path(clipping, "date"), f"{describe_clipping(clipping)} has no date.")


def check_clipping_dates(issue: Issue, today: date) -> Iterator[Finding]:
    for clipping in issue.clippings:
        if clipping.date is None:
            continue
        dated = f"{describe_clipping(clipping)} is dated {long_date(clipping.date)}"
        if clipping.date > today:
            problem = "which is still to come"
        elif clipping.date > issue.date:
            problem = "which is after the issue"
        elif issue.date - clipping.date > MAX_CLIPPING_AGE:
            problem = f"{(issue.date - clipping.date).days:,} days before the issue"
        else:
            continue
        yield Finding("warning", field_path(clipping, "date"), f"{dated}, {problem}.")


def check_repeated_clippings(issue: Issue, earlier: Iterable[EarlierClipping]) -> Iterator[Finding]:
    """Clippings with the URL or the headline of one in an earlier issue, or of one further up in this issue."""
    urls: dict[str, str] = {}
    headlines: dict[str, str] = {}
    for old in earlier:
        where = f"in the issue of {long_date(old.date)}"
        urls.setdefault(comparable_url(old.url), where)
        headlines.setdefault(normalize_words(old.headline), where)
    for clipping in issue.clippings:
        url, headline = comparable_url(clipping.url), normalize_words(clipping.headline)
        if url and url in urls:
            message = f"The address of {describe_clipping(clipping)} stands {urls[url]}."
            yield Finding("warning", field_path(clipping, "url"), message)
        elif headline and headline in headlines:
            message = f"The headline {describe_clipping(clipping)} stands {headlines[headline]}."
            yield Finding("warning", field_path(clipping, "headline"), message)
        urls.setdefault(url, f"in clipping {clipping.position} too")
        headlines.setdefault(headline, f"in clipping {clipping.position} too")


def check_excerpt_lengths(issue: Issue, limit: int) -> Iterator[Finding]:
    for clipping in issue.clippings:
        count = sum(len(paragraph.split()) for paragraph in clipping.paragraphs)
        if limit and count > limit:
            message = f"The excerpt of {describe_clipping(clipping)} has {count} words of others; our limit is {limit}."
            yield Finding("warning", field_path(clipping, "excerpt"), message)


# -- The organization's name ---------------------------------------------------------------------------------------


def check_organization_name(issue: Issue, letter: Node) -> Iterator[Finding]:
    """ "NCESJ", "NSCEJ", "N CSEJ": the name with its letters in another order or with spaces; not the former "NCSJ"."""
    for field, text in find_typed_texts(issue, letter):
        for slip in dict.fromkeys(SIMILAR_NAME.findall(text)):
            if slip != ORGANIZATION_NAME and sorted(re.sub(r"\s", "", slip)) == sorted(ORGANIZATION_NAME):
                yield Finding("warning", field, f"“{slip}” should be {ORGANIZATION_NAME}.")


def find_typed_texts(issue: Issue, letter: Node) -> Iterator[tuple[str, str]]:
    """(field, text) of everything that an editor typed."""
    yield "title", issue.title
    yield "kicker", issue.kicker
    yield "search_description", issue.summary
    yield "addressee", issue.addressee
    for position, signatory in enumerate(issue.sent_from):
        yield f"sent_from.{position}.name", signatory.name
        yield f"sent_from.{position}.title", signatory.title
    yield "letter", "\n".join(block if isinstance(block, str) else block.text for block in letter.children)
    yield "signature", "\n".join(issue.signature)
    if issue.lead_image:
        yield "lead_image_caption", issue.lead_image.caption
    for clipping in issue.clippings:
        yield field_path(clipping, "headline"), clipping.headline
        yield field_path(clipping, "byline"), clipping.byline
        yield field_path(clipping, "source"), clipping.source
        yield field_path(clipping, "excerpt"), "\n".join(clipping.paragraphs)


# -- Helpers -------------------------------------------------------------------------------------------------------


def field_path(clipping: Clipping, field: str) -> str:
    """The `field` of a finding about a clipping."""
    return f"clippings.{clipping.position - 1}.{field}"


def describe_clipping(clipping: Clipping) -> str:
    """How a message names a clipping."""
    return f"“{clipping.headline}”" if clipping.headline else f"Clipping {clipping.position}"


def long_date(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def normalize_words(words: str) -> str:
    """A text without case and punctuation and with single spaces, so that texts can be compared."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", words).casefold()))


def comparable_url(url: str) -> str:
    """The URL without scheme, www, tracking parameters, fragment and trailing slash, so that URLs can be compared."""
    base, _, query = url.strip().partition("#")[0].partition("?")
    kept = [part for part in query.split("&") if part and not part.lower().startswith(TRACKING_PARAMETERS)]
    return "?".join(filter(None, [re.sub(r"^https?://(www\.)?", "", base.lower()).rstrip("/"), "&".join(kept)]))
