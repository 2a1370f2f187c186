"""What an editor should know of an issue before it goes out: an issue in, findings out. No Django here.

An "error" makes an output wrong, and publishing is refused at its field. A "warning" is probably a slip and a "note" is
only worth knowing; neither ever stops anyone.
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

USUAL_NUMBER = 10
LONGEST_AGE = timedelta(days=14)
EARLIER_ISSUES = 26  # half a year of them: what a reader may remember
MAIL_IS_LARGE = 80_000  # bytes
MAIL_IS_CUT = 102_400  # bytes; Gmail hides what comes after them, the unsubscribe link with it

LEVELS = ("error", "warning", "note")
NAME = "NCSEJ"
GAP = r"[^\S\n]*"
LIKE_THE_NAME = re.compile(rf"\b(?:[{NAME}]{{{len(NAME)}}}|{GAP.join(NAME)})\b")
SAYS_NOTHING = {"here", "click here", "read here", "see here", "this", "this link", "link", "read more", "more"}
TRACKING = ("utm_", "fbclid=", "gclid=", "mc_cid=", "mc_eid=")


@dataclass(frozen=True, slots=True)
class Finding:
    level: Literal["note", "warning", "error"]
    field: str  # where the editor can mend it, for example "clippings.3.source"; blocks are counted from 0
    message: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """A clipping that readers have had before."""

    date: date  # of the issue it stood in
    headline: str
    url: str = ""


def preflight(
    issue: Issue,
    today: date,
    earlier: Iterable[Earlier] = (),
    mail_size: int = 0,
    excerpt_limit: int = 0,
) -> list[Finding]:
    """Everything worth saying, the worst first and then from the head of the issue to its foot.

    mail_size: bytes of the email's HTML. excerpt_limit: words of a clipping's excerpt; 0 sets none.
    """
    letter = parse_html(issue.letter)
    found = [
        *day(issue),
        *unfinished(issue, letter),
        *empty_links(letter),
        *missing_alt_text(issue),
        *number(issue),
        *incomplete(issue),
        *untimely(issue, today),
        *repeated(issue, earlier),
        *long_excerpts(issue, excerpt_limit),
        *misspelt_name(issue, letter),
        *size(issue, mail_size),
    ]
    return sorted(found, key=lambda finding: LEVELS.index(finding.level))


def stops_publishing(finding: Finding) -> bool:
    return finding.level == "error"


# -- The whole issue ---------------------------------------------------------------------------------------------


def day(issue: Issue) -> Iterator[Finding]:
    if issue.date.weekday() != FRIDAY:
        yield Finding("note", "date", f"{issue.date:%A}, {written(issue.date)} is not a Friday.")


def number(issue: Issue) -> Iterator[Finding]:
    count = len(issue.clippings)
    if not count:
        yield Finding("warning", "clippings", "There are no clippings.")
    elif count != USUAL_NUMBER:
        clippings = "1 clipping" if count == 1 else f"{count} clippings"
        yield Finding("note", "clippings", f"{clippings}; {USUAL_NUMBER} are usual.")


def size(issue: Issue, mail_size: int) -> Iterator[Finding]:
    """What has been mailed cannot be mended; correcting its web page must stay possible."""
    kilobytes = ceil(mail_size / 1000)
    if mail_size > MAIL_IS_CUT:
        yield Finding(
            "warning" if issue.published else "error",
            "clippings",
            f"The email has {kilobytes} KB. Mail programs cut it at 102 KB and hide the rest, the link for "
            "unsubscribing with it. Shorten the excerpts.",
        )
    elif mail_size > MAIL_IS_LARGE:
        yield Finding(
            "warning", "clippings", f"The email has {kilobytes} KB. From 102 KB on, mail programs hide its end."
        )


# -- Letter and picture ------------------------------------------------------------------------------------------


def unfinished(issue: Issue, letter: Node) -> Iterator[Finding]:
    if not issue.summary:
        yield Finding("error", "search_description", "There is no summary.")
    if not issue.addressee:
        yield Finding("error", "addressee", "Nobody is named after TO.")
    if letter.is_blank:
        yield Finding("error", "letter", "There is no letter.")


def empty_links(letter: Node) -> Iterator[Finding]:
    for link in links(letter):
        if plain(link.text) in SAYS_NOTHING:
            words = " ".join(link.text.split())
            yield Finding("warning", "letter", f"A link says only “{words}”. Let its words say where it leads.")


def links(node: Node) -> Iterator[Node]:
    for child in node.children:
        if isinstance(child, Node):
            if child.tag == "a":
                yield child
            yield from links(child)


def missing_alt_text(issue: Issue) -> Iterator[Finding]:
    if issue.picture and not issue.picture.alt and not issue.picture.is_decorative:
        yield Finding(
            "warning", "lead_image", "The picture has no alternative text and is not marked as decoration only."
        )


# -- Clippings ---------------------------------------------------------------------------------------------------


def incomplete(issue: Issue) -> Iterator[Finding]:
    for clipping in issue.clippings:
        if not clipping.headline:
            yield Finding("error", at(clipping, "headline"), f"{called(clipping)} has no headline.")
        if not clipping.source:
            yield Finding("error", at(clipping, "source"), f"{called(clipping)} has no source.")
        if not clipping.date:
            yield Finding("warning", at(clipping, "date"), f"{called(clipping)} has no date.")


def untimely(issue: Issue, today: date) -> Iterator[Finding]:
    for clipping in filter(lambda clipping: clipping.date, issue.clippings):
        dated = f"{called(clipping)} is dated {written(clipping.date)}"
        if clipping.date > today:
            problem = "which is still to come"
        elif clipping.date > issue.date:
            problem = "which is after the issue"
        elif issue.date - clipping.date > LONGEST_AGE:
            problem = f"{(issue.date - clipping.date).days:,} days before the issue"
        else:
            continue
        yield Finding("warning", at(clipping, "date"), f"{dated}, {problem}.")


def repeated(issue: Issue, earlier: Iterable[Earlier]) -> Iterator[Finding]:
    """Clippings with the address or the headline of one in an earlier issue, or of one further up in this issue."""
    addresses, headlines = {}, {}
    for old in earlier:
        where = f"in the issue of {written(old.date)}"
        addresses.setdefault(comparable_url(old.url), where)
        headlines.setdefault(plain(old.headline), where)
    for clipping in issue.clippings:
        address, headline = comparable_url(clipping.url), plain(clipping.headline)
        if address and address in addresses:
            message = f"The address of {called(clipping)} stands {addresses[address]}."
            yield Finding("warning", at(clipping, "url"), message)
        elif headline and headline in headlines:
            message = f"The headline {called(clipping)} stands {headlines[headline]}."
            yield Finding("warning", at(clipping, "headline"), message)
        addresses.setdefault(address, f"in clipping {clipping.position} too")
        headlines.setdefault(headline, f"in clipping {clipping.position} too")


def long_excerpts(issue: Issue, limit: int) -> Iterator[Finding]:
    for clipping in issue.clippings:
        count = sum(len(paragraph.split()) for paragraph in clipping.paragraphs)
        if limit and count > limit:
            message = f"The excerpt of {called(clipping)} has {count} words of others; our limit is {limit}."
            yield Finding("warning", at(clipping, "excerpt"), message)


# -- The organization's name -------------------------------------------------------------------------------------


def misspelt_name(issue: Issue, letter: Node) -> Iterator[Finding]:
    """ "NCESJ", "NSCEJ", "N CSEJ": the name with its letters in another order or with a gap; not "NCSJ" of old."""
    for field, text in texts(issue, letter):
        for slip in dict.fromkeys(LIKE_THE_NAME.findall(text)):
            if slip != NAME and sorted(re.sub(r"\s", "", slip)) == sorted(NAME):
                yield Finding("warning", field, f"“{slip}” should be {NAME}.")


def texts(issue: Issue, letter: Node) -> Iterator[tuple[str, str]]:
    """Every text that somebody typed, with its field."""
    yield "title", issue.title
    yield "kicker", issue.kicker
    yield "search_description", issue.summary
    yield "addressee", issue.addressee
    for position, signatory in enumerate(issue.sent_from):
        yield f"sent_from.{position}.name", signatory.name
        yield f"sent_from.{position}.title", signatory.title
    yield "letter", "\n".join(block.text for block in letter.children)
    yield "signature", "\n".join(issue.signature)
    if issue.picture:
        yield "lead_image_caption", issue.picture.caption
    for clipping in issue.clippings:
        yield at(clipping, "headline"), clipping.headline
        yield at(clipping, "byline"), clipping.byline
        yield at(clipping, "source"), clipping.source
        yield at(clipping, "excerpt"), "\n".join(clipping.paragraphs)


# -- Words -------------------------------------------------------------------------------------------------------


def at(clipping: Clipping, field: str) -> str:
    return f"clippings.{clipping.position - 1}.{field}"


def called(clipping: Clipping) -> str:
    return f"“{clipping.headline}”" if clipping.headline else f"Clipping {clipping.position}"


def written(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def plain(words: str) -> str:
    """Words without case, punctuation and the kinds of quotes and spaces, to compare them."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", words).casefold()))


def comparable_url(url: str) -> str:
    """What two addresses of one article have in common: neither scheme, www, tracking, fragment nor last slash."""
    address, _, query = url.strip().partition("#")[0].partition("?")
    kept = [part for part in query.split("&") if part and not part.lower().startswith(TRACKING)]
    return "?".join(filter(None, [re.sub(r"^https?://(www\.)?", "", address.lower()).rstrip("/"), "&".join(kept)]))
