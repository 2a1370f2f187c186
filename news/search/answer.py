"""All that the page of the search shows: what stands above the results, and these."""

from collections.abc import Mapping
from dataclasses import dataclass

from pages.models import Organization

from ..filter_values import read_parameters
from .backend import Search, normalize_query
from .bills import FoundBill, find_bills_named
from .filters import FILTER_NAMES
from .promotions import Promotion, find_promotion
from .results import SearchResults


@dataclass(frozen=True, slots=True)
class Answer:
    """`results` is None where neither words nor a filter are given."""

    query: str
    promotion: Promotion | None
    bills: list[FoundBill]
    results: SearchResults | None


def answer_to(parameters: Mapping[str, str], organization: Organization) -> Answer:
    """parameters: as in a query string, see backend.Search; organization: whose promoted pages come first."""
    read = read_parameters(parameters)
    query = normalize_query(parameters.get("q", ""))
    is_plain = query and not read.get("kind")
    promotion = find_promotion(query, organization) if is_plain else None
    is_asked = query or any(read.get(name) for name in FILTER_NAMES)
    search = Search(parameters, without=promotion.page.pk if promotion else None)
    results = search.run() if is_asked else None
    if promotion and results.number > 1:
        promotion = None  # it has been seen
    bills = find_bills_named(query, search.names) if is_plain else []
    return Answer(query, promotion, bills, results)
