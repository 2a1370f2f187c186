"""Social images, kept beside the sizes of pictures: drawn by the worker after a page is published.

A page has a folder for its social image, which is named after what it says and how it is drawn. So its URL is known
without a query, a changed title has a new URL, and no messenger shows the old one from its store. One that is
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

from .social_image_drawing import DESIGN, draw

FOLDER = "images/social"  # below images/, which ncsej_site/media.py shows to everyone
PARTIAL = ".partial"  # the ending of a file that is still being written


def storage_name(page) -> str:
    """Where the storage keeps the social image of a page that has been saved."""
    said = "\n".join([str(DESIGN), page.social_image.kicker, page.social_image.title])
    return f"{FOLDER}/{page.pk}/{sha256(said.encode()).hexdigest()[:16]}.png"


def url(page) -> str:
    return default_storage.url(storage_name(page))


def exists(name: str) -> bool:
    """Whether the file is there; an empty one, which a power failure may leave, is not."""
    return default_storage.exists(name) and default_storage.size(name) > 0


def generate(page) -> bool:
    """Draw the page's image unless it exists, and return whether it was drawn. Older ones are deleted on commit."""
    wanted = storage_name(page)
    if exists(wanted):
        return False
    write(wanted, draw(page.social_image))
    transaction.on_commit(partial(delete_others, PurePosixPath(wanted)))
    return True


def write(name: str, content: bytes) -> None:
    """Write under a temporary name and rename, so that nobody is ever served half a file."""
    written = default_storage.save(name + PARTIAL, ContentFile(content))
    Path(default_storage.path(written)).replace(default_storage.path(name))


def generate_requested(path: str) -> None:
    """Draw a missing image that is requested, where a live page has it under exactly this name."""
    match = re.fullmatch(rf"{FOLDER}/([0-9]+)/[0-9a-f]{{16}}\.png", path)
    if match and not exists(path):
        page = live_pages().filter(pk=match[1]).first()
        if page and storage_name(page) == path:
            generate(page)


def live_pages():
    """Every page that has a social image: all live ones, as their own types, below the root of the tree."""
    return Page.objects.live().filter(depth__gt=1).defer_streamfields().specific()


def delete_others(wanted: PurePosixPath) -> None:
    for other in default_storage.listdir(str(wanted.parent))[1]:
        if other != wanted.name and not other.endswith(PARTIAL):
            default_storage.delete(str(wanted.parent / other))


def generate_missing(progress: Callable[[str], None] = lambda title: None) -> int:
    """Draw the social image of every live page that has none: after an update of the site, or a restored database.

    progress is called with the title of each page whose social image was drawn; returns how many there were.
    """
    drawn = 0
    for page in pages_without_image():
        generate(page)
        drawn += 1
        progress(page.title)
    return drawn


def pages_without_image() -> Iterator[Page]:
    """The live pages whose social image is missing."""
    return (page for page in live_pages().iterator(chunk_size=200) if not exists(storage_name(page)))
