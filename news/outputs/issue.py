"""One weekly update as plain values, from which every output is rendered and which preflight reads. No Django here.

`WeeklyUpdate.as_issue()` makes it, so that all outputs have the same items in the same order.
"""

import datetime
from dataclasses import dataclass

FRIDAY = 4  # as date.weekday() counts


def friday_on_or_after(day: datetime.date) -> datetime.date:
    """The next Friday; `day` itself if it is a Friday."""
    return day + datetime.timedelta(days=(FRIDAY - day.weekday()) % 7)


def long_date(day: datetime.date) -> str:
    """As in "November 27, 2026"."""
    return f"{day:%B} {day.day}, {day.year}"


@dataclass(frozen=True, slots=True)
class Signatory:
    name: str
    title: str = ""

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.name, self.title]))


@dataclass(frozen=True, slots=True)
class LeadImage:
    """The rendition of the lead image that the outputs use, a PNG or JPEG.

    `url` is absolute; `width` and `height` are in pixels; `alt` is empty for a decorative image.
    """

    url: str
    width: int
    height: int
    alt: str = ""
    caption: str = ""
    credit: str = ""
    is_decorative: bool = False


@dataclass(frozen=True, slots=True)
class Clipping:
    """An article that somebody else published. What a draft still lacks is empty or None."""

    position: int  # from 1
    headline: str
    source: str
    byline: str = ""
    date: datetime.date | None = None
    url: str = ""
    paragraphs: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()  # ISO 3166-1 alpha-2
    is_withdrawn: bool = False  # then the headline says so, and the rest is empty


class Corrected:
    """What an issue and a statement have in common: the words before what was corrected after publication."""

    __slots__ = ()
    correction: str  # what was corrected, a line or more; empty where nothing was
    corrected_on: datetime.date | None

    @property
    def correction_label(self) -> str:
        """ "Corrected November 27, 2026."."""
        return f"Corrected {long_date(self.corrected_on)}." if self.corrected_on else "Corrected."


@dataclass(frozen=True, slots=True)
class Issue(Corrected):
    """A dated letter and its clippings, in order of importance."""

    title: str
    summary: str
    date: datetime.date
    kicker: str
    city: str
    addressee: str
    sent_from: tuple[Signatory, ...]
    letter: str  # HTML, links absolute
    signature: tuple[str, ...]
    clippings: tuple[Clipping, ...]
    url: str  # of the web page, absolute
    lead_image: LeadImage | None = None
    published: datetime.datetime | None = None  # first and last publication; None in a draft
    modified: datetime.datetime | None = None
    correction: str = ""
    corrected_on: datetime.date | None = None

    @property
    def sent_from_line(self) -> str:
        """The text after FROM: "Name, Title; Name, Title"."""
        return "; ".join(map(str, self.sent_from))


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who sends the issue: the facts in the masthead and at the foot of an output."""

    name: str
    short_name: str
    url: str  # of the site, absolute
    about: str = ""
    address: tuple[str, ...] = ()  # lines of the postal address; only the city if no address is known
    telephone: str = ""
    ein: str = ""
    donate_url: str = ""
    notice: str = ""
