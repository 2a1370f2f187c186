"""Full-text search of the site's pages, with the counts of each kind of page and the matching clippings."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as ResultPage
from django.core.paginator import Paginator
from django.db import models
from django.db.models.functions import Coalesce
from wagtail.models import Page

from ..listing import QueryLink, build_query_string
from ..models import Country, Publication, Statement, WeeklyUpdate
from .highlight import has_match, stems

MAX_QUERY_LENGTH = 200
PER_PAGE = 10
CLIPPINGS_SHOWN = 3  # of one weekly update, below its title
KIND_NAMES = dict(Statement.Kind.choices) | dict(Publication.Kind.choices)
# The facets of a search, by the value of `kind` in the query string: label, and model. All other page types are "page".
KINDS = {
    "weekly-update": ("Weekly updates", WeeklyUpdate),
    "statement": ("Statements", Statement),
    "publication": ("Publications", Publication),
    "country": ("Countries", Country),
    "page": ("Pages", None),
}


@dataclass(frozen=True, slots=True)
class SearchResults:
    """What `components/results.html` shows.

    Each page among the results has `kind` (a name), `date` or None, and `clippings`: the matching ones of a weekly
    update, as (position, headline).
    """

    page: ResultPage
    kinds: list[QueryLink]
    stems: frozenset[str]
    previous: str  # query strings of the previous and the next page of results, empty where there is none
    next: str

    def __iter__(self):
        return iter(self.page)


def normalize_query(text: str) -> str:
    """A visitor's query without control characters, white space collapsed, at most MAX_QUERY_LENGTH characters long."""
    printable = "".join(character if character.isprintable() else " " for character in text[: MAX_QUERY_LENGTH * 4])
    return " ".join(printable.split())[:MAX_QUERY_LENGTH].rstrip()


def search_pages(query: str, kind: str | None, page_number, *, without: int | None = None) -> SearchResults:
    """One page of the live, public pages that match, best first, and the number of matches of each kind.

    kind: a key of KINDS; any other value is ignored. without: the primary key of a page that is shown apart. Four
    queries: view restrictions, counts, the page of results, and the clippings of its weekly updates.
    """
    kind = kind if kind in KINDS else None
    pages = Page.objects.live().public()
    if without:
        pages = pages.exclude(pk=without)
    counts = count_by_kind(pages.search(query).facet("content_type_id"))
    if kind:
        pages = pages.filter(build_kind_condition(kind))
    dated = pages.annotate(
        date=Coalesce("weeklyupdate__date", "statement__date", "publication__date"),
        dated_kind=Coalesce("statement__kind", "publication__kind"),
    )
    paginator = Paginator(dated.search(query), PER_PAGE)
    # A cached_property: set here, it saves Paginator's own COUNT query.
    paginator.count = counts[kind] if kind else sum(counts.values())
    page = paginator.get_page(page_number)
    query_stems = stems(query)
    annotate_results(page, query_stems)
    return SearchResults(
        page=page,
        kinds=build_facet_links(query, kind, counts),
        stems=query_stems,
        previous=build_query_string(q=query, kind=kind, page=page.number - 1) if page.has_previous() else "",
        next=build_query_string(q=query, kind=kind, page=page.number + 1) if page.has_next() else "",
    )


def get_content_types() -> dict[str, int]:
    """Kind → primary key of its content type, without "page", which has no model of its own."""
    return {kind: ContentType.objects.get_for_model(model).pk for kind, (_, model) in KINDS.items() if model}


def build_kind_condition(kind: str) -> models.Q:
    """The condition by which a queryset of pages is filtered to a key of KINDS."""
    content_types = get_content_types()
    if kind in content_types:
        return models.Q(content_type=content_types[kind])
    return ~models.Q(content_type__in=content_types.values())


def count_by_kind(facets: dict[int, int]) -> dict[str, int]:
    """Kind → number of matches, from content type → number of matches, as Wagtail's `facet()` counts them."""
    kinds = {content_type: kind for kind, content_type in get_content_types().items()}
    counts = dict.fromkeys(KINDS, 0)
    for content_type, count in facets.items():
        counts[kinds.get(content_type, "page")] += count
    return counts


def build_facet_links(query: str, current: str | None, counts: dict[str, int]) -> list[QueryLink]:
    """A link for each kind with matches, after one for everything; empty where all matches are of one kind."""
    found = [kind for kind in KINDS if counts[kind] or kind == current]
    if len(found) < 2 and not current:
        return []
    everything = QueryLink("Everything", build_query_string(q=query), current is None, sum(counts.values()))
    return [everything] + [
        QueryLink(KINDS[kind][0], build_query_string(q=query, kind=kind), kind == current, counts[kind])
        for kind in found
    ]


def annotate_results(page: ResultPage, query_stems: frozenset[str]) -> None:
    """Set `kind` and `clippings` of each result. One query, for the clippings of all weekly updates."""
    for result in page:
        model = ContentType.objects.get_for_id(result.content_type_id).model_class()
        result.kind = KIND_NAMES.get(result.dated_kind) or model._meta.verbose_name
    updates = WeeklyUpdate.objects.filter(pk__in=[result.pk for result in page]).only("clippings")
    clippings = {update.pk: find_matching_clippings(update, query_stems) for update in updates}
    for result in page:
        result.clippings = clippings.get(result.pk, [])


def find_matching_clippings(update: WeeklyUpdate, query_stems: frozenset[str]) -> list[tuple[int, str]]:
    """The first CLIPPINGS_SHOWN clippings that contain a word of the query, as (position, headline)."""
    values = [clipping.value for clipping in update.clippings]
    texts = [" ".join([value["headline"], value["source"], *value.paragraphs]) for value in values]
    found = [position for position, text in enumerate(texts) if has_match(text, query_stems)]
    return [(position + 1, values[position]["headline"]) for position in found[:CLIPPINGS_SHOWN]]
