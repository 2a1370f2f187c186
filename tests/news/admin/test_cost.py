"""What an issue costs its editor: the same number of queries, however many clippings it has."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quality.bench.editing import build_actions, make_updates


@pytest.mark.parametrize("action", ["opens", "saves", "saves itself"])
def test_forty_clippings_cost_no_more_queries_than_ten(editor, home, action):
    act = build_actions(editor, make_updates())[action]
    queries = {}
    for number in (10, 40):
        act(number)  # what is asked once and remembered is none of this
        with CaptureQueriesContext(connection) as captured:
            act(number)
        queries[number] = len(captured)
    assert queries[40] <= queries[10]
