"""Keeps the records as the pages are. Connected by NewsConfig, as Wagtail connects its own search index.

A page type of another room cannot call this room when it is saved: so these are signals, Django's own. A move and the
privacy of a page change no record: its address is its page's, and `RecordQuerySet.listed()` asks who may read it.
"""

import logging

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from pages.models import BasePage, People, Person, Term

from .tasks import make_records
from .write import delete_records, write_records

DECIDING_FIELDS = {"live", "alias_of", "alias_of_id"}  # of a page: on them depends whether it has records

logger = logging.getLogger("news.records")


def connect() -> None:
    post_save.connect(update_records, dispatch_uid="news.records")
    for sender in (Person, Term):
        for signal in (post_save, post_delete):
            signal.connect(update_people, sender=sender, dispatch_uid="news.records.people")


def update_records(sender, instance, created=False, update_fields=None, raw=False, **kwargs) -> None:
    """A page was saved.

    A draft of a live page is saved with `update_fields`, and changes nothing that readers see. So is, by Django itself,
    a page of which some columns were not read, as Wagtail unpublishes those below another; "live" is among them then.
    An alias that becomes a page of its own is saved with its "alias_of_id" alone.
    """
    if raw or not isinstance(instance, BasePage) or (created and not instance.live):
        return
    if update_fields is None or DECIDING_FIELDS & set(update_fields):
        write_or_queue(instance)


def update_people(sender, raw=False, **kwargs) -> None:
    """A person or a term was saved or deleted: all stand on one page.

    The worker makes its records: once for a person with all terms, since an equal task that waits is not queued twice,
    and with the page's lock first, as a publication takes it.
    """
    if not raw:
        for pk in People.objects.live().values_list("pk", flat=True):
            make_records.enqueue(pk)


def write_or_queue(page: BasePage) -> None:
    """Never refuse what an editor does for the sake of a record: where one cannot be made, the worker tries again.

    Until then the page has none, since those of before may say what was withdrawn.
    """
    try:
        with transaction.atomic():
            write_records(page)
    except Exception:
        logger.exception("The records of page %s could not be made", page.pk)
        with transaction.atomic():
            delete_records(page.pk)
        make_records.enqueue(page.pk)
