"""The cards of shared links, kept beside the sizes of pictures: drawn by the worker after a page is published.

A page has a folder for its card, and the card is named after what it says and how it is drawn. So its address is known
without a query, a changed title has a new address, and no messenger shows the old one from its store. One that is
missing is drawn when it is first requested.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from wagtail.models import Page

from .card_drawing import DESIGN, draw

FOLDER = "images/cards"  # below images/, which ncsej_site/media.py shows to everyone
PARTIAL = ".partial"  # the ending of a file that is still being written


def name(page) -> str:
    """Where the storage keeps the card of a page that has been saved."""
    said = "\n".join([str(DESIGN), page.card.kicker, page.card.title])
    return f"{FOLDER}/{page.pk}/{sha256(said.encode()).hexdigest()[:16]}.png"


def address(page) -> str:
    return default_storage.url(name(page))


def is_made(name: str) -> bool:
    """Whether the file is there; an empty one, which a power failure may leave, is not."""
    return default_storage.exists(name) and default_storage.size(name) > 0


def make(page) -> bool:
    """Draw the card unless it is there, and say whether it was drawn. The page's earlier ones go with the commit."""
    wanted = name(page)
    if is_made(wanted):
        return False
    write(wanted, draw(page.card))
    transaction.on_commit(partial(forget_others, PurePosixPath(wanted)))
    return True


def write(name: str, content: bytes) -> None:
    """Write under a temporary name and rename, so that nobody is ever served half a file."""
    written = default_storage.save(name + PARTIAL, ContentFile(content))
    Path(default_storage.path(written)).replace(default_storage.path(name))


def make_requested(path: str) -> None:
    """Draw the card that a request asks for, where a live page has it under exactly this name and it is missing."""
    match = re.fullmatch(rf"{FOLDER}/([0-9]+)/[0-9a-f]{{16}}\.png", path)
    if match and not is_made(path):
        page = live_pages().filter(pk=match[1]).first()
        if page and name(page) == path:
            make(page)


def live_pages():
    """Every page that has a card: all live ones, as their own types, below the root of the tree."""
    return Page.objects.live().filter(depth__gt=1).defer_streamfields().specific()


def forget_others(wanted: PurePosixPath) -> None:
    for other in default_storage.listdir(str(wanted.parent))[1]:
        if other != wanted.name and not other.endswith(PARTIAL):
            default_storage.delete(str(wanted.parent / other))


def make_missing(progress: Callable[[str], None] = lambda title: None) -> int:
    """Draw the card of every live page that has none: after an update of the site, or a restored database.

    progress is called with the title of each page whose card was drawn; returns how many there were.
    """
    drawn = 0
    for page in without_one():
        make(page)
        drawn += 1
        progress(page.title)
    return drawn


def without_one() -> Iterator[Page]:
    """The live pages whose card is missing."""
    return (page for page in live_pages().iterator(chunk_size=200) if not is_made(name(page)))
