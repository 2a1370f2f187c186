"""Who published the clippings: all sources, and a page for each."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ..feed_response import records_feed_response, view_feed_links
from ..filter_values import narrow
from ..listing import QueryLink
from ..models import Source
from .clippings import answer_in_time
from .metadata import build_trail, view_context, view_metadata
from .selection import ALL_VALUES, SHOWN, Selection

NEWEST = 10


@require_safe
def sources(request):
    """The sources of public clippings, with the number of clippings of each. 503 as for a list of clippings."""
    return answer_in_time(request, show_sources, Selection())


def show_sources(request, selection: Selection) -> HttpResponse:
    counts = selection.count_values(ALL_VALUES, "source")["source"]
    named = Source.objects.filter(slug__in=list(counts)).order_by("name")
    links = [QueryLink(row.name, reverse("source", args=[row.slug]), False, counts[row.slug]) for row in named]
    links.sort(key=lambda link: link.label.casefold())
    summary = "Newspapers, agencies and sites whose articles the weekly updates quoted."
    metadata = view_metadata(request, "Sources", summary, reverse("sources"))
    context = view_context(request, metadata, build_trail(request, "news.newsindex", ("Clippings", "clippings")))
    context |= {"links": links, "title": "Sources", "is_indexed": bool(links)}
    return render(request, "news/clipping_values.html", context)


@require_safe
def source(request, slug):
    """One source: its clippings by year and country, and the newest. 404 where it has no public clipping.

    By whatever else they are asked for, they are in the list of clippings. 503 as there.
    """
    if query_string := narrow(request.GET, source=slug):
        return redirect(reverse("clippings") + query_string)
    return answer_in_time(request, show_source, Selection(values={"source": slug}))


def show_source(request, selection: Selection) -> HttpResponse:
    shown = Source.objects.filter(slug=selection.values["source"]).first()
    if shown is None or not selection.records.exists():
        raise Http404
    path = reverse("source", args=[shown.slug])
    title = f"Clippings from {shown.name}"
    if "format" in request.GET:
        return records_feed_response(request, selection.records, title, path, request.GET["format"])
    selection.counts = selection.count_values(SHOWN + 1, "year", "country")
    articles = "article" if selection.total == 1 else "articles"
    summary = f"{selection.total:,} {articles} of {shown.name} that the weekly updates quoted."
    metadata = view_metadata(request, shown.name, summary, path)
    trail = build_trail(request, "news.newsindex", ("Clippings", "clippings"), ("Sources", "sources"))
    context = view_context(request, metadata, trail)
    context |= {
        "source": shown,
        "years": selection.links_to_list("year"),
        "countries": selection.links_to_list("country"),
        "rows": list(selection.records.for_rows()[:NEWEST]),
        "all_clippings": reverse("clippings") + selection.query_string(),
        "feed": view_feed_links(title, path),
        "is_indexed": True,
    }
    return render(request, "news/source.html", context)
