"""What of this site may be kept by the page cache, and the layer that keeps it, in front of Django (wsgi.py)."""

import logging
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections

from pagecache.front import FrontServer
from pagecache.layer import PageCache, Rules
from pagecache.single_flight import Flights
from pagecache.state import StateReader
from pagecache.store import Store
from pagecache.version import read_version

from .content_policies import FILES
from .csp import CSP, build_policy
from .moments import next_moment
from .release import release
from .security_headers import get_security_headers

logger = logging.getLogger(__name__)

# Nothing of these is a page for everybody, or is kept as files already.
_NOT_PAGES = re.compile(r"/(?:admin|static|media|documents|_util|healthz|readyz)(?:/|$)")
# What is asked here is counted, or changes with the day; a contact message is nobody's page.
_NEVER_STORED = re.compile(r"/(?:search|\.well-known|contact/message)(?:/|$)")
# What a list, a feed or the clippings are asked for; words that somebody has typed (`q`) are never written to the disk.
PARAMETERS = frozenset({"bill", "congress", "country", "format", "kind", "month", "page", "source", "year"})
MAX_PATH, MAX_QUERY = 500, 300  # characters


def has_version(path: str) -> bool:
    """Whether it is a public page, for which things may be kept in the process by content version."""
    return not _NOT_PAGES.match(path)


def may_be_stored(path: str, query: str) -> bool:
    """Whether the answer to a GET of this URL may be kept. path: decoded; query: as it was sent."""
    if len(path) > MAX_PATH or len(query) > MAX_QUERY or not has_version(path) or _NEVER_STORED.match(path):
        return False
    if not query:
        return True
    return {name for name, _ in parse_qsl(query, keep_blank_values=True)} <= PARAMETERS


def ask_version() -> str | None:
    """The content version, or None where the database does not tell it: then Django says what is the matter."""
    close_old_connections()  # as Django does when a request begins: one that is broken is not used
    try:
        return read_version()
    except (DatabaseError, InterfaceError):
        return None


def ask_moment() -> float | None:
    """When a page made now becomes untrue by itself; at once, where that cannot be found out: then it is not kept."""
    try:
        return next_moment()
    except (DatabaseError, InterfaceError):
        return 0
    except Exception:  # a fault in it must not cost a visitor the page
        logger.exception("When pages become untrue by themselves could not be found out")
        return 0


def hsts_header() -> dict[str, str]:
    """What Django's SecurityMiddleware sends over https."""
    if not settings.SECURE_HSTS_SECONDS:
        return {}
    value = f"max-age={settings.SECURE_HSTS_SECONDS}"
    value += "; includeSubDomains" if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else ""
    return {"Strict-Transport-Security": value + ("; preload" if settings.SECURE_HSTS_PRELOAD else "")}


def front_server() -> FrontServer:
    """What deploy/Caddyfile adds to the pages that it sends by itself."""
    common = get_security_headers() | hsts_header()
    of_pages, of_files = (
        {name.lower(): value for name, value in (common | {str(CSP.HEADER_ENFORCE): build_policy(policy)}).items()}
        for policy in (settings.SECURE_CSP, FILES)
    )
    return FrontServer(settings.SITE_URL, of_pages, of_files)


def wrap(application, root: Path | None = None, **replaced) -> PageCache:
    """The layer in front of a WSGI application. replaced: fields of PageCache, for tests."""
    root, name = Path(root or settings.PAGE_CACHE), release()
    url = urlsplit(settings.SITE_URL)
    rules = Rules(
        host=url.netloc,
        scheme=url.scheme,
        session_cookie=settings.SESSION_COOKIE_NAME,
        may_be_stored=may_be_stored,
        has_version=has_version,
        trusts_proxy=bool(settings.TRUSTED_PROXIES),
    )
    fields = {
        "store": Store(root, name),
        "state": StateReader(root, name),
        "flights": Flights(root / "flights"),
        "rules": rules,
        "front": front_server(),
        "read_version": ask_version,
        "next_moment": ask_moment,
    }
    return PageCache(application, **(fields | replaced))
