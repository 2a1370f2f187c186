"""The query parameters that tell a publisher which mail or advertisement a reader came from, and who opened it.

The parser strips them from what is pasted; preflight warns of those in what was typed, and compares URLs without them.
The names are those of the tools that set them: utm_ (Google Analytics), fbclid (Meta), gclid and its kin (Google Ads),
msclkid (Microsoft), mc_ (Mailchimp), mkt_tok (Marketo), _hs (HubSpot), oly_ (Omeda), and so on.
"""

import re

from .word_lists import word_set

TRACKING_PREFIXES = ("utm_", "hsa_", "mtm_", "pk_campaign", "pk_kwd")
TRACKING_NAMES = word_set("tracking_parameters")
URL_PARTS = re.compile(r"([^?#]*)(?:\?([^#]*))?(#.*)?", re.DOTALL)


def find_tracking(url: str) -> list[str]:
    """The names of the tracking parameters in a URL, in order, as they are written."""
    return [name for part in _split(url)[1] if _is_tracking(name := part.partition("=")[0])]


def strip_tracking(url: str) -> str:
    """The URL without its tracking parameters; everything else is as it was."""
    if not find_tracking(url):
        return url
    base, parts, fragment = _split(url)
    query = "&".join(part for part in parts if not _is_tracking(part.partition("=")[0]))
    return base + (f"?{query}" if query else "") + fragment


def _split(url: str) -> tuple[str, list[str], str]:
    """What stands before the query, its parts, and the fragment with its "#"."""
    base, query, fragment = URL_PARTS.fullmatch(url).groups(default="")  # type: ignore[union-attr] # matches anything
    return base, query.split("&"), fragment


def _is_tracking(name: str) -> bool:
    name = name.lower()
    return name in TRACKING_NAMES or name.startswith(TRACKING_PREFIXES)
