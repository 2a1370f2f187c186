"""The media folder on a full disk, and when a transaction is rolled back: a file is there as a whole or not at all."""

import gc
import os
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import transaction

from pages.storage import AtomicFileSystemStorage, delete_after_commit, is_disk_full
from tests.full_disk import full_disk

CONTENT = b"0123456789" * 1000
FULL = [{"room": 0}, {"room": 10}, {"room": len(CONTENT) - 1}, {"at": "close"}]


@pytest.fixture
def storage(tmp_path):
    return AtomicFileSystemStorage(tmp_path)


def files(storage):
    return {
        str(path.relative_to(storage.location)): path.read_bytes()
        for path in Path(storage.location).rglob("*")
        if path.is_file()
    }


def uploaded_to_disk():
    """As Django hands over an upload of more than 2.5 MB."""
    file = TemporaryUploadedFile("large.pdf", "application/pdf", len(CONTENT), None)
    file.write(CONTENT)
    file.seek(0)
    return file


@pytest.mark.parametrize("disk", FULL)
@pytest.mark.parametrize("content", [lambda: ContentFile(CONTENT), uploaded_to_disk])
def test_a_full_disk_is_reported_and_leaves_no_part_of_a_file(storage, disk, content):
    with full_disk(storage.location, **disk), pytest.raises(OSError, match="No space") as refusal:
        storage.save("images/one.png", content())
    assert is_disk_full(refusal.value)
    assert files(storage) == {}
    assert storage.save("images/one.png", content()) == "images/one.png"


@pytest.mark.parametrize("disk", FULL)
def test_a_file_that_cannot_be_replaced_is_kept(storage, disk):
    storage.save("one.png", ContentFile(b"before"))
    with full_disk(storage.location, **disk), pytest.raises(OSError, match="No space"):
        storage.replace("one.png", ContentFile(CONTENT))
    assert files(storage) == {"one.png": b"before"}
    storage.replace("one.png", ContentFile(CONTENT))
    assert files(storage) == {"one.png": CONTENT}


def test_a_large_upload_is_stored_readable_for_the_server(storage):
    name = storage.save("documents/large.pdf", uploaded_to_disk())
    assert files(storage) == {name: CONTENT}
    assert Path(storage.path(name)).stat().st_mode & 0o777 == 0o644


def test_two_files_of_one_name_are_both_kept(storage):
    names = [storage.save("one.png", ContentFile(content)) for content in (b"a", b"b")]
    assert sorted(files(storage).values()) == [b"a", b"b"]
    assert len(set(names)) == 2


def test_a_file_that_was_staged_needs_no_more_room(storage):
    upload = SimpleUploadedFile("one.png", b"")
    upload.file = storage.stage([CONTENT])
    with full_disk(storage.location):
        name = storage.save("one.png", upload)
    assert files(storage) == {name: CONTENT}
    upload.close()
    assert files(storage) == {name: CONTENT}


def test_a_staged_file_that_nobody_keeps_is_gone_when_the_upload_is_closed(storage):
    upload = SimpleUploadedFile("one.png", b"")
    upload.file = storage.stage([CONTENT])
    assert upload.read() == CONTENT
    upload.close()
    assert files(storage) == {}


def store_and_fail(storage, name):
    with suppress(RuntimeError), transaction.atomic():
        assert storage.save(name, ContentFile(CONTENT)) == name
        raise RuntimeError


def test_a_transaction_that_is_rolled_back_takes_its_files_along(db, storage):
    kept = storage.save("kept.png", ContentFile(CONTENT))
    store_and_fail(storage, "one.png")
    assert files(storage) == {kept: CONTENT}


def test_a_savepoint_that_is_rolled_back_takes_only_its_own_files_along(db, storage):
    with transaction.atomic():
        outer = storage.save("outer.png", ContentFile(CONTENT))
        store_and_fail(storage, "inner.png")
    assert files(storage) == {outer: CONTENT}


def test_a_file_is_kept_once_its_transaction_is_committed(db, storage, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as callbacks, transaction.atomic():
        name = storage.save("one.png", ContentFile(CONTENT))
    callbacks.clear()
    gc.collect()
    assert files(storage) == {name: CONTENT}


def fail():
    raise OSError("another callback fails")


def test_a_committed_file_is_kept_although_another_callback_of_the_transaction_fails(
    storage, django_db_blocker, django_db_setup
):
    with django_db_blocker.unblock(), suppress(OSError), transaction.atomic():
        transaction.on_commit(fail)
        name = storage.save("one.png", ContentFile(CONTENT))
    gc.collect()
    assert files(storage) == {name: CONTENT}


def test_a_superfluous_file_that_cannot_be_deleted_stops_nothing(storage, django_db_blocker, django_db_setup):
    (Path(storage.location) / "folder").mkdir()
    (Path(storage.location) / "folder" / "file").touch()
    done = []
    with django_db_blocker.unblock(), transaction.atomic():
        delete_after_commit(storage, "folder")  # raises, since it is not empty
        transaction.on_commit(lambda: done.append(True))
    assert done


def test_the_name_of_a_file_is_on_the_disk_too(storage, monkeypatch):
    """Or a power failure could leave a row whose file is still under its temporary name."""
    synced = []
    fsync = os.fsync

    def record(descriptor):
        synced.append(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", record)
    for write in (storage.save, storage.replace):
        synced.clear()
        write("images/one.png", ContentFile(CONTENT))
        assert synced[-1] == Path(storage.path("images")).stat().st_ino


def test_what_a_killed_process_has_left_is_deleted_after_a_day(storage):
    storage.delete_abandoned()
    kept = storage.save("one.png", ContentFile(CONTENT))
    fresh, old = storage.stage([b"fresh"]), storage.stage([b"old"])
    for path in (old.path, Path(storage.path(kept))):
        os.utime(path, (0, 0))
    storage.delete_abandoned()
    assert sorted(files(storage).values()) == [CONTENT, b"fresh"]
    fresh.close()
