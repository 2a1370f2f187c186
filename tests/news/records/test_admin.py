"""What staff keep for the search, who may do so, and the report of searches without an answer."""

import datetime
from http import HTTPStatus

import pytest
from django.urls import reverse

from news.models import SpellingGroup, TrackedBill, UnansweredSearch
from tests.conftest import signed_in
from tests.factories import UserFactory
from tests.html import parse, text

TODAY = datetime.date(2026, 11, 27)
LISTS = ["sources:index", "bills:index", "spellings:index", "unanswered_searches"]


def errors(response):
    return [text(error) for error in parse(response).select(".error-message")]


@pytest.mark.parametrize("name", LISTS)
def test_editors_see_the_lists_and_contributors_do_not(editor, name):
    contributor = signed_in(UserFactory(groups=["Contributors"]))
    assert editor.get(reverse(name)).status_code == HTTPStatus.OK
    assert contributor.get(reverse(name)).status_code == HTTPStatus.FOUND
    assert reverse(name) in editor.get(reverse("wagtailadmin_home")).text
    assert reverse(name) not in contributor.get(reverse("wagtailadmin_home")).text


def test_an_editor_adds_a_bill_once(editor):
    data = {"congress": 118, "kind": "hr", "number": 1911, "title": "A bill", "status": "", "status_on": "2024-01-05"}
    editor.post(reverse("bills:add"), data)
    assert TrackedBill.objects.get().bill.key == "118-hr-1911"
    assert "This bill is in the list already." in editor.post(reverse("bills:add"), data).text


@pytest.mark.parametrize(
    ("status", "day", "said"),
    [
        ("", "", []),
        ("Introduced", "2024-01-05", []),
        ("Introduced", "", ["Give the day on which the bill stood so."]),
        ("Introduced", "2199-01-05", ["This day has not come yet: give the day on which the status was so."]),
    ],
)
def test_a_status_of_a_bill_has_a_day_that_has_come_and_a_bill_without_one_needs_none(editor, status, day, said):
    data = {"congress": 118, "kind": "hr", "number": 1911, "title": "A bill", "status": status, "status_on": day}
    response = editor.post(reverse("bills:add"), data)
    assert TrackedBill.objects.exists() == (not said)
    if said:
        assert errors(response) == said
        assert "Introduced" in response.text  # what was typed is still there


@pytest.mark.parametrize("number", [0, 100_000])
def test_a_bill_of_a_congress_that_cannot_be_is_refused_at_its_field(editor, number):
    data = {
        "congress": 1118,
        "kind": "hr",
        "number": number,
        "title": "A bill",
        "status": "",
        "status_on": "2024-01-05",
    }
    assert errors(editor.post(reverse("bills:add"), data)) == [
        "There is no such Congress: give its number, such as 118.",
        "Bills are numbered from 1 to 99,999.",
    ]


def test_an_editor_adds_spellings_and_each_stands_in_one_row(editor):
    editor.post(reverse("spellings:add"), {"names": " Vinnytsya-on-Test \n\nВінниця-Тест\nVinnytsya-on-Test"})
    group = SpellingGroup.objects.get(names__contains="Тест")
    assert group.name_list == ["Vinnytsya-on-Test", "Вінниця-Тест"]
    response = editor.post(reverse("spellings:add"), {"names": "vinnytsya on test\nSomething"})
    assert errors(response) == [f"“vinnytsya on test” stands in another row already: {group}."]


def test_one_spelling_alone_is_refused(editor):
    response = editor.post(reverse("spellings:add"), {"names": "Tést\ntest"})
    assert errors(response) == ["Give two spellings at least, each on a line of its own."]


@pytest.fixture
def searches(db, set_today):
    set_today(TODAY)
    for days, query, count in [
        (0, "kehilla", 2),
        (20, "kehilla", 3),
        (29, "gomel", 4),
        (31, "gomel", 9),
        (80, "khust", 1),
    ]:
        UnansweredSearch.objects.create(day=TODAY - datetime.timedelta(days=days), query=query, count=count)


def rows(response):
    cells = [[text(cell) for cell in row.select("td")] for row in parse(response).select("main tbody tr")]
    return [(query, times) for query, times, _ in cells]


def test_editors_read_what_was_searched_for_in_vain_the_most_frequent_first(searches, editor):
    report = reverse("unanswered_searches")
    assert rows(editor.get(report)) == [("kehilla", "5"), ("gomel", "4")]
    assert rows(editor.get(report, {"days": "90"})) == [("gomel", "13"), ("kehilla", "5"), ("khust", "1")]


def test_the_report_can_be_taken_along(searches, editor):
    response = editor.get(reverse("unanswered_searches"), {"export": "csv"})
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines == ["Searched for,How often,Last on", "kehilla,5,2026-11-27", "gomel,4,2026-10-29"]
