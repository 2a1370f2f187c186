"""Searching the pages of the site."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as ResultPage
from django.core.paginator import Paginator
from django.db import models
from django.db.models.functions import Coalesce
from wagtail.models import Page

from ..listing import Choice, address
from ..models import Country, Publication, Statement, WeeklyUpdate
from .highlight import has_match, stems

MAX_QUERY_LENGTH = 200
PER_PAGE = 10
CLIPPINGS_SHOWN = 3  # of one weekly update, below its title
KIND_NAMES = dict(Statement.Kind.choices) | dict(Publication.Kind.choices)
# What a visitor can narrow a search to; every other type of page is a page.
KINDS = {
    "weekly-update": ("Weekly updates", WeeklyUpdate),
    "statement": ("Statements", Statement),
    "publication": ("Publications", Publication),
    "country": ("Countries", Country),
    "page": ("Pages", None),
}


@dataclass(frozen=True, slots=True)
class Results:
    """What `components/results.html` shows. Each result has its `kind`, its `date` or None, and `clippings`: those of
    a weekly update that speak of what was looked for, as (position, headline)."""

    page: ResultPage
    kinds: list[Choice]
    stems: frozenset[str]
    previous: str  # query strings of the pages before and after, empty where there is none
    next: str

    def __iter__(self):
        return iter(self.page)


def clean_query(text: str) -> str:
    """What a visitor typed, made harmless: control characters gone, white space folded, cut to a sane length."""
    printable = "".join(character if character.isprintable() else " " for character in text[: MAX_QUERY_LENGTH * 4])
    return " ".join(printable.split())[:MAX_QUERY_LENGTH].rstrip()


def search_pages(query: str, kind: str | None, page_number) -> Results:
    """A page of the live, public pages that match, best first, and how many there are of each kind.

    kind: one of KINDS; anything else is passed over. Four queries: what is private, the numbers, the page, and the
    clippings of the weekly updates on it.
    """
    kind = kind if kind in KINDS else None
    pages = Page.objects.live().public()
    counts = counts_by_kind(pages.search(query).facet("content_type_id"))
    if kind:
        pages = pages.filter(of_kind(kind))
    dated = pages.annotate(
        date=Coalesce("weeklyupdate__date", "statement__date", "publication__date"),
        dated_kind=Coalesce("statement__kind", "publication__kind"),
    )
    paginator = Paginator(dated.search(query), PER_PAGE)
    paginator.count = counts[kind] if kind else sum(counts.values())  # known already; spares Paginator its own query
    page = paginator.get_page(page_number)
    wanted = stems(query)
    describe(page, wanted)
    return Results(
        page=page,
        kinds=choices(query, kind, counts),
        stems=wanted,
        previous=address(q=query, kind=kind, page=page.number - 1) if page.has_previous() else "",
        next=address(q=query, kind=kind, page=page.number + 1) if page.has_next() else "",
    )


def content_types() -> dict[str, int]:
    """The content types of the kinds that are a model of their own."""
    return {kind: ContentType.objects.get_for_model(model).pk for kind, (_, model) in KINDS.items() if model}


def of_kind(kind: str) -> models.Q:
    known = content_types()
    return models.Q(content_type=known[kind]) if kind in known else ~models.Q(content_type__in=known.values())


def counts_by_kind(facets: dict[int, int]) -> dict[str, int]:
    known = {content_type: kind for kind, content_type in content_types().items()}
    counts = dict.fromkeys(KINDS, 0)
    for content_type, count in facets.items():
        counts[known.get(content_type, "page")] += count
    return counts


def choices(query: str, current: str | None, counts: dict[str, int]) -> list[Choice]:
    """A link for each kind that was found, after one for all; none where there is nothing to choose."""
    found = [kind for kind in KINDS if counts[kind] or kind == current]
    if len(found) < 2 and not current:
        return []
    everything = Choice("Everything", address(q=query), current is None, sum(counts.values()))
    return [everything] + [
        Choice(KINDS[kind][0], address(q=query, kind=kind), kind == current, counts[kind]) for kind in found
    ]


def describe(page: ResultPage, wanted: frozenset[str]) -> None:
    """Give each result its kind, and a weekly update the clippings that speak of what was looked for."""
    for result in page:
        model = ContentType.objects.get_for_id(result.content_type_id).model_class()
        result.kind = KIND_NAMES.get(result.dated_kind) or model._meta.verbose_name
    updates = WeeklyUpdate.objects.filter(pk__in=[result.pk for result in page]).only("clippings")
    clippings = {update.pk: clippings_about(update, wanted) for update in updates}
    for result in page:
        result.clippings = clippings.get(result.pk, [])


def clippings_about(update: WeeklyUpdate, wanted: frozenset[str]) -> list[tuple[int, str]]:
    """The first of its clippings that speak of it, as (position, headline)."""
    values = [clipping.value for clipping in update.clippings]
    texts = [" ".join([value["headline"], value["source"], *value.paragraphs]) for value in values]
    found = [position for position, text in enumerate(texts) if has_match(text, wanted)]
    return [(position + 1, values[position]["headline"]) for position in found[:CLIPPINGS_SHOWN]]
