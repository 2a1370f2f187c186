"""Collecting the static files for `./run production`, which is started again and again with the same ones."""

import hashlib
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from pages.file_lock import file_lock

MAX_WAIT = 300  # seconds for another start, which collects them
PACKAGES = ("brotli", "django", "whitenoise")  # which hash and compress them


def collect_unless_unchanged() -> bool:
    """Run `collectstatic` unless STATIC_ROOT has what it would make; whether it was run.

    Compressing takes ten seconds. Beside the folder stands a file that says of which sources it is. Of two starts
    at once the second waits for the first. Raises LockBusyError after five minutes.
    """
    with file_lock(Path(f"{settings.STATIC_ROOT}.lock"), MAX_WAIT):
        return collect_if_changed()


def collect_if_changed() -> bool:
    note, wanted = Path(f"{settings.STATIC_ROOT}.collected"), hash_of_sources()
    manifest = Path(settings.STATIC_ROOT, staticfiles_storage.manifest_name)
    if manifest.exists() and note.exists() and note.read_text() == wanted:
        # Another start may have made it after the storage has looked for it.
        staticfiles_storage.hashed_files, staticfiles_storage.manifest_hash = staticfiles_storage.load_manifest()
        return False
    note.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    note.write_text(wanted)
    return True


def hash_of_sources() -> str:
    """Changes with the static files, and with what hashes and compresses them."""
    files = [(name, storage.path(name)) for finder in get_finders() for name, storage in finder.list([])]
    parts = [f"{settings.STORAGES['staticfiles']} {[version(package) for package in PACKAGES]}".encode()]
    parts += [part for name, path in files for part in (name.encode(), Path(path).read_bytes())]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
