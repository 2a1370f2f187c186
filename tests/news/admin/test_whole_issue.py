"""A whole issue in one paste: what goes to which field of the draft, before anything is stored."""

import datetime
import json

import pytest
from django.urls import reverse

from news.letter_html import make_letter
from tests.factories import PersonFactory, TermFactory, WeeklyUpdateFactory

FRIDAY = datetime.date(2026, 11, 20)
ISSUE = """<p>NCSEJ WEEKLY TOP 10</p><p>Washington, D.C. November 20, 2026</p>
<p>TO: Friends of the Sample</p><p>FROM: Mark Example, Executive Director</p><p>Dear Friend,</p>
<p>This week the <a href="https://example.org/board">sample board</a> met with many &amp; talked.</p>
<p>It was a good meeting.</p><p>Sincerely,</p><p>Mark Example</p><p>Executive Director</p>
<p>Example clinic opens in Odesa</p><p>Sample Gazette, November 19, 2026</p><p>A paragraph about it.</p>
<p><a href="https://example.org/clinic">Read the full article here.</a></p>"""


def read(client, text=ISSUE, **more):
    return client.post(reverse("read_clippings"), {"text": text, **more}).json()


def test_each_part_of_a_pasted_issue_is_offered_to_its_field(editor, news):
    answer = read(editor)
    issue = answer["issue"]
    assert (issue["date"], issue["date_in_words"]) == ("2026-11-20", "November 20, 2026")
    assert issue["kicker"] == "NCSEJ WEEKLY TOP 10"
    assert issue["addressee"] == "Friends of the Sample"
    assert issue["sent_from"] == [
        {"type": "signatory", "value": {"name": "Mark Example", "title": "Executive Director"}}
    ]
    assert issue["letter_text"].split("\n\n")[0] == "Dear Friend,"
    assert issue["letter_text"].endswith("It was a good meeting.\n\nSincerely,")
    assert issue["signature"] == "Mark Example\nExecutive Director"
    assert [clipping["headline"] for clipping in answer["clippings"]] == ["Example clinic opens in Odesa"]
    assert answer["unplaced"] == []
    letter = json.loads(issue["letter"])
    assert [block["text"] for block in letter["blocks"]] == issue["letter_text"].split("\n\n")
    assert [entity["data"]["url"] for entity in letter["entityMap"].values()] == ["https://example.org/board"]


def test_clippings_alone_are_no_issue(editor, news):
    clippings = ISSUE[ISSUE.index("<p>Example clinic") :]
    answer = read(editor, clippings)
    assert answer["issue"] is None
    assert len(answer["clippings"]) == 1
    above = "<p>washington, a line that is longer than seventy characters and yet belongs to no letter at all.</p>"
    answer = read(editor, above + clippings)
    assert answer["issue"] is None
    assert len(answer["unplaced"]) == 1


def test_a_date_that_another_update_has_is_said_before_it_is_put_in(editor, news):
    other = WeeklyUpdateFactory(date=FRIDAY)
    conflict = read(editor)["issue"]["conflict"]
    assert conflict["message"].startswith("An update for that date exists: Weekly Update, November 20, 2026")
    assert conflict["url"] == reverse("wagtailadmin_pages:edit", args=[other.pk])
    assert read(editor, page=other.pk)["issue"]["conflict"] is None
    assert read(editor, page="9" * 30)["issue"]["conflict"]


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("Mark Example", ("Mark B. Example, Jr.", "Chair of the day")),
        ("MARK EXAMPLE, President", ("Mark B. Example, Jr.", "President")),
        ("Somebody Else, President", ("Somebody Else", "President")),
    ],
)
def test_a_leader_of_that_day_is_known_by_a_shorter_name(editor, news, written, understood):
    person = PersonFactory(name="Mark B. Example, Jr.")
    TermFactory(person=person, title="Chair of the day", starts_on=FRIDAY)
    TermFactory(person=person, title="Chair of old", ends_on=FRIDAY - datetime.timedelta(days=1))
    (signatory,) = read(editor, ISSUE.replace("Mark Example, Executive Director", written))["issue"]["sent_from"]
    assert (signatory["value"]["name"], signatory["value"]["title"]) == understood


def test_reading_an_issue_costs_the_same_whatever_it_holds(editor, news, django_assert_max_num_queries):
    with django_assert_max_num_queries(11):
        assert read(editor)["issue"]


def test_links_of_the_letter_are_kept_in_their_order_and_its_signs_escaped():
    links = [
        ("once", "https://example.org/1"),
        ("nowhere", "https://example.org/2"),
        ("<b>", "https://example.org/?a&b"),
    ]
    assert make_letter(["once & once", "a <b> c"], links) == (
        '<p><a href="https://example.org/1">once</a> &amp; once</p>'
        '<p>a <a href="https://example.org/?a&amp;b">&lt;b&gt;</a> c</p>'
    )
