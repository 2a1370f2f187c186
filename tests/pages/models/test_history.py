"""The history as a timeline: the year in large type, and the date read out as it was written."""

import pytest

from tests.factories import HistoryFactory, stream
from tests.html import parse, text


@pytest.mark.parametrize(
    ("when", "year"),
    [
        ("April 1964", "1964"),
        ("3 January 1975", "1975"),
        ("1989", "1989"),
        ("2012 (December)", "2012"),
        ("1964 to 1971", "1971"),
        ("Long ago", None),
    ],
)
def test_the_year_of_an_event_is_large_and_its_date_is_read_as_written(home, visitor, when, year):
    event = {"when": when, "title": "What happened", "text": ""}
    page = parse(visitor.get(HistoryFactory(events=stream(("event", event))).url))
    assert text(page.select_one(".event__when")) == when
    large = page.select_one(".event__year")
    assert (large and text(large)) == year
