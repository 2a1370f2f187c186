"""Every view of the admin as an administrator gets it, with content of every kind; and what is inline in it."""

import re
from contextlib import suppress

from tests.access import addresses
from tests.access.content import arguments_for

UNRELATED = {"/admin/logout/", "/admin/failwhale/"}  # signs out; Wagtail's test of the page for errors
# An inline script that is no data, an event handler, a javascript: URL; in JSON, too, where a quote has a backslash.
INLINE = re.compile(
    r"<script\b(?![^>]*(?:\bsrc=|application/(?:ld\+)?json))[^>]*>|<\w[^<>]*\son[a-z]+=\\?[\"']|[=\"'\\]javascript:"
)
BOOKMARKLET = re.compile(r'(?<=<a class="button inbox__bookmarklet" )href="javascript:[^"]*"')
OWN = re.compile(
    r"/admin/(contact_messages|help|inbox|reports/searches|trash|weekly-update|withdraw)/"
)  # not Wagtail's views
BEGINNING = re.compile(r'(?:<script[^>]* src|data-controller|<widget-initializer function)="([^"]*)"')


def get_views(client, objects):
    """Path → response of each address below /admin/, by GET. objects: of make_content()."""
    found = [address for address in addresses.list_addresses() if address.startswith("/admin/")]
    wanted = [address for address in found if address not in UNRELATED and not address.endswith(addresses.OWN)]
    return {path: client.get(path) for path in paths_of(wanted, objects)}


def paths_of(templates, objects):
    """Yields each address that can be filled in; the next Wagtail may have some with arguments not known yet."""
    for template in templates:
        with suppress(KeyError):
            yield addresses.fill(template, arguments_for(template, objects))


def text_of(response):
    is_text = not response.streaming and response.get("Content-Type", "").startswith(("text/html", "application/json"))
    return response.content.decode() if is_text else ""


def find_inline(response):
    """What is inline in a view, but for the bookmarklet: a link to drag, which the policy stops where it is pressed."""
    return INLINE.findall(BOOKMARKLET.sub("", text_of(response), count=1))


def documents(views):
    """Path → HTML of those that are whole pages."""
    texts = {path: text_of(response) for path, response in views.items() if response.status_code == 200}
    return {path: text for path, text in texts.items() if "<head>" in text}


def list_own_documents(views):
    return [path for path in documents(views) if OWN.match(path)]


def pick_few(views):
    """Paths of documents that together bring along every script, controller and initializer that the admin has."""
    begun = {path: set(names(text)) for path, text in documents(views).items()}
    picked, missing = [], set().union(*begun.values())
    while missing:
        path = max(begun, key=lambda path: len(begun[path] & missing))
        picked.append(path)
        missing -= begun[path]
    return picked


def names(html):
    for value in BEGINNING.findall(html):
        yield from value.split()
