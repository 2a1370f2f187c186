"""The checks of the clippings. No Django here."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ..outputs.issue import Issue, long_date
from ..parser.headline_case import suggest_headline_case
from ..parser.redirects import hides_target, unwrap
from ..parser.tracking import find_tracking, strip_tracking
from .findings import Finding, describe_clipping, field_path, normalize_words

MAX_CLIPPING_AGE = timedelta(days=14)
EARLIER_ISSUES = 26  # half a year of issues, in which a repeated clipping is looked for
SHORTEST_SHOUT = 15  # letters; fewer may be acronyms: “NATO AND THE EU”
SHOUTED_SHARE = 0.9  # of the letters; “McDONALD” has a small one


@dataclass(frozen=True, slots=True)
class EarlierClipping:
    """A clipping of an earlier issue. `date` is the date of that issue."""

    date: date
    headline: str
    url: str = ""


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


def check_clipping_links(issue: Issue) -> Iterator[Finding]:
    for clipping in issue.clippings:
        name, field = describe_clipping(clipping), field_path(clipping, "url")
        if not clipping.url:
            yield Finding("warning", field, f"{name} has no link to the article.")
        elif unwrap(clipping.url) != clipping.url:
            message = f"The address of {name} is a mail service’s or search engine’s: the article’s own is inside it."
            yield Finding("warning", field, message)
        elif hides_target(clipping.url):
            message = (
                f"The address of {name} is a mail service’s, which does not show where it leads. Take the article’s."
            )
            yield Finding("warning", field, message)
        elif tracking := find_tracking(clipping.url):
            parameters = ", ".join(dict.fromkeys(tracking))
            message = f"The address of {name} tells the publisher whose mail was read: take “{parameters}” out of it."
            yield Finding("warning", field, message)


def check_excerpts(issue: Issue, limit: int) -> Iterator[Finding]:
    for clipping in issue.clippings:
        name, field = describe_clipping(clipping), field_path(clipping, "excerpt")
        count = sum(len(paragraph.split()) for paragraph in clipping.paragraphs)
        if not count:
            yield Finding("warning", field, f"{name} has no excerpt.")
        elif limit and count > limit:
            message = f"The excerpt of {name} has {count} words of others; our limit is {limit}."
            yield Finding("warning", field, message)


def check_shouting(issue: Issue) -> Iterator[Finding]:
    """Headlines in capital letters, as newspapers print them and mails copy them."""
    for clipping in issue.clippings:
        if is_shouted(clipping.headline):
            message = f"{describe_clipping(clipping)} is in capital letters throughout."
            if offer := suggest_headline_case(clipping.headline, " ".join(clipping.paragraphs)):
                message += f" In headline case: “{offer}”."
            yield Finding("warning", field_path(clipping, "headline"), message)


def is_shouted(headline: str) -> bool:
    """Whether a headline of three words or more is in capital letters; scripts that have none are never."""
    capitals = sum(letter.isupper() for letter in headline)
    small = sum(letter.islower() for letter in headline)
    is_long = len(headline.split()) >= 3 and capitals >= SHORTEST_SHOUT
    return is_long and capitals >= SHOUTED_SHARE * (capitals + small)


def comparable_url(url: str) -> str:
    """The URL without scheme, www, tracking parameters, fragment and trailing slash, so that URLs can be compared."""
    base, _, query = strip_tracking(url.strip()).partition("#")[0].partition("?")
    return "?".join(filter(None, [re.sub(r"^https?://(www\.)?", "", base.lower()).rstrip("/"), query]))
