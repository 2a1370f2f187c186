"""The day on which an article was published."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from urllib.parse import urlsplit

from ..parser.urls import get_host
from .article import Doubt, Origin
from .json_ld import Node, as_list, types_of
from .markup import Element
from .noise import NAME_WORD
from .page import Block, Page
from .word_lists import phrases
from .written_dates import UPDATED, Moment, WrittenDay, day_in_url, find_days, read_moment

PUBLISHED_METAS, MODIFIED_METAS = phrases("published_meta"), phrases("modified_meta")
DATE_CLASS = re.compile(r"date|time|publi|posted", re.IGNORECASE)
# Who writes 11/24/2026. All others write 24/11/2026, but “en” alone says nothing.
MONTH_FIRST_LANGUAGES, MONTH_FIRST_COUNTRIES = {"en-us", "en-ph"}, {"us", "gov", "mil", "edu"}
DAY_FIRST_LANGUAGES = {"en-gb", "en-au", "en-ie", "en-il", "en-in", "en-nz", "en-za"}
MAX_ELEMENTS = 40  # of a block that are looked at
MAX_LINE = 200  # characters of a line that may be a date's
ONE_DAY = datetime.timedelta(days=1)

Told = tuple[Moment, Origin]


def find_date(
    page: Page, nodes: list[tuple[Node, Origin]], around: list[Block]
) -> tuple[datetime.date | None, Origin, tuple[Doubt, ...]]:
    """The day of publication as the publisher counts days, where it was found, and doubts; None if it is not known.

    Machines are told a moment, mostly in UTC. Its day is that of another place's clock, so the same moment with an
    offset, or the day that readers see beside it, comes before it. around: the blocks of text at the headline.
    """
    told = _published_first(list(_told(page, nodes)), {moment.instant for moment in _modified(page, nodes)})
    shown = list(_shown(around))
    if told:
        return _settle(told, [day for day, _ in shown if not day.is_update])
    for day, origin in shown:
        if not day.is_update and not day.is_ambiguous:
            return day.day, origin, ()
        if not day.is_update:
            settled = _settle_order(page, day)
            return settled, (origin if settled else Origin.TEXT), (Doubt.DAY_OR_MONTH,)
    if day_of_url := day_in_url(urlsplit(page.url).path):
        return day_of_url, Origin.URL, (Doubt.DATE_FROM_URL,)
    is_updated = bool(shown) or any(True for _ in _modified(page, nodes))
    return None, Origin.TEXT, (Doubt.ONLY_UPDATED if is_updated else Doubt.NO_DATE,)


def _told(page: Page, nodes: list[tuple[Node, Origin]]) -> Iterator[Told]:
    """The moments of publication that machines are told, the most telling first."""
    for node, origin in nodes:
        for member in ("datePublished", "dateCreated"):
            yield from ((moment, origin) for moment in _moments(node.get(member)))
    for name in PUBLISHED_METAS:
        origin = Origin.OPEN_GRAPH if name.startswith(("article:", "og:")) else Origin.META
        yield from ((moment, origin) for moment in _moments(list(page.meta(name))))
    for node in page.json_ld:
        if "WebPage" in types_of(node):
            yield from ((moment, Origin.JSON_LD) for moment in _moments(node.get("datePublished")))
    for element in page.root.elements("time", "meta", "span"):
        if element.get("itemprop") == "datePublished" or "pubdate" in element.attributes:
            written = element.get("datetime") or element.get("content")
            yield from ((moment, Origin.TIME) for moment in _moments(written))


def _moments(value: object) -> Iterator[Moment]:
    for text in as_list(value):
        if isinstance(text, str) and (moment := read_moment(text) or _written_moment(text)):
            yield moment


def _written_moment(text: str) -> Moment | None:
    """A date for people in a place for machines; one that could be read in two ways says nothing."""
    day = next(find_days(text), None)
    return Moment(day.day) if day and not day.is_ambiguous else None


def _modified(page: Page, nodes: list[tuple[Node, Origin]]) -> Iterator[Moment]:
    for node, _ in nodes:
        yield from _moments(node.get("dateModified"))
    yield from _moments(list(page.meta(*MODIFIED_METAS)))


def _settle_order(page: Page, day: WrittenDay) -> datetime.date | None:
    """An ambiguous day as address, language or country have it; None where they say nothing."""
    in_url = day_in_url(urlsplit(page.url).path)
    if in_url in (day.month_first, day.day_first):
        return in_url
    root = next(page.root.elements("html"), None)
    language = root.get("lang").lower().replace("_", "-") if root else ""
    country = get_host(page.url).rpartition(".")[2]
    if language in MONTH_FIRST_LANGUAGES or country in MONTH_FIRST_COUNTRIES:
        return day.month_first
    is_other_language = bool(language) and language[:2] != "en"
    if is_other_language or language in DAY_FIRST_LANGUAGES or len(country) == 2:
        return day.day_first
    return None


def _published_first(told: list[Told], modified: set[datetime.datetime | None]) -> list[Told]:
    """Without a first moment that is really that of the last change, if there is an earlier one."""
    instant = told[0][0].instant if told else None
    if instant is None or instant not in modified:
        return told
    earlier = [pair for pair in told if pair[0].day < told[0][0].day and pair[1] != Origin.TIME]
    return earlier or told


def _settle(told: list[Told], shown: list[WrittenDay]) -> tuple[datetime.date, Origin, tuple[Doubt, ...]]:
    """The day of the first moment, as the publisher's readers count it."""
    moment, origin = told[0]
    days = [day.day for day in shown if not day.is_ambiguous]
    if moment.is_utc:
        for other, other_origin in told[1:]:
            if other.instant == moment.instant and not other.is_utc:
                return other.day, other_origin, ()
        if moment.day not in days and (printed := next((day.day for day in shown if moment.may_be_on(day.day)), None)):
            return printed, Origin.TEXT, ()
    if days and all(abs(day - moment.day) > ONE_DAY for day in days):
        return moment.day, origin, (Doubt.OTHER_DATE,)
    is_settled = moment.day in days or not moment.is_near_midnight
    return moment.day, origin, (() if is_settled else (Doubt.NEAR_MIDNIGHT,))


def _shown(around: list[Block]) -> Iterator[tuple[WrittenDay, Origin]]:
    """The days that readers see at the headline: first those marked as a time or a date, then those in short lines."""
    owners = list(dict.fromkeys(block.owner for block in around))
    marked = list(dict.fromkeys(element for owner in owners for element in _marked(owner)))
    for element in marked:
        days = list(find_days(element.text_up_to(MAX_LINE)))
        origin = Origin.TIME if element.tag == "time" else Origin.TEXT
        yield from ((day if not _says_updated(element) else _as_update(day), origin) for day in days)
        moment = read_moment(element.get("datetime")) if not days else None
        if moment:
            is_update = _says_updated(element)
            yield WrittenDay(moment.day, 0, 0, is_update=is_update), Origin.TIME
    for block in around:
        for line in block.lines:
            if len(line) <= MAX_LINE:
                yield from ((day, Origin.TEXT) for day in find_days(line) if _is_of_byline(line, day))


def _marked(owner: Element) -> Iterator[Element]:
    for element in (owner, *islice(owner.elements(), MAX_ELEMENTS)):
        is_marked = element.tag == "time" or DATE_CLASS.search(element.names)
        if is_marked and not element.is_hidden and len(element.text_up_to(MAX_LINE)) <= MAX_LINE:
            yield element


def _says_updated(element: Element) -> bool:
    """Whether an element's class, or what stands in front of it, says that it is the time of a change."""
    around = element.parent.text_up_to(MAX_LINE) if element.parent else ""
    own = element.text_up_to(MAX_LINE)
    before = around.partition(own)[0] if own and len(around) <= MAX_LINE else ""
    near = before.lower().replace(":", " ").split()[-2:] + NAME_WORD.findall(element.names)
    return not UPDATED.isdisjoint(near) or "dateModified" in element.get("itemprop")


def _as_update(day: WrittenDay) -> WrittenDay:
    return replace(day, is_update=True)


def _is_of_byline(line: str, day: WrittenDay) -> bool:
    """Whether a line is about its date, and not a sentence that mentions one."""
    rest = (line[: day.start] + line[day.end :]).strip()
    is_sentence = rest.endswith((".", "!", "?", "”")) and len(rest.split()) > 6
    return len(rest.split()) <= 12 and not is_sentence
