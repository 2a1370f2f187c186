"""After many years, a search offers the newest as filters, and the one that was chosen."""

from news.listing import build_query_string
from news.search.facets import MAX_YEARS, Count, build_facets
from news.search.filters import Filters


def test_the_newest_years_are_offered_and_the_chosen_one():
    counts = {"year": {str(year): 3 for year in range(1950, 2027)}}
    totals = {name: Count(300) for name in ("kind", "year", "country", "source")}
    (years,) = build_facets(counts, totals, Filters(year="1991"), names=None, link=build_query_string)
    labels = [link.label for link in years.links]
    assert labels[:3] == ["All years", "2026", "2025"]
    assert labels[-1] == "1991"
    assert len(labels) == 1 + MAX_YEARS + 1
