"""Which of the sources that staff keep a clipping came from."""

from collections import defaultdict
from itertools import chain

from django.db import transaction

from ..models import Record, Source
from ..models.source import make_slug
from ..parser.urls import get_host, parent_hosts
from ..withholding import NAME_WITHHELD
from .folding import fold

CHUNK_SIZE = 2000  # clippings
MAX_SOURCES = 8  # of one clipping


def comparable(name: str) -> str:
    """A name as two spellings are compared: “The Jerusalem Post” is “Jerusalem Post”. Empty for one without letters."""
    folded = fold(name)
    return folded.removeprefix("the ")


class SourceNames:
    """All sources, by their names and hosts. One query for the first clipping, and more for each source that is added.

    Pages without clippings, which are saved as well, need none.
    """

    def __init__(self):
        self.by_name: dict[str, str] = {}
        self.by_host: dict[str, str] = {}
        self.slugs: set[str] = set()
        self.is_loaded = False

    def load(self) -> None:
        if not self.is_loaded:
            self.is_loaded = True
            for source in Source.objects.order_by("pk"):
                self.add(source)

    def add(self, source: Source) -> None:
        self.slugs.add(source.slug)
        for name in source.names:
            self.by_name.setdefault(comparable(name), source.slug)
        for host in source.host_list:
            self.by_host.setdefault(host, source.slug)

    def resolve(self, printed: str, url: str = "") -> list[str]:
        """The slugs of the sources of a clipping. printed: as the clipping names them; url: of the article, or empty.

        The whole name comes first (“RFE/RL”), or a host in its place (“jta.org”); then the parts of a name of two
        (“Arutz Sheva/JTA”), then the article's host. A name that none of them knows becomes a source of its own, but
        not one of which a part is withheld.
        """
        name = comparable(printed)
        if not name:
            return []
        self.load()
        if slug := self.by_name.get(name) or self.find_host(printed.strip()):
            return [slug]
        parts = [part.strip() for part in printed.split("/") if comparable(part)][:MAX_SOURCES]
        if len(parts) > 1 and any(comparable(part) in self.by_name for part in parts):
            return list(dict.fromkeys(slug for part in parts for slug in self.resolve(part)))
        if slug := self.find_host(get_host(url)):
            return [slug]
        return [] if NAME_WITHHELD in printed else [self.create(printed)]

    def find_host(self, host: str) -> str | None:
        self.load()
        return next((self.by_host[name] for name in parent_hosts(host) if name in self.by_host), None)

    def create(self, name: str) -> str:
        """Add a source, and return its slug."""
        name = name.strip()[: Source._meta.get_field("name").max_length].strip()
        source, _ = Source.objects.get_or_create(name=name, defaults={"slug": make_slug(name, self.slugs)})
        self.add(source)
        return source.slug


def find_source_of_host(typed: str) -> str | None:
    """The slug of the source whose articles stand at this host or URL: "jta.org", "https://www.jta.org/2025/…".

    One query, for what looks like one.
    """
    host = get_host(typed if "://" in typed else f"https://{typed}") if "." in typed and " " not in typed else ""
    return SourceNames().find_host(host) if host else None


def resolve_again() -> int:
    """Find the sources of all clippings anew, after staff have changed some, and return how many clippings have others.

    Reads the clippings in parts, and writes those together whose sources are the same from now on.
    """
    names = SourceNames()
    changed = last = 0
    rows = Record.objects.clippings().order_by("pk").values_list("pk", "source_name", "url", "sources")
    while chunk := list(rows.filter(pk__gt=last)[:CHUNK_SIZE]):
        last = chunk[-1][0]
        groups = defaultdict(list)
        with transaction.atomic():
            for pk, printed, url, before in chunk:
                if (slugs := names.resolve(printed, url)) != before:
                    groups[tuple(slugs)].append(pk)
            for slugs, pks in groups.items():
                changed += Record.objects.filter(pk__in=pks).update(sources=list(slugs))
    return changed


def has_unknown_sources() -> bool:
    """Whether a clipping's source is not in the table, as after a merger whose task was lost."""
    known = set(Source.objects.values_list("slug", flat=True))
    named = Record.objects.clippings().order_by().values_list("sources", flat=True).distinct()
    return not known.issuperset(chain.from_iterable(named))
