"""The day of publication, as the publisher's readers count days."""

from datetime import date

import pytest

from news.articles.written_dates import day_in_url, find_days, read_moment

from .pages import URL, doubts, meta, node, page, read

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "written",
    [
        *("2026-11-24", "2026-11-24T23:30:00-05:00", "2026-11-24 23:30", "20261124T233000Z", "2026/11/24"),
        *("2026-11-24T01:30:00.000+0000", "Tue, 24 Nov 2026 01:00:00 GMT", "2026-11-24T9:30:00Z", "2026-11-24T25:00Z"),
    ],
)
def test_a_moment_for_machines_is_read_in_any_notation(written):
    assert read_moment(written).day == DAY


@pytest.mark.parametrize("written", ["", "now", "2026-02-30", "1026-11-24", "24", "Tue, 99 Foo 2026 01:00:00 GMT"])
def test_what_is_no_moment_is_none(written):
    assert read_moment(written) is None


@pytest.mark.parametrize(
    "written",
    [
        *("November 24, 2026", "Nov. 24th, 2026", "24 November 2026", "Tuesday, 24 Nov, 2026 10:00", "24.11.2026"),
        *("24 ноября 2026 г., 10:33", "24 листопада 2026", "24 בנובמבר 2026", "24 listopada 2026", "24. November 2026"),
        *("24 de noviembre de 2026", "2026-11-24", "11/24/2026", "24/11/26", "2026. november 24"),
    ],
)
def test_a_day_for_people_is_read_in_any_language_of_the_sources(written):
    assert [found.day for found in find_days(f"Published {written}")] == [DAY]


@pytest.mark.parametrize("written", ["Version 1.2.3", "24 Foo 2026", "24 November", "+1 202 898 2500", "1124 2026"])
def test_what_is_no_day_is_not_found(written):
    assert list(find_days(written)) == []


@pytest.mark.parametrize(
    ("path", "day"),
    [
        *(("/2026/11/24/a-roof", DAY), ("/news/20261124-roof", DAY), ("/2026-11-24/roof", DAY)),
        *(
            ("/world/2026/nov/24/roof", DAY),
            ("/2026/11/roof", None),
            ("/article/12345678", None),
            ("/2026/13/40/x", None),
        ),
    ],
)
def test_a_day_is_read_in_a_path(path, day):
    assert day_in_url(path) == day


@pytest.mark.parametrize(
    ("told", "shown", "day", "doubt"),
    [
        ("2026-11-24T03:30:00Z", "November 23, 2026", date(2026, 11, 23), set()),
        ("2026-11-24T22:30:00Z", "25 November 2026", date(2026, 11, 25), set()),
        ("2026-11-24T03:30:00Z", "11/23/26 10:30 PM ET", date(2026, 11, 23), set()),
        ("2026-11-24T03:30:00Z", "", DAY, {"NEAR_MIDNIGHT"}),
        ("2026-11-24T00:00:00Z", "", DAY, set()),
        ("2026-11-24T12:30:00Z", "25 November 2026", DAY, set()),
        ("2026-11-24T23:30:00-05:00", "25 November 2026", DAY, set()),
        ("2026-11-24T12:30:00Z", "3 May 2019", DAY, {"OTHER_DATE"}),
        ("2026-11-24T12:30:00Z", "Updated: 3 December 2026", DAY, set()),
    ],
)
def test_a_moment_is_of_the_day_that_readers_see_beside_it(told, shown, day, doubt):
    article = read(page(node(datePublished=told), around=f"<p>{shown}</p>"))
    assert (article.date, doubts(article)) == (day, doubt)


def test_the_same_moment_with_an_offset_comes_before_that_in_utc():
    head = meta(article__published_time="2026-11-25T03:30:00Z") + node(datePublished="2026-11-25T03:30:00Z")
    html = page(head + '<meta name="parsely-pub-date" content="2026-11-24T22:30:00-05:00">')
    assert read(html).date == DAY


def test_a_time_of_publication_that_is_that_of_the_last_change_is_not_believed():
    later = "2026-11-28T10:00:00+02:00"
    head = node(datePublished=later, dateModified=later) + meta(article__published_time="2026-11-24T10:00:00+02:00")
    assert read(page(head)).date == DAY


@pytest.mark.parametrize(
    ("around", "url", "day", "doubt"),
    [
        ("<p>Published 24 November 2026</p>", URL, DAY, set()),
        ('<time datetime="2026-11-24T10:00">today</time>', URL, DAY, set()),
        ("<p>04/05/2026</p>", URL, None, {"DAY_OR_MONTH"}),
        ("<p>04/05/2026</p>", "https://www.samplewire.co.uk/a", date(2026, 5, 4), {"DAY_OR_MONTH"}),
        ("<p>04/05/2026</p>", "https://www.sample.gov/a", date(2026, 4, 5), {"DAY_OR_MONTH"}),
        ("<p>06. 01. 2026, 14:59</p>", URL, date(2026, 1, 6), set()),
        ("", "https://www.samplewire.example/2026/11/24/a-roof", DAY, {"DATE_FROM_URL"}),
        ("<p>Updated 24 November 2026</p>", URL, None, {"ONLY_UPDATED"}),
        ("<p>3 hours ago</p>", URL, None, {"NO_DATE"}),
        (
            "<p>The wall was finished on November 24, 2026, and the gate in the spring of the next year.</p>",
            URL,
            None,
            {"NO_DATE"},
        ),
    ],
)
def test_without_a_time_for_machines_the_date_at_the_headline_counts_then_the_address(around, url, day, doubt):
    article = read(page(around=around), url=url)
    assert (article.date, doubts(article)) == (day, doubt)
