"""How staff are told a time."""

import datetime

import pytest
from django.template import Context, Template
from django.utils import timezone

from pages.eastern_time import format_eastern, format_eastern_today

EASTERN = timezone.get_default_timezone()
WEDNESDAY_NOON = datetime.datetime(2026, 11, 25, 12, tzinfo=EASTERN)
FRIDAY_AT_FOUR = datetime.datetime(2026, 11, 27, 16, tzinfo=EASTERN)


@pytest.fixture(autouse=True)
def _wednesday(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: WEDNESDAY_NOON.astimezone(datetime.UTC))


@pytest.mark.parametrize(
    ("value", "label"),
    [
        (FRIDAY_AT_FOUR, "Fri 4:00 PM ET"),
        (FRIDAY_AT_FOUR.astimezone(datetime.UTC), "Fri 4:00 PM ET"),
        (WEDNESDAY_NOON + datetime.timedelta(hours=1), "Wed 1:00 PM ET"),
        (WEDNESDAY_NOON - datetime.timedelta(hours=1), "Wed, Nov 25, 11:00 AM ET"),
        (WEDNESDAY_NOON + datetime.timedelta(days=7), "Wed, Dec 2, 12:00 PM ET"),
        (WEDNESDAY_NOON - datetime.timedelta(days=1), "Tue, Nov 24, 12:00 PM ET"),
        (datetime.datetime(2027, 1, 1, 9, 5, tzinfo=EASTERN), "Fri, Jan 1, 2027, 9:05 AM ET"),
    ],
)
def test_a_time_is_formatted_in_eastern_time(value, label):
    assert format_eastern(value) == label


def test_beside_a_form_a_time_of_today_has_its_zone_and_no_day():
    assert format_eastern_today(WEDNESDAY_NOON - datetime.timedelta(hours=1)) == "11:00 AM ET"
    assert format_eastern_today(WEDNESDAY_NOON - datetime.timedelta(days=1)) == "Tue, Nov 24, 12:00 PM ET"


def test_a_template_prints_a_time_the_same_way_whatever_zone_is_active():
    template = Template("{% load eastern_time %}{{ value|eastern }}")
    with timezone.override("Asia/Tokyo"):
        assert template.render(Context({"value": FRIDAY_AT_FOUR})) == "Fri 4:00 PM ET"


def test_a_time_that_is_not_there_yet_is_empty():
    assert Template("{% load eastern_time %}{{ value|eastern }}").render(Context({"value": None})) == ""
