"""One weekly update as plain values: what every output prints and what preflight reads. No Django here.

`WeeklyUpdate.as_issue()` makes it, so that the six outputs cannot differ in their items or the order of them.
"""

import datetime
from dataclasses import dataclass

FRIDAY = 4  # as date.weekday() counts


def friday_on_or_after(day: datetime.date) -> datetime.date:
    """The Friday on which the week of `day` ends; a Friday is its own."""
    return day + datetime.timedelta(days=(FRIDAY - day.weekday()) % 7)


@dataclass(frozen=True, slots=True)
class Signatory:
    name: str
    title: str = ""

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.name, self.title]))


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as PNG or JPEG. `url` is absolute; width and height in pixels; `alt` is empty for mere decoration."""

    url: str
    width: int
    height: int
    alt: str = ""
    caption: str = ""
    credit: str = ""
    is_decorative: bool = False


@dataclass(frozen=True, slots=True)
class Clipping:
    """An article somebody else published. Whatever a draft still lacks is empty or None."""

    position: int  # from 1
    headline: str
    source: str
    byline: str = ""
    date: datetime.date | None = None
    url: str = ""
    paragraphs: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()  # ISO 3166-1 alpha-2


@dataclass(frozen=True, slots=True)
class Issue:
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
    url: str  # absolute address of the web page
    picture: Picture | None = None
    published: datetime.datetime | None = None  # when it first went out, and when it last changed; None in a draft
    modified: datetime.datetime | None = None

    @property
    def sent_from_line(self) -> str:
        """ "Name, Title; Name, Title", as it stands after FROM."""
        return "; ".join(map(str, self.sent_from))


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who sends the issue: what stands at the head and at the foot of an output."""

    name: str
    short_name: str
    url: str  # absolute address of the site
    about: str = ""
    address: tuple[str, ...] = ()  # a line of the postal address each; the city where none is known
    telephone: str = ""
    ein: str = ""
    donate_url: str = ""
    notice: str = ""
