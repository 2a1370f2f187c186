"""`./run production` collects the static files at its first start, and again where they have changed."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders, storage

from ncsej_site.collected_static import collect_unless_unchanged
from pages.file_lock import file_lock


@pytest.fixture
def source(settings, tmp_path):
    """The only static file, whose storage is that of production."""
    source = tmp_path / "source" / "site.css"
    source.parent.mkdir()
    source.write_text("body { margin: 0 }")
    settings.STATICFILES_DIRS = [str(source.parent)]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = str(tmp_path / "static")
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    finders.get_finder.cache_clear()
    yield source
    finders.get_finder.cache_clear()


def collected(settings):
    """What a page's link to the file leads to."""
    return Path(settings.STATIC_ROOT, storage.staticfiles_storage.stored_name("site.css")).read_text()


def test_a_second_start_finds_the_files_of_the_first(source, settings):
    assert collect_unless_unchanged()
    assert not collect_unless_unchanged()
    assert collected(settings) == "body { margin: 0 }"


def test_a_start_finds_the_files_that_another_has_collected_meanwhile(source, settings):
    collect_unless_unchanged()
    storage.staticfiles_storage.hashed_files = {}  # as where the manifest was sought before the other had written it
    assert not collect_unless_unchanged()
    assert collected(settings) == "body { margin: 0 }"


def test_of_two_starts_at_once_the_second_waits_for_the_first(source, settings):
    with ThreadPoolExecutor() as pool, file_lock(Path(f"{settings.STATIC_ROOT}.lock"), 0):
        second = pool.submit(collect_unless_unchanged)
        with pytest.raises(TimeoutError):
            second.result(timeout=0.5)
        assert not Path(settings.STATIC_ROOT).exists()
    assert second.result()


def test_a_file_that_has_changed_is_collected_again(source, settings):
    collect_unless_unchanged()
    source.write_text("body { margin: 1px }")
    assert collect_unless_unchanged()
    assert collected(settings) == "body { margin: 1px }"


def test_files_that_were_deleted_are_collected_again(source, settings):
    collect_unless_unchanged()
    shutil.rmtree(settings.STATIC_ROOT)
    assert collect_unless_unchanged()
    assert collected(settings) == "body { margin: 0 }"


def test_after_a_start_that_broke_off_the_files_are_collected_again(source, settings, monkeypatch):
    collect_unless_unchanged()
    source.write_text("body { margin: 1px }")
    with monkeypatch.context() as patch:
        patch.setattr("ncsej_site.collected_static.call_command", fail)
        with pytest.raises(OSError, match="full"):
            collect_unless_unchanged()
    source.write_text("body { margin: 0 }")
    assert collect_unless_unchanged()


def fail(*args, **options):
    raise OSError("The disk is full")
