"""The days of the weekly update. No Django here."""

from datetime import date, timedelta

FRIDAY = 4


def friday_on_or_after(day: date) -> date:
    """The Friday of the week's end that `day` belongs to; a Friday is its own."""
    return day + timedelta(days=(FRIDAY - day.weekday()) % 7)
