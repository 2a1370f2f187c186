"""Takes out of links what tells one recipient's from another's: addresses, digests of them, numbers of subscribers.

A link that only serves the recipient (unsubscribe, profile, forward) loses its whole query; one that leads to an
article by way of a mailing service only the parameters that are the recipient's, so that an editor can still follow it.
"""

import base64
import binascii
import html
import re
from contextlib import suppress
from urllib.parse import unquote, urlsplit, urlunsplit

from .address_index import AddressIndex, index_addresses

URL = re.compile(r"https?://[^\s\"'<>]{4,8000}", re.IGNORECASE)
MAILTO = re.compile(r"mailto:[^\s\"'<>]{0,2000}", re.IGNORECASE)
MERGE_TAG = re.compile(
    r"\*\|[\w:]+\|\*|\[\[\w+\]\]|\{\{[^{}]{1,60}\}\}|%%\w+%%|\[(?:email|unsubscribe)\w*\]", re.IGNORECASE
)
LINK = re.compile(r"<a\b[^<>]{0,4000}>(?:(?!</a>|<a\b).){0,400}</a>", re.IGNORECASE | re.DOTALL)
TAG = re.compile(r"<[^<>]{0,4000}>")
# What a link says that serves one recipient.
PERSONAL_WORDS = (
    r"(?:unsubscrib|opt[\s_-]?out|(?:update|manage|change|edit)\W{1,9}(?:your\W{1,9}|my\W{1,9})?"
    r"(?:e-?mail\W{1,9})?(?:profile|preferences|subscription|address)|forward\W{1,9}(?:this|to\W{1,9}a\W{1,9}friend)"
    r"|no longer (?:wish|want))"
)
IS_PERSONAL = re.compile(PERSONAL_WORDS, re.IGNORECASE)
WORDS_AND_URL = re.compile(rf"{PERSONAL_WORDS}[^\n<>]{{0,80}}?\s{{0,9}}[<(\[]?{URL.pattern}", re.IGNORECASE)
IMAGE_SOURCE = re.compile(r"(<img\b[^<>]{0,4000}?\ssrc\s*=\s*[\"']?)(https?://[^\s\"'<>]{4,8000})", re.IGNORECASE)
# (host, path) of the pages of mailing services that serve one recipient.
SERVICE_PAGES = tuple(
    (re.compile(rf"(?:^|\.)(?:{host})$"), re.compile(path, re.IGNORECASE))
    for host, path in (
        (r"list-manage[0-9]*\.com", r"/(?:unsubscribe|profile|vcard|about|track/open|subscribe)"),
        (r"forward-to-friend[0-9]*\.com", r"/"),
        (r"visitor\.(?:r20\.)?constantcontact\.com|ui\.constantcontact\.com", r"/"),
        (r"(?:createsend[0-9]*|cmail[0-9]+)\.com", r"/(?:t/[a-z]-[tuf]|.*/(?:unsubscribe|forward))"),
        (r".*", r".*/(?:wf/(?:unsubscribe|open)|asm/|unsubscribe|optout|opt-out|email-preferences)(?:$|[/.])"),
    )
)
# (host, parameters, those that stay without a value) that name the recipient in links of mailing services to anything.
# Constant Contact's redirects lead on with both empty, as in its web copies.
RECIPIENT_PARAMETERS = tuple(
    (re.compile(rf"(?:^|\.)(?:{host})$"), frozenset(names.split()), frozenset(emptied.split()))
    for host, names, emptied in (
        (r"list-manage[0-9]*\.com|mailchi\.mp|campaign-archive[0-9]*\.com|us[0-9]+\.campaign-archive\.com", "e", ""),
        (r"constantcontact\.com|campaign\.r20\.constantcontact\.com", "c ch ca ea", ""),
        (r"rs6\.net", "ca ea", "c ch"),
        (r".*", "mc_eid _hsenc _hsmi subscriber_id sid_recipient", ""),
    )
)
BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,2000}={0,2}")
OPAQUE = re.compile(r"(?=[^/]*[0-9])[\w.=~-]{16,}")  # a segment of a path that is a number or key


def clean_links(text: str, recipients: frozenset[str], is_html: bool) -> str:
    """A text or page whose links name no recipient, neither openly nor by a digest or number."""
    index = index_addresses(recipients)

    def clean(match: re.Match[str]) -> str:
        return _clean_url(match[0], index)

    if is_html:
        text = IMAGE_SOURCE.sub(lambda match: match[1] + _without_query(match[2]), text)
        text = LINK.sub(lambda match: _clean_link(match[0]), text)
    else:
        text = WORDS_AND_URL.sub(lambda match: URL.sub(_strip, match[0]), text)
    text = MAILTO.sub(lambda match: "mailto:" if IS_PERSONAL.search(unquote(match[0])) else match[0], text)
    return URL.sub(clean, text)


def _clean_link(link: str) -> str:
    """A link of a page, which says or does not say that it is the recipient's own."""
    return URL.sub(_strip, link) if IS_PERSONAL.search(TAG.sub("", link)) else link


def _strip(match: re.Match[str]) -> str:
    """An address without query, and without what looks like a number or key in its path."""
    parts = _split(match[0])
    if not parts:
        return match[0]
    path = "/".join("…" if OPAQUE.fullmatch(segment) else segment for segment in parts[2].split("/"))
    return urlunsplit((parts[0], parts[1], path, "", ""))


def _without_query(url: str) -> str:
    return url.partition("?")[0]


def _clean_url(url: str, index: AddressIndex) -> str:
    parts = _split(url)
    if not parts:
        return url
    host = parts[1].rpartition("@")[2].partition(":")[0].lower()
    serves_one = any(page.search(host) and path.match(parts[2]) for page, path in SERVICE_PAGES)
    if MERGE_TAG.search(unquote(url)):
        return MERGE_TAG.sub("…", unquote(_without_query(url)))
    if serves_one:
        return _without_query(url)
    found = [(names, emptied) for page, names, emptied in RECIPIENT_PARAMETERS if page.search(host)]
    names, emptied = (frozenset().union(*each) for each in zip(*found, strict=True))
    if any(_names_recipient(part, index) for part in (parts[3], parts[4])):
        if target := _target_that_names_recipient(url, index):
            return _clean_url(target, index)
        parts = (*parts[:3], _other_parameters(url, parts[3], index), "")
    path = "/".join("…" if _names_recipient(each, index) else each for each in parts[2].split("/"))
    query = _clean_parameters(parts[3], names, emptied)
    cleaned = (parts[0], parts[1], path, query, parts[4])
    return urlunsplit(cleaned) if cleaned != _split(url) else url


def _target_that_names_recipient(url: str, index: AddressIndex) -> str:
    """Where a redirect leads, if that itself names the recipient, so that no parameter would be left of it; else ""."""
    from news.parser.redirects import unwrap  # as below

    plain = html.unescape(url)
    target = unwrap(plain)
    if target == plain or not _names_recipient(target, index):
        return ""
    return html.escape(target, quote=True) if "&amp;" in url else target


def _other_parameters(url: str, query: str, index: AddressIndex) -> str:
    """What stays of a query that names a recipient: nothing, but for redirects whose target another parameter holds."""
    from news.parser.redirects import unwrap  # takes long, and a process that reads a PDF needs it not

    plain = html.unescape(url)
    if unwrap(plain) == plain:
        return ""
    separator = "&amp;" if "&amp;" in query else "&"
    return separator.join(each for each in query.split(separator) if not _names_recipient(each, index))


def _clean_parameters(query: str, names: frozenset[str], emptied: frozenset[str]) -> str:
    """The query without some parameters, and with others emptied. Its "&" may be written as HTML writes them."""
    separator = "&amp;" if "&amp;" in query else "&"
    pairs = (each.partition("=") for each in query.split(separator))
    kept = (pair for pair in pairs if pair[0].lower() not in names)
    return separator.join(f"{name}=" if name.lower() in emptied else name + sign + value for name, sign, value in kept)


def _names_recipient(part: str, index: AddressIndex) -> bool:
    if not part or not index.locals:
        return False
    plain = unquote(unquote(html.unescape(part))).lower()
    return index.is_in(plain) or index.has_digest_in(plain) or any(map(index.is_in, _decoded(part)))


def _decoded(part: str) -> list[str]:
    """What of a part of a URL is base64 or hexadecimal of a text, as that text."""
    found = []
    for written in BASE64.findall(unquote(html.unescape(part))):
        standard = written.replace("-", "+").replace("_", "/").rstrip("=")
        with suppress(binascii.Error):
            found.append(base64.b64decode(standard + "=" * (-len(standard) % 4)).decode("utf-8", "ignore").lower())
        with suppress(ValueError):
            found.append(bytes.fromhex(written).decode("utf-8", "ignore").lower())
    return found


def _split(url: str) -> tuple[str, str, str, str, str] | None:
    try:
        return tuple(urlsplit(url))  # type: ignore[return-value]
    except ValueError:  # "http://[", for one
        return None
