"""Production's settings on a loopback address, with files of its own, and one address that comes to grief."""

from ncsej_site.settings import *  # noqa: F403 — all of them, and these besides
from ncsej_site.settings import BASE_DIR

ROOT_URLCONF = "quality.urls"
STATIC_ROOT = BASE_DIR / "var" / "quality" / "static"
SECURE_SSL_REDIRECT = False  # no proxy stands before it that would speak https
