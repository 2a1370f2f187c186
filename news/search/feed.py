"""What a search finds, as a feed: the newest of all that matches, without ranking and without guesses."""

from http import HTTPStatus

from django.http import HttpResponse
from django.urls import reverse

from ..feed_response import FeedLinks, answer_in_words, not_found, records_feed_response, view_feed_links
from ..listing import build_query_string
from ..models import Record
from .backend import Search, SearchTimeoutError, limited_time
from .facets import get_label
from .filters import Filters, read_filters
from .names import Names
from .query import Query, parse
from .results import SearchResults
from .spellings import load_names

NO_WORDS = "A feed of a search needs a word to look for or a filter, as in /search/?q=Moldova&format=rss."
TOOK_TOO_LONG = "This search took too long and was ended. Fewer words or rarer ones are found faster."


def search_feed(request) -> HttpResponse:
    """The feed of a search with the parameters of the search page, and `format`.

    404 where it has neither a word to look for nor a filter, with an unknown filter or format; 503 where the database
    has ended the search.
    """
    search = Search(request.GET)
    try:
        with limited_time():
            names = load_names()
            query = parse(search.typed, names, search.today)
            filters, unknown = read_filters(request.GET, names)
            if unknown:
                return not_found(f"There is no {unknown[0].name} “{unknown[0].value}” here.")
            if not query.wanted and (search.typed or not filters.active):
                return not_found(NO_WORDS)
            listed = Record.objects.listed()
            records = filters.apply(listed.matching(query.to_tsquery()) if query.wanted else listed)
            title, path = describe(query, filters, names), build_path(query, filters)
            return records_feed_response(request, records, title, path, request.GET["format"])
    except SearchTimeoutError:
        return answer_in_words(TOOK_TOO_LONG, HTTPStatus.SERVICE_UNAVAILABLE)


def search_feed_links(results: SearchResults) -> FeedLinks | None:
    """Where the feed of a search is; None where there can be none."""
    typed = results.query.typed
    if results.unknown or results.is_cancelled or (not results.query.wanted and (typed or not results.filters.active)):
        return None
    title = f"Search for “{typed}”" if typed else "What the filters select"
    return view_feed_links(title, build_path(results.query, results.filters))


def describe(query: Query, filters: Filters, names: Names) -> str:
    """“Search for “roof”, Clippings, Moldova, 2015”; without words, “Everything, Moldova, 2015”."""
    labels = [get_label(name, value, names) for name, value in filters.active.items()]
    return ", ".join([f"Search for “{query.typed}”" if query.typed else "Everything", *labels])


def build_path(query: Query, filters: Filters) -> str:
    return reverse("search") + build_query_string(q=query.typed, **filters.active)
