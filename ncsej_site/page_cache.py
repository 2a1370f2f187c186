"""What of this site may be kept by the page cache, and the layer that keeps it, in front of Django (wsgi.py)."""

import hashlib
import json
import logging
import re
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections

from news.parser.tracking import strip_tracking
from pagecache.front import FrontServer
from pagecache.layer import PageCache, Rules
from pagecache.single_flight import Flights
from pagecache.state import StateReader
from pagecache.store import Store
from pagecache.version import read_version

from .content_policies import FILES
from .csp import CSP, build_policy
from .moments import next_moment
from .private_responses import ASK_AGAIN
from .release import release
from .security_headers import get_security_headers

logger = logging.getLogger(__name__)

# Nothing of these is a page for everybody, or is kept as files already.
_NOT_PAGES = re.compile(r"/(?:admin|draft|static|media|documents|_util|healthz|readyz)(?:/|$)")
# What is asked here is counted, or changes with the day; a contact message is nobody's page.
_NEVER_STORED = re.compile(r"/(?:search|\.well-known|contact/message)(?:/|$)")
# What a list, a feed or the clippings are asked for, and by which values: no words that somebody has typed (`q`) are
# written to the disk, and nobody fills it with pages that are all the same.
PARAMETERS = frozenset({"bill", "congress", "country", "format", "kind", "month", "page", "source", "year"})
_PARAMETER = re.compile(r"page=[0-9]{1,3}|(?!page=)[a-z]+=[A-Za-z0-9-]{1,50}")
# The first folder of what lists something; any other page is the same with a query string.
_LISTS = re.compile(r"/(?:bills|clippings|countries|news|publications|sources|statements)/")
MAX_PATH, MAX_QUERY = 500, 300  # characters


def has_version(path: str) -> bool:
    """Whether it is a public page, for which things may be kept in the process by content version."""
    return not _NOT_PAGES.match(path)


def may_be_stored(path: str, query: str) -> bool:
    """Whether the answer to a GET of this URL may be kept. path: decoded; query: as it was sent."""
    if len(path) > MAX_PATH or len(query) > MAX_QUERY or not has_version(path) or _NEVER_STORED.match(path):
        return False
    return not query or (_LISTS.match(path) is not None and is_known(query))


def clean_query(query: str) -> str:
    """Without the parameters by which mailing services and networks tell where a reader came from.

    A link that is shared much has them, and leads to the page that is stored. One that is too long to be kept stays.
    """
    return strip_tracking(f"?{query}").removeprefix("?") if query and len(query) <= MAX_QUERY else query


def is_known(query: str) -> bool:
    """Whether the query string is made of parameters that a list knows, each once and with a value of such a form."""
    parts = query.split("&")
    names = {part.partition("=")[0] for part in parts}
    return len(names) == len(parts) and names <= PARAMETERS and all(map(_PARAMETER.fullmatch, parts))


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


def front_headers() -> dict[str, dict[str, str]]:
    """Kind ("page", "file") → what deploy/Caddyfile adds to what it sends by itself, but for HSTS and Cache-Control."""
    policies = {"page": settings.SECURE_CSP, "file": FILES}
    return {
        kind: get_security_headers() | {str(CSP.HEADER_ENFORCE): build_policy(policy)}
        for kind, policy in policies.items()
    }


def front_folder() -> str:
    """Where a front server with these headers finds its files: during an update, one of the release before has others,
    and would send a new page with the hashes of the old stylesheets.
    """
    return hashlib.sha256(json.dumps(front_headers()).encode()).hexdigest()[:16]


def front_server() -> FrontServer:
    common = hsts_header() | {"Cache-Control": ASK_AGAIN}
    of_pages, of_files = (
        {name.lower(): value for name, value in (common | headers).items()} for headers in front_headers().values()
    )
    return FrontServer(settings.SITE_URL, of_pages, of_files, front_folder())


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
        clean_query=clean_query,
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
