"""Hostile paths, queries, headers, methods and bodies over every URL pattern, as visitor and as each role."""

import gzip
import http.client
import threading
import zlib
from collections import Counter
from urllib.parse import quote

import brotli

from .. import hostile_bytes as hostile
from ..client import Client, encode_form
from ..content import SECRETS, paths_of_pages
from ..site import ROLES
from ..smuggling import find_smuggled
from ..trial import Run
from ..urls import fill, list_files, list_patterns
from ..visitors import in_threads

THREADS = 6
EXPAND = {"gzip": gzip.decompress, "br": brotli.decompress}
# Doors that need a cookie: their forms carry Django's CSRF token.
DOORS = ("/admin", "/_util/", "/behind-a-password", "/documents/")
# Wagtail's own way to see the page of a failure; and forms that fail in Wagtail 7.4 where a hidden field
# (ConfirmImportManagementForm.clean), or the URL itself (URLOrAbsolutePathField.to_python), is missing.
FAILING = {"/admin/failwhale/", "/admin/redirects/import/process/", "/admin/choose-external-link/"}
# A role that signs itself out, or locks itself out, would attack nothing from then on.
SPARED = ("logout", "/users/", "account", "/groups/", "password")


def run(run: Run) -> None:
    patterns = [pattern for pattern in list_patterns() if pattern not in FAILING]
    paths = paths_of_pages() + list_files(run.site.media)
    requests = [make_request(run.random, patterns, paths) for _ in range(run.amount)]
    # Each real address once and unharmed for a visitor, so that no secret is missed by chance.
    requests += [("", "GET", path, {}, None) for path in paths]
    local = threading.local()

    def send(request):
        return exchange(run, local, *request)

    outcomes = in_threads(send, requests, THREADS)
    check(run, requests, outcomes)
    run.none("smuggled requests that were answered", find_smuggled(run.site.client()))
    run.show("URL patterns", len(patterns))
    run.equals("roles that are still signed in", sum(is_signed_in(run, role) for role in ROLES), len(ROLES))


def check(run, requests, outcomes):
    asked = list(zip(requests, outcomes, strict=True))
    visitors = [(request, outcome) for request, outcome in asked if not request[0]]
    run.show("answers", dict(sorted(Counter(outcome[0] for outcome in outcomes).items(), key=str)))
    run.none("500", (name(request) for request, outcome in asked if outcome[0] == 500))
    run.none("no answer in time", (name(request) for request, outcome in asked if outcome[0] == "timeout"))
    run.none(
        "secrets in visitors' responses",
        (f"{secret} {name(request)}" for request, outcome in visitors for secret in SECRETS if secret in outcome[2]),
    )
    run.none(
        "cookies for visitors",
        (name(request) for request, outcome in visitors if outcome[1] and is_without_cookie(request)),
    )


def is_without_cookie(request) -> bool:
    """Whether a visitor came without a cookie, and not to a door that needs one. Django replaces one that is broken."""
    _, _, path, headers, _ = request
    return "Cookie" not in headers and not path.startswith(DOORS)


def name(request) -> str:
    role, method, path, headers, _ = request
    return f"{role or 'visitor'} {method} {path[:120]} {str(headers)[:80] if headers else ''}".strip()


def make_request(random, patterns, paths):
    """(role, method, path, headers, body) by chance."""
    role = random.choice(["", "", *ROLES])
    is_hostile = random.random() < 0.6
    path = random.choice(paths) if random.random() < 0.3 else fill(random.choice(patterns), random, is_hostile)
    if is_hostile:
        path += random.choice(hostile.PATH_ENDINGS)
    path = quote(path, safe="/%?&=;\\~*:@'\"<>()[]!$+,")  # what remains are bytes that a request line can carry
    path = path.replace('"', "%22").replace("<", "%3C").replace(">", "%3E")
    if query := random.choice(hostile.QUERIES):
        path += ("&" if "?" in path else "?") + query
    method = random.choice(hostile.METHODS)
    if any(word in path for word in SPARED) and role:
        method = "GET" if "logout" not in path else "HEAD"
    if "logout" in path:
        role = ""
    headers, body = dict(random.choice(hostile.HEADERS)), None
    if method in {"POST", "PUT", "PATCH"}:
        body, kind = make_body(random)
        headers.setdefault("Content-Type", kind)
    return role, method, path, headers, body


def make_body(random):
    if random.random() < 0.4:
        return random.choice(hostile.BODIES)
    fields = {
        random.choice(hostile.FIELD_NAMES): random.choice(hostile.FIELD_VALUES).encode("utf-8", "surrogatepass")
        for _ in range(random.randint(1, 8))
    }
    return encode_form(fields), "application/x-www-form-urlencoded"


def exchange(run, local, role, method, path, headers, body):
    """(status, cookies, body) of one request; the status is a word where there is none."""
    client = get_client(run, local, role)
    if role:
        token = client.cookies.get("csrftoken", "")
        headers = {"X-CSRFToken": token, "Referer": f"{client.origin}/", **headers}
    else:
        client.cookies.clear()
    try:
        response = client.request(method, path, body, headers)
    except TimeoutError:
        client.close()
        return "timeout", (), ""
    except (OSError, http.client.HTTPException) as error:
        client.close()
        return type(error).__name__, (), ""
    return response.status, response.cookies, decode(response)


def get_client(run, local, role) -> Client:
    """This thread's client of a role; it signs in when it is first used."""
    clients = local.__dict__.setdefault("clients", {})
    if role not in clients:
        clients[role] = run.site.client(role, timeout=60)
    return clients[role]


def is_signed_in(run, role) -> bool:
    return run.site.client(role).get("/admin/").status == 200


def decode(response) -> str:
    try:
        body = EXPAND.get(response.headers.get("content-encoding"), bytes)(response.body)
    except (OSError, EOFError, zlib.error, brotli.error):  # a part of a compressed file, as Range asks for it
        body = response.body
    return body.decode("utf-8", "replace")
