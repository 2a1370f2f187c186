"""Every URL pattern of the site as a path that can be asked for, with real and with impossible arguments."""

import itertools
import re
from random import Random

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.regex_helper import normalize

IMPOSSIBLE_NUMBERS = ("0", "-1", "999999999999999999999", "1.5", "１")
IMPOSSIBLE_WORDS = (
    "a" * 300,
    "%00",
    "..%2f..%2fetc%2fpasswd",
    "%ff%fe",
    "'\"><svg onload=alert(1)>",
    "%F0%9F%92%A3",
    "-",
)
MODELS = ("statement", "weeklyupdate", "siteimage", "sitedocument", "standardpage", "person", "contactmessage", "page")
APPS = ("pages", "news", "wagtailcore", "staff", "auth")


def list_patterns() -> list[str]:
    """The site's URL patterns as templates such as "/admin/pages/%(page_id)s/edit/", each once."""
    return sorted(set(walk(get_resolver().url_patterns, "/")))


def walk(patterns, prefix: str):
    for pattern in patterns:
        for route in templates_of(pattern.pattern):
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, prefix + route)
            elif isinstance(pattern, URLPattern):
                yield (prefix + route).replace("//", "/")


def templates_of(pattern) -> list[str]:
    regex = getattr(pattern, "_regex", None) or pattern.regex.pattern
    found = [template for template, _ in normalize(regex.replace(r"\Z", "").lstrip("^"))]
    # normalize() gives "%(page_id)s" for a group; one without a name is "%(_0)s".
    return found or [""]


def fill(template: str, random: Random, is_hostile: bool) -> str:
    """The template with arguments: such as exist in the site, or impossible ones."""

    def argument(match: re.Match) -> str:
        name = match[1]
        if is_hostile and random.random() < 0.7:
            return random.choice(IMPOSSIBLE_NUMBERS + IMPOSSIBLE_WORDS)
        if "model" in name:
            return random.choice(MODELS)
        if "app" in name:
            return random.choice(APPS)
        if name.endswith(("id", "pk")) or name in {"_0", "order", "object_id"}:
            return str(random.randint(1, 25))
        return random.choice(["page", "a-slug", "2025", "feed.xml", "original", "fill-168x112", "image"])

    return re.sub(r"%\((\w+)\)s", argument, template)


def list_files(media) -> list[str]:
    """Where uploads may be asked for: every file of the media folder, and every document under its own URL."""
    from wagtail.documents import get_document_model

    files = [f"/media/{path.relative_to(media)}" for path in media.rglob("*") if path.is_file()]
    return sorted(itertools.chain(files, (document.url for document in get_document_model().objects.all())))
