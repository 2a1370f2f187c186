"""The states of the steps, and which one is next."""

import pytest

from news.admin.steps import Facts, build_steps

READY = {"clippings": 10, "letter_words": 212, "findings": "2 warnings", "test_sent": "3:40 PM to you"}
LIVE = READY | {"live_since": "4:00 PM"}
HANDED_OVER = LIVE | {"copied": "4:05 PM"}


def states(**facts):
    return {step.label: step.state for step in build_steps(Facts(**facts))}


def next_step(**facts):
    return next((step.key for step in build_steps(Facts(**facts)) if step.is_next), None)


def test_the_steps_of_a_new_draft_say_what_is_missing():
    assert states(findings="3 errors", errors=3) == {
        "Clippings": "Empty",
        "Letter": "Empty",
        "Check": "3 errors",
        "Preview": "Web, email, text",
        "Send test": "Not sent",
        "Publish or schedule": "Draft",
        "Copy email": "Not copied",
    }


def test_the_steps_of_an_issue_that_was_handed_over_say_when():
    assert states(**HANDED_OVER) == {
        "Clippings": "10 clippings",
        "Letter": "212 words",
        "Check": "2 warnings",
        "Preview": "Web, email, text",
        "Send test": "Sent 3:40 PM to you",
        "Published": "Since 4:00 PM",
        "Copy email": "Copied 4:05 PM",
    }


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "clippings"),
        ({"clippings": 1}, "letter"),
        ({"clippings": 1, "letter_words": 9, "errors": 1}, "check"),
        ({"clippings": 1, "letter_words": 9}, "test"),
        (READY, "publish"),
        (READY | {"scheduled_for": "Fri 4:00 PM ET"}, "copy"),
        (READY | {"scheduled_for": "Fri 4:00 PM ET", "is_late": True}, "publish"),
        (LIVE, "copy"),
        (LIVE | {"test_sent": ""}, "copy"),
        (HANDED_OVER | {"live_since": ""}, "publish"),
        (LIVE | {"has_changes": True}, "publish"),
        (LIVE | {"was_mailed": True}, None),
        (LIVE | {"live_since": "", "test_sent": "", "was_mailed": True}, "publish"),
        (HANDED_OVER, None),
        (HANDED_OVER | {"clippings": 0}, None),
        (LIVE | {"clippings": 0}, "copy"),
        (HANDED_OVER | {"is_copy_outdated": True}, "copy"),
    ],
)
def test_one_step_is_next_until_all_is_done(facts, expected):
    assert next_step(**facts) == expected


@pytest.mark.parametrize(
    ("facts", "label", "state"),
    [
        ({"clippings": 1}, "Clippings", "1 clipping"),
        ({"letter_words": 1200}, "Letter", "1,200 words"),
        ({"test_sent": "3:40 PM to you", "is_test_outdated": True}, "Send test", "Sent 3:40 PM to you, changed since"),
        ({"scheduled_for": "Fri 4:00 PM ET"}, "Scheduled", "For Fri 4:00 PM ET"),
        ({"live_since": "4:00 PM", "has_changes": True}, "Publish", "Changes not published"),
        ({"copied": "4:05 PM", "is_copy_outdated": True}, "Copy email", "Changed since 4:05 PM"),
    ],
)
def test_a_state_is_told_in_words(facts, label, state):
    assert states(**facts)[label] == state
