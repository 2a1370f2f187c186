"""Which code makes the pages: a name that is another whenever the same content may come out otherwise."""

import hashlib
import json
from functools import cache
from pathlib import Path

import wagtail
from django.conf import settings

SOURCES = ("ncsej_site", "archive", "news", "pagecache", "pages", "staff", "templates", "static")
# What the settings put into pages or their headers. The database: two sites on one machine are two.
SETTINGS = (
    "SITE_URL",
    "ALLOWED_HOSTS",
    "DATABASES",
    "DEBUG",
    "PROXY_SENDS_FILES",
    "SECURE_HSTS_SECONDS",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "SECURE_HSTS_PRELOAD",
    "TRUSTED_PROXIES",
)


@cache
def release() -> str:
    """The digest of our files, of the names and versions of all packages, and of the settings that pages depend on."""
    digest = hashlib.sha256()
    root = Path(settings.BASE_DIR)
    files = (path for name in SOURCES for path in (root / name).rglob("*") if path.suffix != ".pyc" and path.is_file())
    for path in sorted(files):
        digest.update(str(path.relative_to(root)).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    packages = Path(wagtail.__file__).parents[1]  # each has a folder that is named after its version
    digest.update(json.dumps(sorted(path.name for path in packages.glob("*.dist-info"))).encode())
    digest.update(json.dumps([value_of(name) for name in SETTINGS], default=str).encode())
    return digest.hexdigest()[:16]


def value_of(name: str):
    """Of a database, only which one it is."""
    value = getattr(settings, name)
    return {part: value["default"].get(part) for part in ("HOST", "PORT", "NAME")} if name == "DATABASES" else value
