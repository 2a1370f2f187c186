"""Bringing a page back from the trash, with all that was below it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.db.models import F
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex

from ..models import TrashedPage
from .rows import existing_targets, find_lost, get_links, insert

LOG_ACTION = "pages.restore"
PAGE = Page._meta.label_lower
STEP = Page.steplen


@dataclass(frozen=True)
class Restoration:
    """How a page comes back. `changes`: primary key of a page → field → value, where what it had is taken now."""

    trashed: TrashedPage
    parent: Page
    user: object
    as_draft: bool = False
    changes: Mapping[int, Mapping[str, object]] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return self.changes.get(self.trashed.page_id, {}).get("slug", self.trashed.slug)


def restore(restoration: Restoration) -> tuple[Page, int]:
    """(the page, how many of its rows were left out because what they refer to is gone). Its trashed row is deleted.

    The caller holds the lock on the page tree, and has asked for conflicts. Raises IntegrityError where there are any.
    """
    trashed = restoration.trashed
    rows = [
        {"model": row.model, "pk": row.object_id, "fields": row.fields}
        for row in trashed.rows.order_by("pk").iterator(chunk_size=100)
        if is_known(row.model)
    ]
    lost = without_lost(rows)
    relocate = Relocation(restoration)
    for row in rows:
        if row["model"] == PAGE:
            relocate(row["fields"])
        change(row, restoration)
        lost += not insert(row)
    Page.objects.filter(pk=restoration.parent.pk).update(numchild=F("numchild") + 1)
    pages = Page.objects.get(pk=trashed.page_id).get_descendants(inclusive=True)
    apply_changes_to_drafts(restoration)
    refill_references(trashed)
    for page in pages.specific().iterator(chunk_size=100):
        page.save(clean=False)  # makes what is made of it anew: search index, references, records, social image
        page.after_restoration()
        log(instance=page, action=LOG_ACTION, user=restoration.user)
    index_referring_objects(trashed)
    trashed.delete()
    return Page.objects.get(pk=trashed.page_id).specific, lost


def is_known(label: str, attname: str = "pk") -> bool:
    """Whether the site still has this model, and this column of it."""
    try:
        model = apps.get_model(label)
    except LookupError:
        return False
    return attname == "pk" or any(attname == column.attname for column in model._meta.concrete_fields)


def without_lost(rows: list[dict]) -> int:
    """Remove the rows that refer to what is gone, empty the references that may be empty, and count both."""
    links = {(row["model"], row["pk"]): get_links(row) for row in rows}
    found = existing_targets(link for group in links.values() for link in group)
    left_out, emptied = find_lost(links, found.__contains__)
    by_key = {(row["model"], row["pk"]): row["fields"] for row in rows}
    for key, name in emptied:
        by_key[key][name] = None
    rows[:] = [row for row in rows if (row["model"], row["pk"]) not in left_out]
    return len(left_out) + len(emptied)


class Relocation:
    """Turns the former place in the tree into the new one; called with the fields of each page's row."""

    def __init__(self, restoration: Restoration):
        trashed, parent = restoration.trashed, restoration.parent
        self.old_path, self.new_path = trashed.path, choose_path(parent, trashed.path)
        self.old_url_path = trashed.url_path
        self.new_url_path = f"{parent.url_path}{restoration.slug}/"
        self.depth_change = (len(self.new_path) - len(self.old_path)) // STEP

    def __call__(self, fields: dict) -> None:
        fields["path"] = self.new_path + fields["path"].removeprefix(self.old_path)
        fields["url_path"] = self.new_url_path + fields["url_path"].removeprefix(self.old_url_path)
        fields["depth"] += self.depth_change


def choose_path(parent: Page, former: str) -> str:
    """The former place among the parent's pages, where that is free; otherwise the last one."""
    wanted = parent.path + former[-STEP:]
    if not Page.objects.filter(path=wanted).exists():
        return wanted
    return parent.get_children().order_by("path").last()._inc_path()


def change(row: dict, restoration: Restoration) -> None:
    """Put the chosen values into a page's row, and make a draft of it where it comes back as one."""
    fields = row["fields"]
    if not issubclass(apps.get_model(row["model"]), Page):
        return
    for name, value in restoration.changes.get(int(row["pk"]), {}).items():
        if name in fields:
            fields[name] = value
    if row["model"] == PAGE and restoration.as_draft and fields["live"]:
        fields.update(live=False, live_revision=None, has_unpublished_changes=True)


def apply_changes_to_drafts(restoration: Restoration) -> None:
    """A new revision with the chosen values for each page that has them: the editor opens the latest one."""
    for pk, values in restoration.changes.items():
        page = Page.objects.get(pk=pk).specific
        draft = page.get_latest_revision_as_object()
        for name, value in values.items():
            setattr(draft, name, value)
        draft.minimal_clean()  # makes a title and a slug of a date
        page.title = page.draft_title = draft.title
        page.slug = draft.slug
        page.save(clean=False)  # a draft may be incomplete
        draft.save_revision(user=restoration.user, clean=False)


def refill_references(trashed: TrashedPage) -> None:
    """Let what referred to the pages refer to them again, unless somebody has chosen something else meanwhile.

    So has who did anything with a row that may not refer to them any more: a constraint of the database says that.
    """
    for label, pk, attname, old, new in trashed.emptied_references:
        if is_known(label, attname):
            found = apps.get_model(label)._base_manager.filter(pk=pk, **{attname: new})
            if attname == "alias_of_id":
                found = found.filter(latest_revision=None)  # edited since, it is a page of its own
            with suppress(IntegrityError), transaction.atomic():
                found.update(**{attname: old})


def index_referring_objects(trashed: TrashedPage) -> None:
    for content_type_id, pk in trashed.referring_objects:
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        source = model and model._base_manager.filter(pk=pk).first()
        if source:
            ReferenceIndex.create_or_update_for_object(getattr(source, "specific", source))
