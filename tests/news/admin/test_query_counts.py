"""The queries of opening and saving a weekly update do not grow with its number of clippings."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quality.bench.editing import build_actions, make_updates


@pytest.mark.parametrize("action", ["opens", "saves", "saves itself"])
def test_forty_clippings_need_no_more_queries_than_ten(editor, home, action):
    act = build_actions(editor, make_updates())[action]
    queries = {}
    for number in (10, 40):
        act(number)  # fills the caches, whose queries are not counted
        with CaptureQueriesContext(connection) as captured:
            act(number)
        queries[number] = len(captured)
    assert queries[40] <= queries[10]
