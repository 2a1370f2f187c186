"""The Friday that an issue is dated."""

from datetime import date, timedelta

from news.outputs.issue import friday_on_or_after


def test_the_next_friday_is_a_friday_less_than_a_week_away():
    for days in range(-400, 400):
        day = date(2025, 2, 21) + timedelta(days=days)
        friday = friday_on_or_after(day)
        assert friday.strftime("%A") == "Friday", day
        assert timedelta(0) <= friday - day < timedelta(days=7), day


def test_the_next_friday_of_a_friday_is_itself():
    assert friday_on_or_after(date(2025, 2, 21)) == date(2025, 2, 21)


def test_the_last_days_of_a_year_belong_to_the_first_friday_of_the_next():
    assert friday_on_or_after(date(2024, 12, 28)) == date(2025, 1, 3)
