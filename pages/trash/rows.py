"""The rows of the database that a deletion would remove or change, as values, and back."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, models, router, transaction
from django.db.models.deletion import Collector
from wagtail.models import Page, Revision

NOT_KEPT = {"IndexEntry", "EditingSession"}  # the search index, which is made anew; who has the editor open
MADE_ANEW = "is_made_anew"  # attribute of models whose rows are made of a page whenever it is saved
LEFT_OUT = "is_left_out_of_trash"  # attribute of models whose rows must not come back with their page

Key = tuple[str, str]  # ("app.model", primary key)


@dataclass(frozen=True, slots=True)
class Link:
    """A foreign key of a row."""

    field: str
    target: Key
    is_optional: bool


class Deletion:
    """What deleting pages would do to the database; nothing is deleted here.

    Raises ProtectedError or RestrictedError (django.db.models) where something else forbids it.
    """

    def __init__(self, pages: models.QuerySet):
        self.collector = Collector(router.db_for_write(Page))
        self.collector.collect(pages)
        self.deleted = {model: {instance.pk for instance in found} for model, found in self.collector.data.items()}

    def rows(self) -> Iterator[dict]:
        """{"model", "pk", "fields"} for each row that would be deleted."""
        found = {model: set(pks) for model, pks in self.deleted.items()}
        for queryset in self.collector.fast_deletes:
            found.setdefault(queryset.model, set()).update(queryset.values_list("pk", flat=True))
        for model, pks in found.items():
            # Read once more, because the collector defers columns.
            yield from serialize(model, model._base_manager.filter(pk__in=pks).iterator(chunk_size=100))

    def emptied_references(self) -> list[list]:
        """[model, primary key, field, old value, new value] for each foreign key elsewhere that would be changed."""
        found = []
        for (field, value), groups in self.collector.field_updates.items():
            for instance in (instance for group in groups for instance in group):
                if instance.pk not in self.deleted.get(type(instance), ()):
                    old = getattr(instance, field.attname)
                    found.append([instance._meta.label_lower, str(instance.pk), field.attname, old, value])
        return found


def serialize(model: type[models.Model], instances: Iterable) -> Iterator[dict]:
    """The rows of one table. Relations of many to many are rows of another one."""
    if model.__name__ in NOT_KEPT or getattr(model, MADE_ANEW, False) or getattr(model, LEFT_OUT, False):
        return
    fields = [field.name for field in model._meta.local_fields]
    for instance in instances:
        yield from serializers.serialize("python", [instance], fields=fields)


def get_links(row: dict) -> list[Link]:
    """The foreign keys of a row that lead somewhere; the one to the row's own page included."""
    model = apps.get_model(row["model"])
    found = []
    for field in model._meta.local_fields:
        value = row["pk"] if field.primary_key else row["fields"].get(field.name)
        if field.remote_field and field.db_constraint and value is not None:
            target = (field.remote_field.model._meta.label_lower, str(value))
            found.append(Link(field.name, target, field.null))
    return found


def find_lost(links: Mapping[Key, list[Link]], exists: Callable[[Key], bool]) -> tuple[set[Key], set[tuple[Key, str]]]:
    """(rows that cannot come back, (row, field) that must be empty), because what they refer to was deleted meanwhile.

    links: the links of each row, by its key. exists: whether a row that is not among them is there.
    """
    left_out: set[Key] = set()
    emptied: set[tuple[Key, str]] = set()
    is_changed = True
    while is_changed:
        is_changed = False
        for key in links.keys() - left_out:
            for link in links[key]:
                is_there = link.target not in left_out if link.target in links else exists(link.target)
                if is_there:
                    continue
                if not link.is_optional:
                    left_out.add(key)
                    is_changed = True
                elif (key, link.field) not in emptied:
                    emptied.add((key, link.field))
                    is_changed = True
    return left_out, emptied


def existing_targets(links: Iterable[Link]) -> set[Key]:
    """The keys of those targets that are in the database. A query for each model."""
    wanted = defaultdict(set)
    for link in links:
        wanted[link.target[0]].add(link.target[1])
    found = set()
    for label, pks in wanted.items():
        existing = apps.get_model(label)._base_manager.filter(pk__in=pks).values_list("pk", flat=True)
        found |= {(label, str(pk)) for pk in existing}
    return found


def is_essential(model: type[models.Model]) -> bool:
    """Whether the row is the content itself: of a page or a revision, not of what is attached to one."""
    return issubclass(model, (Page, Revision))


def insert(row: dict) -> bool:
    """Write a row as it was; False where an attached one is not needed any more, as a redirect made anew meanwhile.

    Columns that have gone since are left out, and new ones have their default. Raises IntegrityError.
    """
    for restored in serializers.deserialize("python", [row], ignorenonexistent=True):
        if is_essential(type(restored.object)):
            restored.save(force_insert=True)
            continue
        try:
            with transaction.atomic():
                restored.save(force_insert=True)
        except IntegrityError:
            return False
    return True
