"""Social images in the media storage: drawn by the worker after a page is published.

A page has a folder for its social image, whose file name is a hash of its words and of DESIGN. So its URL is known
without a query, a changed title has a new URL, and no messenger shows the old one from its cache. A missing one is
drawn when it is first requested.
"""

import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from wagtail.models import Page

from .social_image_drawing import DESIGN, draw_social_image

FOLDER = "images/social"  # below images/, which ncsej_site/media.py serves to everyone


def storage_name(page) -> str:
    """The name of the social image in the storage. page: saved, as its own type."""
    words = "\n".join([str(DESIGN), page.social_image.kicker, page.social_image.title])
    return f"{FOLDER}/{page.pk}/{sha256(words.encode()).hexdigest()[:16]}.png"


def url(page) -> str:
    return default_storage.url(storage_name(page))


def is_stored(page) -> bool:
    return default_storage.is_filled(storage_name(page))


def generate(page) -> bool:
    """Draw the page's image unless it exists; whether it was drawn. Older ones are deleted on commit."""
    if is_stored(page):
        return False
    wanted = storage_name(page)
    default_storage.replace(wanted, ContentFile(draw_social_image(page.social_image)))
    transaction.on_commit(lambda: delete_stale(PurePosixPath(wanted)), robust=True)
    return True


def generate_requested(path: str) -> None:
    """Draw the image at a storage path if it is missing and is the current one of a live page.

    Raises OSError when it cannot be stored.
    """
    match = re.fullmatch(rf"{FOLDER}/([0-9]{{1,18}})/[0-9a-f]{{16}}\.png", path)
    if match and not default_storage.is_filled(path):
        page = live_pages().filter(pk=match[1]).first()
        if page and storage_name(page) == path:
            generate(page)


def live_pages():
    """Every page that has a social image: all live ones below the root of the tree, as their own types."""
    return Page.objects.live().filter(depth__gt=1).defer_streamfields().specific()


def delete_stale(wanted: PurePosixPath) -> None:
    """Delete the other images in the folder of this one."""
    for other in default_storage.listdir(str(wanted.parent))[1]:
        if other != wanted.name:
            default_storage.delete(str(wanted.parent / other))


def generate_missing(progress: Callable[[str], None] = lambda title: None) -> int:
    """Draw the social image of every live page that has none, for example after a restore; returns their number.

    progress is called with the title of each page whose image was drawn.
    """
    drawn = 0
    for page in pages_without_image():
        generate(page)
        drawn += 1
        progress(page.title)
    return drawn


def pages_without_image() -> Iterator[Page]:
    """The live pages whose social image is missing."""
    return (page for page in live_pages().iterator(chunk_size=200) if not is_stored(page))
