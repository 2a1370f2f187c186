"""Keeps the records as the pages are. Connected by NewsConfig, as Wagtail connects its own search index.

A page type of another room cannot call this room when it is saved: so these are signals, Django's own.
"""

from django.db.models.signals import post_delete, post_save

from pages.models import BasePage, People, Person

from .write import write_records


def connect() -> None:
    post_save.connect(update_records, dispatch_uid="news.records")
    for signal in (post_save, post_delete):
        signal.connect(update_people, sender=Person, dispatch_uid=f"news.records.people.{id(signal)}")


def update_records(sender, instance, update_fields=None, raw=False, **kwargs) -> None:
    """A page was saved. A draft of a live page is saved with `update_fields`, and changes nothing that readers see."""
    if isinstance(instance, BasePage) and update_fields is None and not raw:
        write_records(instance)


def update_people(sender, **kwargs) -> None:
    """A person was saved or deleted: all stand on one page."""
    for page in People.objects.live():
        write_records(page)
