"""What a page in the trash had for itself, and another page has now."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.utils.formats import date_format
from wagtail.models import Page, get_page_models

from ..forms import is_reserved, reserved_slug_message
from ..models import TrashedPage

MAX_CONFLICTS = 20  # that one form asks about
MAX_PARENTS = 50


@dataclass(frozen=True, slots=True)
class Conflict:
    """page_id: of the page in the trash; holder: the page that has the value now, None for the site itself."""

    page_id: int
    model: type[models.Model]
    field: str
    value: object
    message: str
    holder: Page | None

    @property
    def name(self) -> str:
        return f"{self.field}_{self.page_id}"


def find_conflicts(trashed: TrashedPage, parent: Page) -> list[Conflict]:
    """What keeps the page, and those below it, from coming back below `parent` as they were."""
    return [*find_slug_conflict(trashed, parent), *find_unique_conflicts(trashed)]


def find_slug_conflict(trashed: TrashedPage, parent: Page) -> Iterator[Conflict]:
    model = trashed.content_type.model_class()
    holder = parent.get_children().filter(slug=trashed.slug).first()
    if holder:
        message = f"The address “{trashed.slug}” belongs to another page now:"
        yield Conflict(trashed.page_id, model, "slug", trashed.slug, message, holder)
    elif parent.is_site_root() and is_reserved(trashed.slug):
        yield Conflict(trashed.page_id, model, "slug", trashed.slug, reserved_slug_message(trashed.slug), None)


def find_unique_conflicts(trashed: TrashedPage) -> Iterator[Conflict]:
    """Of every column that must be unique, in the tables of the page types: the date of an issue, a country's code."""
    rows = defaultdict(list)
    labels = [model._meta.label_lower for model in get_page_models() if model is not Page]
    for row in trashed.rows.filter(model__in=labels):
        rows[apps.get_model(row.model)].append(row)
    for model, found in rows.items():
        for field in get_unique_fields(model):
            values = {int(row.object_id): field.to_python(row.fields.get(field.name)) for row in found}
            holders = model.find_holders(field.name, {value for value in values.values() if value is not None})
            for pk, value in values.items():
                if value in holders:
                    message = f"{describe(field, value)} belongs to another page now:"
                    yield Conflict(pk, model, field.name, value, message, holders[value])


def get_unique_fields(model) -> list[models.Field]:
    return [field for field in model._meta.local_fields if field.unique and not field.primary_key]


def describe(field: models.Field, value) -> str:
    shown = dict(field.flatchoices).get(value, value) if field.flatchoices else value
    if isinstance(field, models.DateField):
        shown = date_format(value, "F j, Y")
    return f"The {field.verbose_name} “{shown}”"


def why_not_below(trashed: TrashedPage, parent: Page, user) -> str:
    """Why the page cannot come back below `parent`, whatever its slug; or an empty text."""
    model = trashed.content_type.model_class()
    if model not in parent.specific_class.allowed_subpage_models():
        return f"A page of this kind cannot lie below “{parent.get_admin_display_title()}”."
    if not parent.permissions_for_user(user).can_add_subpage():
        return f"You may not add pages below “{parent.get_admin_display_title()}”."
    if not model.can_create_at(parent):
        other = model._base_manager.first()
        return f"There can be only one such page, and “{other.get_admin_display_title()}” is it now."
    return ""


def find_parents(trashed: TrashedPage, user) -> list[Page]:
    """Where the page may come back instead of its former place."""
    model = trashed.content_type.model_class()
    candidates = Page.objects.type(*model.allowed_parent_page_models()).order_by("path")[:MAX_PARENTS]
    return [page for page in candidates if not why_not_below(trashed, page, user)]
