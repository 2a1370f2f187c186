"""The sweeper where something fails: a full disk, a kill, a power failure, a database that is away, others' files."""

from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from pagecache import store
from pagecache import sweeper as sweeper_module
from pagecache.garbage import DELETE_AFTER, TIDY_EVERY
from pagecache.models import Machine
from pagecache.state import BOOT, CONFIRM_EVERY, FRESH_FOR, State, boot_id, write_state
from pagecache.sweeper import SETTLED_AFTER
from pagecache.usage import HELD_UP, Usage

from .sweeping import FIRST, SECOND, keep


@pytest.fixture
def full_disk(monkeypatch):
    """full_disk(): from now on the sweeper can write no file; full_disk.undo()."""

    def fail(*args):
        raise OSError(28, "No space left on device")

    def begin():
        monkeypatch.setattr(sweeper_module, "write", fail)
        monkeypatch.setattr(sweeper_module, "write_state", fail)

    begin.undo = monkeypatch.undo
    return begin


def test_folders_of_others_are_left_alone(tmp_path, make, clocks):
    """Somebody may have chosen a folder in which there is something."""
    theirs = tmp_path / "media/images"
    theirs.mkdir(parents=True)
    sweeper = make()
    sweeper.turn()
    clocks["wall"] = theirs.stat().st_mtime + 24 * 3600
    clocks["start"] += TIDY_EVERY
    sweeper.turn()
    write_state(tmp_path, State("release", FIRST, "another start", 1.0))
    make().turn()
    assert theirs.exists()


def test_where_a_new_version_cannot_be_written_nothing_is_served_and_room_is_made(
    tmp_path, sweeper, database, clocks, read, full_disk
):
    sweeper.turn()
    keep(tmp_path)
    database.version = SECOND
    full_disk()
    with pytest.raises(OSError, match="space"):
        sweeper.turn()
    assert read() is None
    assert not (tmp_path / "serve-until").exists()
    clocks["start"] += DELETE_AFTER
    with pytest.raises(OSError, match="space"):
        sweeper.turn()
    assert not (tmp_path / "release" / FIRST).exists()
    full_disk.undo()
    sweeper.turn()
    assert read().version == SECOND


def test_while_nothing_changes_a_full_disk_ends_nothing(sweeper, clocks, read, full_disk):
    sweeper.turn()
    full_disk()
    clocks["start"] += CONFIRM_EVERY
    with pytest.raises(OSError, match="space"):
        sweeper.turn()
    assert read().version == FIRST


def test_what_a_killed_sweeper_has_left_half_written_is_in_nobody_s_way(tmp_path, sweeper, make, database, monkeypatch):
    """A container's process has the same number each time, and counts from nought."""
    sweeper.turn()
    for name in ("state", "generation", "boot", "serve-until"):
        for number in range(20):
            (tmp_path / f"{name}.7-{number}.tmp").touch()
    monkeypatch.setattr(store.os, "getpid", lambda: 7)
    monkeypatch.setattr(store, "_numbers", iter(range(20)))
    database.version = SECOND
    make().turn()
    assert not list(tmp_path.glob("*.tmp"))


def test_after_a_power_failure_nothing_is_left_before_the_database_is_asked(tmp_path, sweeper, make, database):
    sweeper.turn()
    keep(tmp_path)
    write_state(tmp_path, State("release", FIRST, "another start", 1.0))
    (tmp_path / BOOT).write_text("another start")
    database.is_away = True
    with pytest.raises(psycopg.OperationalError):
        make().turn()
    assert not (tmp_path / "serve-until").exists()
    assert not (tmp_path / "release").exists()
    assert (tmp_path / BOOT).read_text() == boot_id()


def test_where_the_old_pages_cannot_be_deleted_the_front_server_is_not_told_of_the_start(
    tmp_path, sweeper, make, monkeypatch
):
    sweeper.turn()
    write_state(tmp_path, State("release", FIRST, "another start", 1.0))
    (tmp_path / BOOT).write_text("another start")
    monkeypatch.setattr(sweeper_module.shutil, "rmtree", lambda folder: (_ for _ in ()).throw(OSError("read-only")))
    with pytest.raises(OSError, match="read-only"):
        make().turn()
    assert (tmp_path / BOOT).read_text() == "another start"


def test_what_becomes_untrue_is_not_served_by_itself_though_the_database_is_away(tmp_path, sweeper, clocks, database):
    sweeper.turn()
    database.is_away = True
    keep(tmp_path, until=clocks["wall"] + 60.5)
    with pytest.raises(psycopg.OperationalError):
        sweeper.turn()
    assert int((tmp_path / "serve-until").read_text()) == clocks["wall"] + 60
    clocks["wall"] += 61 + SETTLED_AFTER
    clocks["start"] += 61 + SETTLED_AFTER
    with pytest.raises(psycopg.OperationalError):
        sweeper.turn()
    assert not (tmp_path / "current/front/about").exists()


def test_a_sweeper_that_is_started_again_does_not_take_what_was_linked_since(tmp_path, sweeper, make, clocks):
    sweeper.turn()
    keep(tmp_path, until=clocks["wall"] + 60)
    clocks["wall"] += 60 + HELD_UP + SETTLED_AFTER
    clocks["start"] += 60 + HELD_UP + SETTLED_AFTER
    sweeper.turn()
    assert not (tmp_path / "current/front/about").exists()
    keep(tmp_path)
    make().turn()
    assert (tmp_path / "current/front/about/index.html").exists()
    assert int((tmp_path / "serve-until").read_text()) == clocks["wall"] + FRESH_FOR


def test_what_a_worker_that_was_held_up_and_killed_has_left_goes_at_a_second_look(
    tmp_path, sweeper, clocks, monkeypatch
):
    sweeper.turn()
    store.note(str(tmp_path / "current"), f"{clocks['wall'] + 60} 0 -")
    clocks["wall"] += 60 + SETTLED_AFTER
    sweeper.turn()
    late = tmp_path / "current/front/about/index.html"
    late.parent.mkdir()
    late.touch()
    clocks["wall"] += HELD_UP
    sweeper.turn()
    assert not late.exists()


def test_an_index_that_a_full_disk_has_cut_says_what_it_can(tmp_path, monkeypatch):
    generation, write = str(tmp_path), store.os.write
    monkeypatch.setattr(store.os, "write", lambda descriptor, content: write(descriptor, content[:4]))
    with pytest.raises(OSError, match="space"):
        store.note(generation, "- 123 200")
    monkeypatch.undo()
    store.note(generation, "70.0 456 404")
    (tmp_path / "index").open("a").write("- 123- 456 200\nnonsense\n")
    usage = Usage()
    usage.read(tmp_path / "index")
    assert (usage.pages, usage.open_ended, usage.size, usage.moment) == (1, 1, 456, 70.0)


def test_a_machine_keeps_its_name_though_its_container_gets_another(tmp_path, make, database, monkeypatch):
    make().turn()
    monkeypatch.setattr(sweeper_module.socket, "gethostname", lambda: "another")
    make().turn()
    database.version = SECOND
    make().turn()
    assert len(set(database.names)) == 1
    assert not database.names[0].startswith("another")


def test_machines_that_were_not_heard_of_for_a_day_are_forgotten(db):
    moments = {"long gone": 25, "silent": 23}
    for name, hours in moments.items():
        confirmed_at = timezone.now() - timedelta(hours=hours)
        Machine.objects.create(name=name, version=FIRST, confirmed_at=confirmed_at)
    with connection.cursor() as cursor:
        cursor.execute(sweeper_module.FORGET_SILENT)
    assert [machine.name for machine in Machine.objects.all()] == ["silent"]
