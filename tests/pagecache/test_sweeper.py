"""The sweeper: it follows the version, confirms it, and bounds what is kept. The database answers as the test says."""

import json

import psycopg
import pytest

from pagecache.garbage import DELETE_AFTER, TIDY_EVERY
from pagecache.state import CONFIRM_EVERY, FRESH_FOR, State, boot_id, write_state
from pagecache.stored_page import StoredPage
from pagecache.sweeper import MAX_OPEN_ENDED, SETTLED_AFTER

from .sweeping import FIRST, SECOND, keep


def test_a_new_version_is_the_current_one_after_one_turn_and_the_one_before_is_deleted_a_little_later(
    tmp_path, sweeper, database, read, clocks
):
    sweeper.turn()
    keep(tmp_path)
    assert (tmp_path / "current/front/about/index.html").read_bytes() == b"page"
    database.version = SECOND
    keep(tmp_path, SECOND, "/early/")  # by a worker that was faster
    sweeper.turn()
    assert read().version == SECOND
    assert (tmp_path / "current/front/early/index.html").exists()
    assert not (tmp_path / "current/front/about").exists()
    assert (tmp_path / "generation").read_text() == f"release/{SECOND}"
    assert (tmp_path / "release" / FIRST / "front/about/index.html").exists()  # somebody may be about to open it
    clocks["start"] += DELETE_AFTER
    sweeper.turn()
    assert [path.name for path in (tmp_path / "release").iterdir()] == [SECOND]
    assert database.machines[:2] == [FIRST, SECOND]


def test_a_version_is_confirmed_now_and_then_and_no_longer_when_the_database_is_away(sweeper, database, clocks, read):
    sweeper.turn()
    clocks["start"] += FRESH_FOR
    assert read()
    sweeper.turn()
    clocks["start"] += FRESH_FOR
    assert read()
    database.is_away = True
    with pytest.raises(psycopg.OperationalError):
        sweeper.turn()
    clocks["start"] += 1
    assert read() is None


def test_until_when_a_front_server_may_serve_is_counted_from_the_question(tmp_path, sweeper, clocks):
    sweeper.turn()
    assert int((tmp_path / "serve-until").read_text()) == clocks["wall"] + FRESH_FOR
    clocks["start"] += CONFIRM_EVERY
    clocks["wall"] += 7
    sweeper.turn()
    assert int((tmp_path / "serve-until").read_text()) == clocks["wall"] + FRESH_FOR


def test_a_front_server_is_told_the_generation_and_the_start_of_the_machine(tmp_path, sweeper, database):
    for version in (FIRST, SECOND):
        database.version = version
        sweeper.turn()
        assert (tmp_path / "generation").read_text() == f"release/{version}"
    assert (tmp_path / "boot").read_text() == boot_id()


def test_what_a_killed_worker_has_left_at_the_front_goes_at_its_moment(tmp_path, sweeper, clocks, monkeypatch):
    sweeper.turn()
    monkeypatch.setattr(StoredPage, "to_json", lambda page: 1 / 0)  # between the front's file and the headers
    with pytest.raises(ZeroDivisionError):
        keep(tmp_path, until=clocks["wall"] + 60)
    sweeper.turn()
    assert (tmp_path / "current/front/about/index.html").exists()
    clocks["wall"] += 60 + SETTLED_AFTER
    sweeper.turn()
    assert not (tmp_path / "current/front/about").exists()


def test_where_the_clock_is_set_back_all_at_the_front_is_made_anew(tmp_path, sweeper, clocks):
    sweeper.turn()
    keep(tmp_path)
    clocks["wall"] -= 60
    sweeper.turn()
    assert not (tmp_path / "current/front/about").exists()
    keep(tmp_path)
    sweeper.turn()
    assert (tmp_path / "current/front/about").exists()


def test_a_sweeper_that_is_started_again_goes_on_with_what_is_there(tmp_path, sweeper, make, read):
    sweeper.turn()
    keep(tmp_path)
    make().turn()
    assert (tmp_path / "current/front/about/index.html").exists()
    assert read().version == FIRST


def test_what_was_written_before_the_machine_was_started_again_is_not_trusted(tmp_path, sweeper, make, clocks):
    sweeper.turn()
    keep(tmp_path)
    write_state(tmp_path, State("release", FIRST, "another start", 1.0))
    make().turn()
    assert not (tmp_path / "current/front/about").exists()
    assert json.loads((tmp_path / "state").read_text())["boot"] == boot_id()


def test_pages_of_another_release_are_deleted_after_an_hour(tmp_path, sweeper, clocks):
    sweeper.turn()
    other = tmp_path / "0123456789abcdef" / FIRST
    other.mkdir(parents=True)
    clocks["wall"] = other.parent.stat().st_mtime + 3599
    clocks["start"] += TIDY_EVERY
    sweeper.turn()
    assert other.exists()
    clocks["wall"] += 2
    clocks["start"] += TIDY_EVERY
    sweeper.turn()
    assert not other.parent.exists()


@pytest.mark.parametrize("fields", [{"max_pages": 2}, {"max_bytes": 8}], ids=["pages", "bytes"])
def test_a_generation_with_as_many_pages_or_bytes_as_it_may_have_is_full(tmp_path, make, read, database, fields):
    sweeper = make(**fields)
    sweeper.turn()
    keep(tmp_path)
    sweeper.turn()
    assert not read().is_full
    keep(tmp_path, path="/another/")
    sweeper.turn()
    assert read().is_full
    database.version = SECOND
    sweeper.turn()
    assert not read().is_full


@pytest.mark.parametrize("kind_of_line", ["- 10 404\n", "- 10 query\n"])
def test_so_many_pages_that_anybody_can_make_up_are_kept_and_no_more(tmp_path, sweeper, read, kind_of_line):
    sweeper.turn()
    line = kind_of_line
    (tmp_path / "current/index").write_text(line * (MAX_OPEN_ENDED - 1))
    sweeper.turn()
    assert not read().is_full_of_open_ended
    (tmp_path / "current/index").write_text(line * MAX_OPEN_ENDED)
    sweeper.turn()
    assert read().is_full_of_open_ended


def test_what_has_become_untrue_is_taken_from_the_front_server(tmp_path, sweeper, clocks):
    sweeper.turn()
    keep(tmp_path, until=clocks["wall"] + 60)
    sweeper.turn()
    assert (tmp_path / "current/front/about/index.html").exists()
    clocks["wall"] += 60 + SETTLED_AFTER
    sweeper.turn()
    assert not (tmp_path / "current/front/about").exists()
    keep(tmp_path, until=clocks["wall"] + 60)
    sweeper.turn()
    assert (tmp_path / "current/front/about/index.html").exists()


def test_a_database_without_a_content_version_is_an_error_that_says_what_to_do(sweeper, database):
    database.version = None
    with pytest.raises(psycopg.OperationalError, match="migrate"):
        sweeper.turn()
