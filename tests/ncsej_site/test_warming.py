"""After a publication the worker makes the most visited pages, once."""

from http import HTTPStatus

import pytest

from ncsej_site import warming
from ncsej_site.page_cache import wrap
from news.records.tasks import make_missing_records
from pagecache.state import State, boot_id, boot_time, write_state
from pages.models import Home
from tests.whole_site import plain_site


@pytest.fixture
def sweep(tmp_path):
    """sweep(version): what the sweeper tells."""

    def sweep(version):
        layer = warming.get_layer()
        write_state(tmp_path, State(layer.store.release, version, boot_id(), boot_time()))

    return sweep


@pytest.fixture
def asked(settings, tmp_path, monkeypatch):
    """The paths that the worker asked the layer for."""
    paths = []
    settings.PAGE_CACHE = tmp_path
    layer = wrap(lambda environ, start_response: [])
    monkeypatch.setattr(warming, "get_layer", lambda: layer)
    monkeypatch.setattr(warming, "warm_and_disconnect", paths.append)
    monkeypatch.setattr(warming, "warmed", {})
    return paths


def test_each_version_is_warmed_once_and_only_while_the_sweeper_runs(db, asked, sweep):
    warming.warm_pages()
    assert len(asked) == 0
    sweep("1.a.1")
    warming.warm_pages()
    warming.warm_pages()
    assert len(asked) == 1
    sweep("1.a.2")
    warming.warm_pages()
    assert len(asked) == 2


def test_the_workers_tasks_come_first(worker, asked, sweep):
    sweep("1.a.1")
    make_missing_records.enqueue()
    warming.warm_pages()
    assert asked == []


def test_where_no_pages_are_kept_nothing_is_made(settings):
    assert settings.PAGE_CACHE is None
    warming.warm_pages()


def test_the_front_page_the_menu_the_latest_issue_and_the_feed_are_made_as_for_a_visitor(home, visitor, settings):
    pages = plain_site()
    paths = warming.find_paths()
    assert {"/", "/news/", "/news/feed/", "/sitemap.xml", pages["news.WeeklyUpdate"].url} <= set(paths)
    assert {visitor.get(path).status_code for path in paths} == {HTTPStatus.OK}
    environs = []
    warming.warm(lambda environ, start_response: environs.append(environ) or [], paths)
    assert [environ["PATH_INFO"] for environ in environs] == paths
    assert all(environ["HTTP_HOST"] in settings.SITE_URL for environ in environs)


def test_a_version_whose_pages_could_not_be_made_is_tried_again(asked, sweep, monkeypatch):
    def fail(layer):
        raise OSError("No space left on device")

    sweep("1.a.1")
    with monkeypatch.context() as failing:
        failing.setattr(warming, "warm_and_disconnect", fail)
        with pytest.raises(OSError, match="space"):
            warming.warm_pages()
    warming.warm_pages()
    assert len(asked) == 1


def test_a_page_without_a_url_is_left_out(home, monkeypatch):
    monkeypatch.setattr(Home, "get_url", lambda page: None)
    assert None not in warming.find_paths()
