"""Production settings for a loopback host, with files of its own, and one URL that fails with status 500."""

from ncsej_site.settings import *  # noqa: F403 — all of them, with these additions
from ncsej_site.settings import BASE_DIR, TRUSTED_PROXIES

ROOT_URLCONF = "quality.urls"
STATIC_ROOT = BASE_DIR / "var" / "quality" / "static"
SECURE_SSL_REDIRECT = bool(TRUSTED_PROXIES)  # without a proxy, nobody terminates TLS
