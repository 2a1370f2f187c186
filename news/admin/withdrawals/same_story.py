"""Finds where else a story stands: by the address of its article, or by its headline; in drafts as well."""

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

from ...models import Record, WeeklyUpdate, Withdrawal
from ...models.record import CONFIG
from ...parser.urls import normalize_url
from ...preflight import clipping_checks
from ...preflight.findings import normalize_words
from ...records.folding import fold
from ...search.backend import limited_time
from .acting import FoundClipping, clippings_of_issues

MAX_ISSUES = 80  # of each kind: published, drafts, and those of which something is withdrawn; the newest


@dataclass(frozen=True, slots=True)
class Twin:
    """A clipping that has the same article as another one: its address, or only its headline."""

    clipping: FoundClipping
    has_same_address: bool

    @property
    def token(self) -> str:
        return self.clipping.token


def comparable_url(url: str) -> str:
    """A URL as two are compared: out of redirects, else as preflight compares it; empty for none."""
    return clipping_checks.comparable_url(normalize_url(url))


def addresses(clippings: Iterable[FoundClipping]) -> set[str]:
    return {comparable_url(found.block.value["url"] or "") for found in clippings} - {""}


def find_twins(clippings: Collection[FoundClipping]) -> list[Twin]:
    """What stands with the same address or headline as one of the clippings, and readers have; the newest first.

    Raises SearchTimeoutError.
    """
    urls, headlines = addresses(clippings), {found.headline for found in clippings} - {""}
    partly = Withdrawal.objects.in_force().exclude(names=[])  # their records lack address and name
    with limited_time():
        pages = find_issues(urls, headlines) | set(partly.values_list("page", flat=True)[:MAX_ISSUES])
    known = {found.token for found in clippings}
    words = set(map(normalize_words, headlines)) - {""}
    twins = []
    for found in clippings_of_issues(pages):
        has_address = not addresses([found]).isdisjoint(urls)
        if (has_address or normalize_words(found.headline) in words) and found.token not in known:
            twins.append(Twin(found, has_address))
    return [twin for twin in twins if not twin.clipping.is_withdrawn]


def find_issues(urls: Collection[str], headlines: Collection[str] = ()) -> set[int]:
    """The keys of the issues that may have one of them. urls: comparable. Three queries; the caller limits their time.

    A draft is found by a headline as it is written, a published clipping also by one with other punctuation.
    """
    paths = [url.partition("?")[0] for url in urls]
    found: set[int] = set()
    published = Record.objects.clippings().newest().values_list("page", flat=True)
    if paths:
        found.update(published.filter(url__iregex=any_of(paths))[:MAX_ISSUES])
    if headlines:
        queries = [SearchQuery(fold(each), config=CONFIG, search_type="phrase") for each in headlines]
        found.update(published.filter(vector=reduce(or_, queries))[:MAX_ISSUES])
    if wanted := [json.dumps(each)[1:-1] for each in [*paths, *headlines]]:
        drafts = WeeklyUpdate.objects.filter(Q(live=False) | Q(has_unpublished_changes=True))
        drafts = drafts.filter(latest_revision__content__clippings__iregex=any_of(wanted))
        found.update(drafts.newest().values_list("pk", flat=True)[:MAX_ISSUES])
    return found


def any_of(texts: Iterable[str]) -> str:
    """A regular expression of PostgreSQL that finds any of the texts."""
    return "|".join(map(re.escape, texts))
