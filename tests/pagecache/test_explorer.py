"""The page cache's protocol keeps its promises in every order of steps, and each seeded bug breaks one."""

import pytest

from tests.pagecache.explorer.bugs import BUGS
from tests.pagecache.explorer.forms import SMALL
from tests.pagecache.explorer.promises import PROMISES
from tests.pagecache.explorer.protocol import DESIGN
from tests.pagecache.explorer.search import explore


@pytest.mark.parametrize("scenario", SMALL, ids=lambda scenario: scenario.words)
def test_the_design_keeps_its_promises_whatever_the_order(scenario):
    result = explore(scenario)
    assert (result.broken, result.trace) == (None, ())
    assert result.states > 200


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.words)
def test_a_seeded_bug_is_caught(bug):
    assert bug.protocol != DESIGN
    assert explore(bug.scenario.under(bug.protocol), limit=20_000).broken == bug.caught_by


def test_every_promise_is_broken_by_some_bug():
    assert {bug.caught_by for bug in BUGS} == set(PROMISES)


def test_harm_is_told_in_words():
    bug = next(bug for bug in BUGS if bug.words == "V1 is the label, V0 is not read")
    trace = explore(bug.scenario.under(bug.protocol)).trace
    assert "editor 1 commits: publish" in trace
    assert trace.index("worker 1 renders: its first query") < trace.index("editor 1 commits: publish")
    assert trace[-1] == "worker 1 stores the headers in generation 1.1"


def test_an_exploration_ends_at_its_limit():
    result = explore(SMALL[0], limit=50)
    assert not result.complete
    assert result.states < 445
