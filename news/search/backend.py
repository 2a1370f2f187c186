"""A search: what a visitor typed and the filters beside it, and the page of results that answers them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from time import monotonic

from django.db import OperationalError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from psycopg.errors import QueryCanceled

from ..listing import QueryLink, UnknownValue, build_query_string
from ..models import Record
from . import suggestions
from .facets import MAX_YEARS, Count, build_facets
from .filters import Filters, read_filters
from .names import Names
from .query import Query, parse
from .ranking import NEWEST, Found, find_records
from .results import Advice, Result, SearchResults, load_results
from .spellings import load_names
from .transliteration import to_latin

MAX_QUERY_LENGTH = 200
PER_PAGE = 10
NO_NAMES = Names([])
ORDERS = ("date", "match")  # the second for a query that says “latest”, which else is ordered by date
TIMEOUT = 2000  # milliseconds for each statement of a search, and after which no other query is tried

NO_WORDS = Advice("There is no word in this to look for.", "A country, a person, a source, a law or a date finds most.")
ONLY_STOP_WORDS = Advice(
    "These words stand in nearly every text.", "Add one that does not: a country, a person, a source, a law, a date."
)
ONLY_EXCLUDED = Advice(
    "This says only what to leave out.",
    "Add a word to look for, as in Moldova -Transnistria: the minus leaves one out.",
)
TOOK_TOO_LONG = (
    "This search took too long and was ended.",
    "Fewer words or rarer ones are found faster. These lists are always fast:",
)
NOTHING = "Try fewer words, or a wider one: a country, a name, a law. The lists may help as well:"


class SearchTimeoutError(Exception):
    """The database took too long over a search, and has ended it."""


def normalize_query(text: str) -> str:
    """A visitor's query without control characters, white space collapsed, at most MAX_QUERY_LENGTH characters long."""
    printable = "".join(character if character.isprintable() else " " for character in text[: MAX_QUERY_LENGTH * 4])
    return " ".join(printable.split())[:MAX_QUERY_LENGTH].rstrip()


@contextmanager
def limited_time() -> Iterator[None]:
    """Within the context a statement may take TIMEOUT. Raises SearchTimeoutError where one takes longer."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(TIMEOUT)])
            yield
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise SearchTimeoutError from error
        raise


class Search:
    """One search. `parameters`: of the request: "q", "kind", "country", "year", "source", "order" and "page"."""

    def __init__(self, parameters: Mapping[str, str], *, without: int | None = None):
        """without: the primary key of a page that is shown apart."""
        self.parameters = parameters
        self.typed = normalize_query(parameters.get("q", ""))
        self.order = parameters.get("order")
        self.by_date = self.order == "date"
        self.today = timezone.localdate()
        self.without = without
        self.names = NO_NAMES  # until it has run
        self.deadline = monotonic() + TIMEOUT / 1000

    def run(self) -> SearchResults:
        """The page of results; where there are none, with advice.

        Once TIMEOUT is over nothing else is tried; what is being tried then may take as long again.
        """
        try:
            with limited_time():
                return self.answer()
        except SearchTimeoutError:
            query = Query(self.typed, ())
            advice = Advice(*TOOK_TOO_LONG, list_links())
            return SearchResults(query, Filters(), advice=advice, is_cancelled=True)

    def answer(self) -> SearchResults:
        names = self.names = load_names()
        filters, unknown = read_filters(self.parameters, names)
        query = parse(self.typed, names, self.today)
        self.by_date = self.order == "date" or (query.asks_for_newest and self.order != "match")
        answer = SearchResults(query, filters)
        if unknown:
            answer.unknown = [
                UnknownValue(
                    f"No {one.name} here is called “{one.value}”.",
                    [QueryLink(label, self.link(answer, **{one.name: value}), False) for value, label in one.nearest]
                    + [QueryLink("Without this filter", self.link(answer), False)],
                )
                for one in unknown
            ]
        elif not self.typed and filters.active:
            self.by_date = True
            self.present(answer, self.look_up(answer, Record.objects.listed(), ""), names)
            answer.orders = []
            if not answer.results:
                answer.advice = advise_other_filters(answer)
        elif not query.wanted:
            answer.advice = advise_without_words(query)
        else:
            self.find(answer, names)
        return answer

    def find(self, answer: SearchResults, names: Names) -> None:
        records = Record.objects.listed()
        if self.without:
            records = records.exclude(page=self.without, position=0)
        typed = answer.query
        found = self.look_up(answer, records, typed.to_tsquery())
        is_filtered_out = any(found.totals[name] for name in answer.filters.active)
        if not found.total and not is_filtered_out and not self.without:
            found = self.find_other(answer, records, names) or found
        if not found.total and not is_filtered_out:
            answer.query, answer.notice = typed, ""
            answer.advice = Advice(f"Nothing was found for “{typed.typed}”.", NOTHING, list_links())
        self.present(answer, found, names)
        if is_filtered_out and not found.total:
            answer.advice = advise_other_filters(answer)

    def find_other(self, answer: SearchResults, records, names: Names) -> Found | None:
        """What another query finds: without quotation marks, in Latin letters, spelled otherwise, by some of its words.

        None if nothing does, or there is no time left to try.
        """
        typed = answer.query.typed
        unquoted = unquote(typed)
        if answer.query.has_quotes and self.has_time:
            answer.query = parse(unquoted, names, self.today)
            if (found := self.look_up(answer, records, answer.query.to_tsquery())).total:
                answer.notice = f"Nothing has just the words {typed}. These results have them in any order."
                return found
        if (latin := to_latin(unquoted)) != unquoted and self.has_time:
            unquoted, answer.query = latin, parse(latin, names, self.today)
            if (found := self.look_up(answer, records, answer.query.to_tsquery())).total:
                answer.notice = f"Nothing was found for “{typed}”. These results are for “{latin}”."
                return found
        corrections = suggestions.correct(answer.query, records, names) if self.has_time else []
        if corrections and self.has_time:
            answer.query = parse(suggestions.apply(corrections, unquoted), names, self.today)
            if (found := self.look_up(answer, records, answer.query.to_tsquery())).total:
                as_written = suggestions.as_written(corrections, list(highlighted_words(answer.results)))
                answer.query = replace(answer.query, typed=suggestions.apply(as_written, unquoted))
                answer.notice = f"Nothing was found for “{typed}”. Did you mean “{answer.query.typed}”?"
                return found
        answer.is_answered = not self.has_time  # else it is not known
        answer.query = parse(unquoted, names, self.today)
        self.by_date = self.order == "date"  # “latest” is one of some words
        for tsquery in answer.query.to_loose_tsqueries():
            if self.has_time and (found := self.look_up(answer, records, tsquery)).total:
                answer.notice = f"Nothing has all the words of “{unquoted}”. These results have some of them."
                return found
        return None

    @property
    def has_time(self) -> bool:
        """Whether one more query may be tried."""
        return monotonic() < self.deadline

    def look_up(self, answer: SearchResults, records, tsquery: str) -> Found:
        """What the tsquery finds, and the results of the page in the answer: the last page for one behind it."""
        answer.number = self.page_number()
        found = self.find_page(answer, records, tsquery)
        if found.total and not found.primary_keys:
            answer.number = last_page(found)
            found = self.find_page(answer, records, tsquery)
        answer.results = load_results(found.primary_keys, answer.query) if found.total else []
        return found

    def find_page(self, answer: SearchResults, records, tsquery: str) -> Found:
        stop = answer.number * PER_PAGE
        return find_records(
            records,
            answer.query,
            tsquery,
            answer.filters,
            by_date=self.by_date,
            start=stop - PER_PAGE,
            stop=stop,
            today=self.today,
        )

    def present(self, answer: SearchResults, found: Found, names: Names) -> None:
        """The numbers and links around the results."""
        number, link = answer.number, partial(self.link, answer)
        answer.num_pages, answer.start = last_page(found), (number - 1) * PER_PAGE + 1
        answer.count = make_count(found.total)
        totals = {name: make_count(total) for name, total in found.totals.items()}
        if totals["year"].is_least:
            add_years(found, self.today.year)
        answer.facets = build_facets(found.counts, totals, answer.filters, names, link)
        answer.orders = [
            QueryLink("Best match", link(order="match" if answer.query.asks_for_newest else None), not self.by_date),
            QueryLink("Newest first", link(order="date"), self.by_date),
        ]
        answer.previous = link(page=number - 1) if number > 1 else ""
        answer.next = link(page=number + 1) if number < answer.num_pages else ""

    def page_number(self) -> int:
        """Any text is a page; what is none is the first."""
        page = self.parameters.get("page", "")
        return min(max(int(page[:9]), 1), NEWEST // PER_PAGE) if page.isascii() and page.isdigit() else 1

    def link(self, answer: SearchResults, **changed) -> str:
        """The query string of this search with these parameters changed."""
        order = self.order if self.typed and self.order in ORDERS else None
        kept = {"q": answer.query.typed, **answer.filters.active, "order": order}
        return build_query_string(**kept | changed)


def advise_other_filters(answer: SearchResults) -> Advice:
    links = [
        QueryLink(f"{facet.links[0].label}: {facet.links[0].count}", facet.links[0].query_string, False)
        for facet in answer.facets
        if facet.current
    ]
    sought = f" for “{answer.query.typed}”" if answer.query.typed else ""
    return Advice(f"Nothing was found{sought} among these.", "There is something in:" if links else "", links)


def add_years(found: Found, this_year: int) -> None:
    """The years of the archive before those of the newest matches, which have not been counted."""
    years = found.counts["year"]
    newest = max(map(int, years), default=this_year)
    oldest = max(found.first_year or newest, newest - MAX_YEARS + 1)
    found.counts["year"] = {str(year): 0 for year in range(oldest, newest + 1)} | years


def list_links() -> list[QueryLink]:
    """The lists in which everything can be found without a word."""
    lists = {
        "Clippings by country, year and source": "clippings",
        "The sources of the clippings": "sources",
        "Bills of Congress": "bills",
    }
    return [QueryLink(label, reverse(name), False) for label, name in lists.items()]


def highlighted_words(results: list[Result]) -> Iterator[str]:
    for result in results:
        for parts in (result.title, result.byline, result.source, result.excerpt):
            yield from (word for part, is_match in parts if is_match for word in part.split())


def advise_without_words(query: Query) -> Advice:
    if query.excluded:
        return ONLY_EXCLUDED
    return ONLY_STOP_WORDS if any(character.isalnum() for character in query.typed) else NO_WORDS


def unquote(text: str) -> str:
    return " ".join("".join(" " if character in '"“”„‟«»″＂' else character for character in text).split())


def last_page(found: Found) -> int:
    return max(1, -(-found.total // PER_PAGE))


def make_count(number: int) -> Count:
    return Count(number, is_least=number >= NEWEST)
