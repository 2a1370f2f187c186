"""The clippings by country, year, source, bill and words, at one address each."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ..feed_response import answer_in_words, not_found, records_feed_response, view_feed_links
from ..filter_values import read_choice, read_parameters
from ..listing import QueryLink, build_query_string, without_keeping
from ..models import Record
from ..search.backend import SearchTimeoutError, limited_time
from .facets import FACETS
from .metadata import build_trail, view_context, view_metadata
from .paging import build_record_page
from .selection import ALL_VALUES, NO_COUNTS, Selection

MAX_INDEXED = 2  # filters at once: more make very many pages of the same clippings
TOO_SLOW = "This list took too long and was ended. Fewer words or rarer ones are found faster."


@require_safe
def clippings(request):
    """The list. Parameters: those of the facets, `q` for words, and `after` or `before`, the key of a clipping.

    `format` is that of a feed of the list. What is of another kind than clippings is in the search."""
    parameters = read_parameters(request.GET)
    kind = parameters.get("kind")
    selection = Selection.from_parameters(parameters)
    if kind and read_choice(kind, Record.Kind.choices) != Record.Kind.CLIPPING and not selection.unknown:
        return redirect(reverse("search") + build_query_string(**parameters))
    return answer_in_time(request, feed if "format" in request.GET else show, selection)


def answer_in_time(request, answer: Callable, selection: Selection) -> HttpResponse:
    """What `answer` makes of the request and the selection; 503 where the database has ended one of its statements."""
    try:
        with limited_time():
            return answer(request, selection)
    except SearchTimeoutError:
        if "format" in request.GET:
            return answer_in_words(TOO_SLOW, HTTPStatus.SERVICE_UNAVAILABLE)
        return show(request, selection.without_clippings(), HTTPStatus.SERVICE_UNAVAILABLE)


def show(request, selection: Selection, status=HTTPStatus.OK) -> HttpResponse:
    """The list, or what is said where there is none."""
    page = build_record_page(request.GET, selection.records, selection.everything)
    path = reverse("clippings") + selection.query_string(**page.canonical).removesuffix("?")
    metadata = view_metadata(request, selection.heading, describe(selection), path)
    context = view_context(request, metadata, build_trail(request, "news.newsindex"))
    is_indexed = bool(page.records) and not selection.words and len(selection.values) <= MAX_INDEXED
    newer = page.newer is not None and selection.query_string(**page.newer)
    older = page.older is not None and selection.query_string(**page.older)
    context |= {"selection": selection, "rows": page, "newer": newer, "older": older, "is_indexed": is_indexed}
    if not (selection.unknown or selection.is_too_slow):
        context["feed"] = view_feed_links(
            selection.heading, reverse("clippings") + selection.query_string().removesuffix("?")
        )
    response = render(request, "news/clippings.html", context, status=status)
    return without_keeping(response) if selection.unknown else response


def feed(request, selection: Selection):
    """The feed of the list; of what is unknown there is none, rather than one that stays empty."""
    if selection.unknown:
        unknown = " and ".join(f"{FACETS[name].title.lower()} “{typed}”" for name, typed in selection.unknown.items())
        return not_found(f"There is no {unknown} here.")
    selection.counts = NO_COUNTS  # a feed shows none, so they need not be counted
    path = reverse("clippings") + selection.query_string().removesuffix("?")
    return records_feed_response(request, selection.records, selection.heading, path, request.GET["format"])


@require_safe
def clipping_values(request, name):
    """All values of one facet, with their counts; the other filters are kept. name: of the facet."""
    if name not in FACETS:
        raise Http404
    return answer_in_time(request, partial(show_values, FACETS[name]), Selection.from_parameters(request.GET))


def show_values(facet, request, selection: Selection) -> HttpResponse:
    name = facet.name
    counts = {} if selection.unknown else selection.count_values(ALL_VALUES, name)[name]
    labels = facet.labels(counts)
    ordered = counts if name == "year" else sorted(counts, key=lambda value: labels[value].casefold())
    address = reverse("clippings")
    links = [
        QueryLink(labels[value], address + selection.query_string(**{name: value}), False, counts[value])
        for value in ordered
    ]
    path = request.path + selection.query_string(**{name: None}).removesuffix("?")
    title = f"{selection.heading_without(name)}: {facet.plural}"
    metadata = view_metadata(request, title, f"The clippings of the weekly updates, by {facet.title.lower()}.", path)
    context = view_context(request, metadata, build_trail(request, "news.newsindex", ("Clippings", "clippings")))
    context |= {"links": links, "title": title, "is_indexed": False, "selection": selection}
    return render(request, "news/clipping_values.html", context)


def describe(selection: Selection) -> str:
    """What the list holds, in one sentence."""
    if not selection.total:
        return "Articles that other publishers wrote and the weekly updates quoted."
    articles = f"{selection.format_count(selection.total)} article{'' if selection.total == 1 else 's'}"
    return f"{articles} that other publishers wrote and the weekly updates quoted."
