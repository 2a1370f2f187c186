"""What is read of a date that somebody types, and what holds for any text."""

import datetime
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.dates.typed import (
    EASTERN,
    MONTHS,
    NotUnderstoodError,
    date_in_words,
    datetime_as_value,
    datetime_in_words,
    read_date,
    read_datetime,
)

thoroughly = settings(deadline=None, max_examples=300, derandomize=True, database=None)
THANKSGIVING = datetime.date(2026, 11, 26)
FRIDAY = datetime.date(2026, 12, 4)
FRIDAY_AT_FOUR = datetime.datetime(2026, 12, 4, 16, tzinfo=EASTERN)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "12/4/2026",
            "12/04/2026",
            "12/4/26",
            "12/4",
            "12-4-2026",
            "12–4–2026",
            "2026-12-04",
            "2026/12/4",
            "12 / 4 / 2026",
        ),
        *(
            "Dec 4",
            "dec 4",
            "Dec. 4 2026",
            "December 4, 2026",
            "December 4th",
            "the 4th of December",
            "4 December 2026",
        ),
        *("Fri, Dec 4", "Fri. Dec. 4", "Friday, December 4, 2026", "Dec 4, 2026, Friday", "4-Dec-2026", " 12/4/2026 "),
        *("Dec\N{NO-BREAK SPACE}4", "\N{ZERO WIDTH SPACE}12/4/2026", "\N{LEFT-TO-RIGHT MARK}12/4/2026"),
    ],
)
def test_a_date_is_read_as_an_american_writes_it(typed):
    assert read_date(typed, THANKSGIVING) == FRIDAY


@pytest.mark.parametrize(
    "typed",
    [
        *("12/04/2026 4:00 PM", "12/4/26 4pm", "2026-12-04 4pm", "2026-12-04 16:00", "2026-12-04T16:00", "12/4 16:00"),
        *("Dec 4 at 4pm ET", "Dec. 4, 4:00 p.m.", "Dec 4 4 p.m. EST", "December 4, 2026 @ 4 PM (ET)", "Dec 4 4p"),
        *("4 PM Fri Dec 4", "4pm on December 4", "Fri 4pm Dec 4", "Friday, December 4, 2026 at 4:00 PM Eastern Time"),
    ],
)
def test_a_date_and_a_time_are_read_in_any_ordinary_order(typed):
    assert read_datetime(typed, THANKSGIVING) == FRIDAY_AT_FOUR


@pytest.mark.parametrize(("typed", "hour"), [("noon", 12), ("12 noon", 12), ("12pm", 12), ("midnight", 0), ("12am", 0)])
def test_noon_and_midnight_are_those_of_the_day(typed, hour):
    assert read_datetime(f"12/4 {typed}", THANKSGIVING) == FRIDAY_AT_FOUR.replace(hour=hour)


@pytest.mark.parametrize(
    ("typed", "today", "year"),
    [
        ("Dec 4", datetime.date(2026, 11, 26), 2026),
        ("Nov 20", datetime.date(2026, 11, 26), 2026),
        ("Jan 5", datetime.date(2026, 11, 26), 2027),
        ("Dec 30", datetime.date(2027, 1, 8), 2026),
        ("2/29", datetime.date(2027, 11, 26), 2028),
        ("12/4/36", datetime.date(2026, 11, 26), 2036),
        ("12/4/37", datetime.date(2026, 11, 26), 1937),
        ("12/4/98", datetime.date(2026, 11, 26), 1998),
    ],
)
def test_a_date_without_a_year_is_the_nearest_and_two_digits_are_at_most_ten_years_ahead(typed, today, year):
    assert read_date(typed, today).year == year


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("2/31/2026", "There is no February 31 in 2026."),
        ("31 February", "There is no February 31."),
        ("2/29", "There is no February 29 near today: add the year."),
        ("0/4/2026", "There is no month 0. Write 11/26/2026, or November 26, 2026."),
        ("13/14/2026", "There is no month 13. Write 11/26/2026, or November 26, 2026."),
        ("14/12/2026", "There is no month 14. The month comes first: 12/14."),
        ("12/4/0000", "There is no December 4 in 0."),
        ("Thursday, December 4, 2026", "December 4, 2026, is a Friday, not a Thursday."),
        ("Thu Dec 4", "December 4, 2026, is a Friday, not a Thursday."),
        ("Decmber 4", "“Decmber” is no month. Write 11/26/2026, or November 26, 2026."),
        ("Friday", "Which Friday? Write 11/26/2026, or November 26, 2026."),
        ("next Friday", "“Next” means another day later. Write 11/26/2026, or November 26, 2026."),
        ("today", "“Today” means another day later. Write 11/26/2026, or November 26, 2026."),
        ("12/4/2026 4pm", "Only a day belongs here, without a time. Write 11/26/2026, or November 26, 2026."),
        ("1" * 101, "This is too long for a date."),
        *(
            (unclear, "This is not understood. Write 11/26/2026, or November 26, 2026.")
            for unclear in (
                "12.4.2026",
                "20261204",
                "December 2026",
                "2026",
                "12/4/226",
                "12/4-2026",
                "soon",
                "12/4 2026",
            )
        ),
    ],
)
def test_what_is_no_date_or_two_is_refused_with_what_to_write(typed, message):
    with pytest.raises(NotUnderstoodError, match=f"^{re.escape(message)}$"):
        read_date(typed, THANKSGIVING)


HOW = "Write 11/26/2026 4:00 PM, or November 26, 2026, 4:00 PM."


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("12/4/2026", "Add the time: “12/4/2026 4:00 PM”."),
        ("4pm", f"Add the day. {HOW}"),
        ("12/4 4pm or 5pm", f"Two times stand here. {HOW}"),
        ("12/4 4pm PT", f"Every time here is Eastern. {HOW}"),
        ("12/4 16:00 UTC", f"Every time here is Eastern. {HOW}"),
        ("2026-12-04T16:00+01:00", f"This is not understood. {HOW}"),
        ("12/4 4-5pm", f"This is not understood. {HOW}"),
        ("Friday 4pm", f"Which Friday? {HOW}"),
        ("12/4 4:00", "Is 4:00 in the morning or in the afternoon? Add AM or PM."),
        ("12/4/2026 04:00", "Is 4:00 in the morning or in the afternoon? Add AM or PM."),
        ("2026-12-04 4:00", "Is 4:00 in the morning or in the afternoon? Add AM or PM."),
        ("12/4 13pm", "“13pm” is no time. Write 4:00 PM, or 16:00."),
        ("12/4 25:00", "“25:00” is no time. Write 4:00 PM, or 16:00."),
        ("12/4 4:75pm", "“4:75pm” is no time. Write 4:00 PM, or 16:00."),
        ("12/4/9999 4pm", f"9999 cannot be the year. {HOW}"),
        ("3/14/2027 2:30 AM", "There is no 2:30 AM on March 14: the clocks go from 2:00 to 3:00 AM."),
        ("11/7/2027 1:30am", "1:30 AM comes twice on November 7. Write 1:30 AM EDT for the first, EST for the second."),
        ("7/4/2026 4pm EST", "July 4 is in EDT, not EST. Write ET."),
    ],
)
def test_what_is_no_time_or_two_is_refused_with_what_to_write(typed, message):
    with pytest.raises(NotUnderstoodError, match=f"^{re.escape(message)}$"):
        read_datetime(typed, THANKSGIVING)


def test_each_of_the_two_hours_of_the_clock_change_can_be_meant():
    first, second = (read_datetime(f"11/7/2027 1:30 AM {zone}", THANKSGIVING) for zone in ("EDT", "EST"))
    assert second.astimezone(datetime.UTC) - first.astimezone(datetime.UTC) == datetime.timedelta(hours=1)
    assert datetime_in_words(second, THANKSGIVING) == "Sunday, November 7, 2027, 1:30 AM EST"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (FRIDAY, "Friday, December 4"),
        (datetime.date(2026, 1, 5), "Monday, January 5, 2026"),  # without its year it would be the next one
        (datetime.date(2027, 1, 5), "Tuesday, January 5, 2027"),
    ],
)
def test_words_name_the_year_where_another_could_be_meant(day, words):
    assert date_in_words(day, THANKSGIVING) == words


def test_a_time_in_words():
    assert datetime_in_words(FRIDAY_AT_FOUR, THANKSGIVING) == "Friday, December 4, 4:00 PM ET"
    assert datetime_as_value(FRIDAY_AT_FOUR) == "2026-12-04 16:00"


# -- For any date and any text -------------------------------------------------------------------------------------

todays = st.dates(datetime.date(1971, 1, 1), datetime.date(2100, 12, 31))
moments = st.datetimes(
    datetime.datetime(1971, 1, 1),
    datetime.datetime(2100, 12, 31),
    timezones=st.just(datetime.UTC),
).map(lambda moment: moment.replace(microsecond=0))
PIECES = [
    *("12", "4", "31", "2026", "26", "04", "13", "0", "/", "-", ".", ",", ":", " ", "  ", "T", "at", "on", "the", "of"),
    *("Dec", "December", "Feb", "May", "Sept", "Fri", "Friday", "Thu", "4th", "pm", "PM", "a.m.", "a", "p", "noon"),
    *(
        "midnight",
        "4:00",
        "16:00",
        "01:30",
        "ET",
        "EST",
        "EDT",
        "UTC",
        "today",
        "٤",
        "²",
        "\N{NO-BREAK SPACE}",
        "(",
        ")",
    ),
]
soups = st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.lists(
    st.sampled_from(PIECES), max_size=12
).map(" ".join)


@thoroughly
@given(day=st.dates(), today=todays)
def test_a_date_that_is_written_is_read_as_itself(day, today):
    assert read_date(day.isoformat(), today) == day
    if day.year > 999:
        assert read_date(date_in_words(day, today), today) == day
        assert read_date(f"{day.month}/{day.day}/{day.year}", today) == day
        assert read_date(f"{day.day} {MONTHS[day.month - 1]} {day.year}", today) == day


@thoroughly
@given(
    moment=moments | st.sampled_from(["2026-11-01T05:30Z", "2026-11-01T06:30Z"]).map(datetime.datetime.fromisoformat),
    today=todays,
)
def test_a_time_that_is_written_is_read_as_itself(moment, today):
    assert read_datetime(datetime_as_value(moment), today).astimezone(datetime.UTC) == moment
    assert read_datetime(datetime_in_words(moment, today), today).astimezone(datetime.UTC) == moment


@thoroughly
@given(text=soups | st.text(max_size=120), today=todays)
def test_any_text_is_a_date_that_stands_there_or_is_refused(text, today):
    for read in (read_date, read_datetime):
        try:
            found = read(text, today)
        except NotUnderstoodError as error:
            assert str(error).endswith((".", "”."))  # noqa: PT017 — a sentence for whoever typed it
            continue
        numbers = [int(digits) for digits in re.findall("[0-9]+", text)]
        assert found.day in numbers
        assert found.month in numbers or MONTHS[found.month - 1][:3].lower() in text.lower()
        assert {found.year, found.year % 100} & set(numbers) or abs(found.year - today.year) <= 1
        assert read is read_datetime or found == read_date(found.isoformat(), today)
