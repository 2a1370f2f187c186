"""The cards of metadata links, kept beside the sizes of pictures: drawn when a page is published, never for a visitor.

A page has a folder for its card, and the card is named after what it says and how it is drawn. So its address is known
without a query, a changed title has a new address, and no messenger shows the old one from its store.
"""

from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from wagtail.models import Page

from .social_image_drawing import DESIGN, draw

FOLDER = "images/social"  # below images/, which ncsej_site/media.py shows to everyone


def storage_name(page) -> str:
    """Where the storage keeps the card of a page that has been saved."""
    said = "\n".join([str(DESIGN), page.social_image.kicker, page.social_image.title])
    return f"{FOLDER}/{page.pk}/{sha256(said.encode()).hexdigest()[:16]}.png"


def url(page) -> str:
    return default_storage.url(storage_name(page))


def generate(page) -> bool:
    """Draw the card unless it is there, and say whether it was drawn. The page's earlier ones go with the commit."""
    wanted = storage_name(page)
    if default_storage.exists(wanted):
        return False
    default_storage.save(wanted, ContentFile(draw(page.social_image)))
    transaction.on_commit(partial(delete_others, PurePosixPath(wanted)))
    return True


def delete_others(wanted: PurePosixPath) -> None:
    for other in default_storage.listdir(str(wanted.parent))[1]:
        if other != wanted.name:
            default_storage.delete(str(wanted.parent / other))


def generate_missing(progress: Callable[[str], None] = lambda title: None) -> int:
    """Draw the card of every live page that has none: after an update of the site, or a restored database.

    progress is called with the title of each page whose card was drawn; returns how many there were.
    """
    drawn = 0
    for page in Page.objects.live().filter(depth__gt=1).defer_streamfields().specific().iterator(chunk_size=200):
        if generate(page):
            drawn += 1
            progress(page.title)
    return drawn
