"""Dates of any country, and periods as seen from a day: what is looked for. Pure: no database."""

import re
import sys
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from news.records.folding import date_words
from news.search.meanings import PLAIN_LETTERS, find_cited
from news.search.names import Names
from news.search.periods import find_periods
from news.search.query import parse

TODAY = date(2026, 11, 26)  # a Thursday
NOBODY = Names([])


def words(text):
    """The words of each clause, as PostgreSQL reads them."""
    return [
        clause.to_tsquery().strip("()").replace("'", "").split(") | (") for clause in parse(text, NOBODY, TODAY).clauses
    ]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("12.12.25", "d20251212"),
        ("14 марта 2025", "d20250314"),
        ("14 березня 2025", "d20250314"),
        ("14 במרץ 2025", "d20250314"),
        ("март 2025", "m202503"),
        ("листопад 2026", "m202611"),
        ("Feb. 2025", "m202502"),
    ],
)
def test_a_date_is_read_in_any_of_these_languages_and_with_two_digits_of_a_year(text, word):
    (found,) = words(text)
    assert word in found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("this month", ["m202611"]),
        ("last month", ["m202610"]),
        ("this year", ["y2026"]),
        ("last year", ["y2025"]),
        ("last year's", ["y2025"]),
        ("yesterday", ["d20261125"]),
        ("last week", [f"d202611{day}" for day in range(16, 23)]),
        ("last Friday", ["d20261120"]),
        ("last Thursday", ["d20261119"]),
        ("last March", ["m202603"]),
        ("last December", ["m202512"]),
        ("last summer", ["m202606", "m202607", "m202608"]),
        ("since 2024", ["y2024", "y2025", "y2026"]),
        ("2024 onwards", ["y2024", "y2025", "y2026"]),
        ("after 2024", ["y2025", "y2026"]),
        ("since October", ["m20261:*"]),
        ("since December 2025", ["m202512", "y2026"]),
        ("before 1920", ["y190:*", "y191:*"]),
        ("until 1919", ["y190:*", "y191:*"]),
        ("between 2015 and 2017", ["y2015", "y2016", "y2017"]),
        ("from 2017 to 2015", ["y2015", "y2016", "y2017"]),
        ("2015 to 2017", ["y2015", "y2016", "y2017"]),
        ("between March and May 2025", ["m202503", "m202504", "m202505"]),
        ("between November and January 2025", ["m202411", "m202412", "m202501"]),
        ("from Nov to Feb 2024", ["m202311", "m202312", "m202401", "m202402"]),
        ("from October to February", ["m20251:*", "m202601", "m202602"]),
        ("from October to November", ["m202610", "m202611"]),
        ("between December 30 and January 2, 2025", ["d2024123:*", "d20250101", "d20250102"]),
        ("between May 3 and May 4, 2019", ["d20190503", "d20190504"]),
        (
            "from May 3 to May 2025",
            ["d20250503", *(f"d2025050{day}" for day in range(4, 10)), "d2025051:*", "d2025052:*", "d2025053:*"],
        ),
        ("between May 2025 and March 2025", ["m202503", "m202504", "m202505"]),
        ("2010-2025", ["2010 2025", "y201:*", *(f"y202{year}" for year in range(6))]),
        ("1995–2009", ["1995 2009", *(f"y199{year}" for year in range(5, 10)), "y200:*"]),
        (
            "1917 – 91",
            ["1917 1991", "y1917", "y1918", "y1919", *(f"y19{year}:*" for year in range(2, 9)), "y1990", "y1991"],
        ),
        ("2010s", ["y201:*", "2010s"]),
        ("spring 2026", ["m202603", "m202604", "m202605"]),
        ("winter 2026", ["m202512", "m202601", "m202602"]),
        ("Q1 2025", ["m202501", "m202502", "m202503"]),
        ("second quarter of 2025", ["m202504", "m202505", "m202506"]),
    ],
)
def test_a_period_is_the_days_that_it_has(text, found):
    assert words(text) == [found]
    assert words(f"school {text} roof") == [["school"], found, ["roof"]]


def days_found(text, around):
    """Those of the days that have one of the words."""
    (found,) = words(text)
    whole = {word for word in found if not word.endswith(":*")}
    prefixes = tuple(word.removesuffix(":*") for word in found if word.endswith(":*"))
    dated = {day: date_words(day).split() for day in around}
    return [day for day in around if any(word in whole or word.startswith(prefixes) for word in dated[day])]


def days_from(first, last):
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def written(day):
    return f"{day:%B} {day.day}, {day.year}"


@settings(max_examples=40, deadline=None)
@given(st.dates(date(1990, 1, 1), TODAY), st.integers(0, 20 * 365))
def test_what_stands_between_two_days_is_found_and_nothing_else(first, length):
    last = first + timedelta(days=length)
    around = days_from(first - timedelta(days=400), last + timedelta(days=400))
    assert days_found(f"between {written(first)} and {written(last)}", around) == days_from(first, last)


END = date(TODAY.year, 12, 31)
SAMPLE = days_from(date(1900, 1, 1), END)[::37]


@settings(max_examples=20, deadline=None)
@given(st.dates(date(1901, 1, 1), TODAY))
@example(date(2019, 11, 26))
@example(date(2019, 9, 29))
def test_what_stands_before_after_and_until_a_day_is_found_and_nothing_else(day):
    near = days_from(max(date(1900, 1, 1), day - timedelta(days=500)), min(END, day + timedelta(days=500)))
    around = sorted({*near, *SAMPLE})
    assert days_found(f"before {written(day)}", around) == [other for other in around if other < day]
    assert days_found(f"until {written(day)}", around) == [other for other in around if other <= day]
    assert days_found(f"since {written(day)}", around) == [other for other in around if other >= day]


@pytest.mark.parametrize(
    "text", ["week of May 5, 2025", "week of May 5 2025", "week of 5/7/2025", "2025-W19", "2025W19", "week 19 of 2025"]
)
def test_a_week_goes_from_monday_to_sunday(text):
    assert words(text) == [[f"d2025050{day}" for day in range(5, 10)] + ["d20250510", "d20250511"]]


def test_a_week_that_begins_on_a_sunday_does():
    assert words("week of May 4, 2025")[0][0] == "d20250504"


@pytest.mark.parametrize("text", ["this week", "past week"])
def test_this_week_is_the_seven_days_up_to_today(text):
    (found,) = words(text)
    assert found[0] == "d20261119"
    assert found[-1] == "d20261126"


@pytest.mark.parametrize(
    "text",
    [
        "early 2025",
        "the holidays",
        "since February 30, 2025",
        "between February 29 and May 2025",
        "between November and January 1900",
        "2025-W60",
        "the last letter",
    ],
)
def test_what_has_no_one_meaning_is_no_period(text):
    assert list(find_periods(text, TODAY)) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("what happened in Belarus this month", ["belarus", "m202611"]),
        ("tell me about schools", ["schools"]),
        ("any news about schools", ["schools"]),
        ("news", ["news"]),
        ("show me", ["show"]),
        ('"tell me"', ["tell me"]),
        ("latest on schools", ["schools"]),
        ("latest", ["latest"]),
        ("https://www.jta.org", ["jta org", "jtaorg"]),
    ],
)
def test_words_that_put_a_question_are_left_out_where_others_say_what_is_looked_for(text, left):
    assert [word for found in words(text) for word in found] == left


def test_a_query_that_says_latest_asks_for_the_newest():
    assert parse("latest on schools", NOBODY, TODAY).asks_for_newest
    assert not parse('the "latest" schools', NOBODY, TODAY).asks_for_newest


@pytest.mark.parametrize("text", ["school but not roof", "school except roof", "school, excluding the roof"])
def test_a_word_is_left_out_in_words_too(text):
    query = parse(text, NOBODY, TODAY)
    assert [clause.typed for clause in query.excluded] == ["roof"]
    assert [clause.typed for clause in parse(f'"{text}"', NOBODY, TODAY).excluded] == []


# A query of each form, and letters that a pattern without regard to case takes for others: “ſ” for “s”.
FORMS = [
    "summer 2025",
    "last sunday",
    "since september",
    "winter 2025",
    "last friday",
    "week of sept 5",
    "s-1911",
    "sres-12",
    "hjres-3",
    "s. res. 12",
    "between june 5, 2025 and august 2, 2025",
    "from april to july 2024",
    "after sunday, may 4, 2025",
    "4th of july, 2025",
    "first quarter 2025",
    "second quarter of 2025",
    "week 19 of 2025",
    "2010s",
    "last six months",
    "past five weeks",
    "this week",
    "previous year",
    "yesterday",
    "last autumn",
    "senate joint resolution 5",
    "house bill 5 119th congress",
    "resolution no. 12",
    "s 10",
    "until dec. 1, 2019",
    "prior to 2020",
    "starting in august",
    "2024 to the present",
    "спустя март 2025",
    "2015-2017",
    "is it like this",
]
OTHER_LETTERS = {"i": "iıİ", "s": "sſ", "k": "kK"}


def meanings_of(text):
    return [clause.alternatives for clause in parse(text, NOBODY, TODAY).clauses], list(find_cited(text))


@settings(deadline=None)
@given(st.sampled_from(FORMS), st.data())
def test_letters_that_are_the_same_but_for_case_mean_the_same(text, data):
    typed = "".join(data.draw(st.sampled_from(OTHER_LETTERS.get(letter, letter))) for letter in text)
    assert meanings_of(typed) == meanings_of(text)


def test_every_letter_that_python_takes_for_an_english_one_is_known():
    letters = "".join(map(chr, range(128, sys.maxunicode + 1)))
    assert set(re.findall("[a-z]", letters, re.IGNORECASE)) == {chr(code) for code in PLAIN_LETTERS}
