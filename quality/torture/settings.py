"""Production settings for the tortured site, whose static files are its own."""

from ncsej_site.settings import *  # noqa: F403 — all of them, with this addition
from ncsej_site.settings import BASE_DIR

STATIC_ROOT = BASE_DIR / "var" / "torture" / "static"
