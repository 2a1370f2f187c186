"""Production settings for the tortured site, whose static files are its own and not compressed, to start sooner."""

from ncsej_site.settings import *  # noqa: F403 — all of them, with these additions
from ncsej_site.settings import BASE_DIR, STORAGES

STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
STATIC_ROOT = BASE_DIR / "var" / "torture" / "static"
