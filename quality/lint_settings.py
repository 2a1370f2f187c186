"""The site's settings with the migration linter, which only `./run lint` needs."""

from ncsej_site.settings import *  # noqa: F403 — all of them, with these additions
from ncsej_site.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "django_migration_linter"]
MIGRATION_LINTER_OPTIONS = {
    "include_apps": ["ncsej_site", "news", "pages", "staff"],
    "no_cache": True,
    "quiet": ["ok", "ignore"],
}
