"""The sweeper: it follows the version, confirms it, and bounds what is kept. The database answers as the test says."""

import json

import psycopg
import pytest

from pagecache.state import CONFIRM_EVERY, FRESH_FOR, State, StateReader, boot_id, write_state
from pagecache.store import Store
from pagecache.stored_page import StoredPage
from pagecache.sweeper import MAX_MISSING, TIDY_EVERY, Sweeper

FIRST, SECOND = "1.a.1", "1.a.2"


class Database:
    """Stands for the connection: `version` is what it answers, `machines` what was recorded."""

    def __init__(self):
        self.version, self.machines, self.is_away = FIRST, [], False

    def connect(self):
        if self.is_away:
            raise psycopg.OperationalError("away")
        return self

    def execute(self, statement, parameters=()):
        if self.is_away:
            raise psycopg.OperationalError("away")
        if "INSERT" in statement:
            self.machines.append(parameters[1])
        return self

    def fetchone(self):
        return (self.version,)

    def notifies(self, timeout, stop_after):
        return iter(())

    def close(self):
        pass


@pytest.fixture
def database():
    return Database()


@pytest.fixture
def clocks():
    """What the clocks show: since the machine's start, and since 1970."""
    return {"start": 500.0, "wall": 10_000.0}


@pytest.fixture
def make(tmp_path, database, clocks):
    def make(**fields):
        return Sweeper(
            Store(tmp_path, "release"),
            database.connect,
            boot_time=lambda: clocks["start"],
            now=lambda: clocks["wall"],
            **fields,
        )

    return make


@pytest.fixture
def sweeper(make):
    return make()


@pytest.fixture
def read(tmp_path, clocks):
    """read(): what a worker is told."""
    reader = StateReader(tmp_path, "release", boot_time=lambda: clocks["start"])
    return reader.read


def keep(root, version=FIRST, path="/about/", status="200 OK", until=None):
    page = StoredPage(status, [], 'W/"x"', 0, until, f"ab{abs(hash(path))}", {"": 4})
    Store(root, "release").save(version, path, page, {"": b"page"}, path[1:] + "index.html")


def test_a_new_version_is_the_current_one_after_one_turn_and_the_one_before_is_deleted(
    tmp_path, sweeper, database, read
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
    assert [path.name for path in (tmp_path / "release").iterdir()] == [SECOND]
    assert database.machines == [FIRST, SECOND]


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
    clocks["wall"] += 60
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
    other = tmp_path / "before" / FIRST
    other.mkdir(parents=True)
    clocks["wall"] = other.parent.stat().st_mtime + 3599
    clocks["start"] += TIDY_EVERY
    sweeper.turn()
    assert other.exists()
    clocks["wall"] += 2
    clocks["start"] += TIDY_EVERY
    sweeper.turn()
    assert not other.parent.exists()


def test_a_generation_with_as_many_pages_or_bytes_as_it_may_have_is_full(tmp_path, make, read, database):
    for fields in ({"max_pages": 2}, {"max_bytes": 8}):
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
        database.version = FIRST


def test_so_many_missing_pages_are_kept_and_no_more(tmp_path, sweeper, read):
    sweeper.turn()
    line = "- 10 404\n"
    (tmp_path / "current/index").write_text(line * (MAX_MISSING - 1))
    sweeper.turn()
    assert not read().is_full_of_missing
    (tmp_path / "current/index").write_text(line * MAX_MISSING)
    sweeper.turn()
    assert read().is_full_of_missing


def test_what_has_become_untrue_is_taken_from_the_front_server(tmp_path, sweeper, clocks):
    sweeper.turn()
    keep(tmp_path, until=clocks["wall"] + 60)
    sweeper.turn()
    assert (tmp_path / "current/front/about/index.html").exists()
    clocks["wall"] += 60
    sweeper.turn()
    assert not (tmp_path / "current/front/about").exists()
    keep(tmp_path, until=clocks["wall"] + 60)
    sweeper.turn()
    assert (tmp_path / "current/front/about/index.html").exists()


def test_a_database_without_a_content_version_is_an_error_that_says_what_to_do(sweeper, database):
    database.version = None
    with pytest.raises(psycopg.OperationalError, match="migrate"):
        sweeper.turn()
