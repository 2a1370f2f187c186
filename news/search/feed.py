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

NO_WORDS = "A feed of a search needs a word to look for, as in /search/?q=Moldova&format=rss."
TOOK_TOO_LONG = "This search took too long and was ended. Fewer words or rarer ones are found faster."


def search_feed(request) -> HttpResponse:
    """The feed of a search with the parameters of the search page, and `format`.

    404 without a word to look for, with an unknown filter or format; 503 where the database has ended the search.
    """
    search = Search(request.GET)
    try:
        with limited_time():
            names = load_names()
            query = parse(search.typed, names, search.today)
            filters, unknown = read_filters(request.GET, names)
            if unknown:
                return not_found(f"There is no {unknown[0].name} “{unknown[0].value}” here.")
            if not query.wanted:
                return not_found(NO_WORDS)
            records = filters.apply(Record.objects.listed().matching(query.to_tsquery()))
            title, path = describe(query, filters, names), build_path(query, filters)
            return records_feed_response(request, records, title, path, request.GET["format"])
    except SearchTimeoutError:
        return answer_in_words(TOOK_TOO_LONG, HTTPStatus.SERVICE_UNAVAILABLE)


def search_feed_links(results: SearchResults) -> FeedLinks | None:
    """Where the feed of a search is; None where there can be none."""
    if results.unknown or results.is_cancelled or not results.query.wanted:
        return None
    return view_feed_links(f"Search for “{results.query.typed}”", build_path(results.query, results.filters))


def describe(query: Query, filters: Filters, names: Names) -> str:
    """“Search for “roof”, Clippings, Moldova, 2015”."""
    labels = [get_label(name, value, names) for name, value in filters.active.items()]
    return ", ".join([f"Search for “{query.typed}”", *labels])


def build_path(query: Query, filters: Filters) -> str:
    return reverse("search") + build_query_string(q=query.typed, **filters.active)
