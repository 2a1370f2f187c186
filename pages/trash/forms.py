"""The form that brings a page back: where to, and what instead of what is taken."""

import copy

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.models import Page

from ..draft_forms import find_free_slug
from ..forms import is_reserved, reserved_slug_message
from ..models import TrashedPage
from .conflicts import Conflict


class ParentForm(forms.Form):
    """Asked where the former place is gone."""

    parent = forms.ModelChoiceField(Page.objects.none(), label="Restore it below", empty_label=None)

    def __init__(self, *args, parents: list[Page], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Page.objects.filter(pk__in=[page.pk for page in parents]).order_by("path")


class ConflictForm(forms.Form):
    """A field for each conflict, as the editor of the page has it. What the editor does not ask is chosen by itself."""

    def __init__(self, *args, trashed: TrashedPage, parent: Page, conflicts: list[Conflict], **kwargs):
        super().__init__(*args, **kwargs)
        self.trashed, self.parent, self.conflicts = trashed, parent, conflicts
        for conflict in conflicts:
            field = make_field(conflict)
            if field:
                is_slug = conflict.field == "slug"
                field.initial = self.find_slug(conflict.value) if is_slug else None
                self.fields[conflict.name] = field

    def find_slug(self, taken: str) -> str:
        """The slug with the first number that is free where the page comes back."""
        is_below_home = self.parent.is_site_root()
        return find_free_slug(taken, self.parent.get_children(), lambda slug: is_below_home and is_reserved(slug))

    def get_changes(self) -> dict[int, dict]:
        """Of a valid form: primary key of a page → field → value."""
        changes = {}
        for conflict in self.conflicts:
            value = self.cleaned_data.get(conflict.name) or self.find_slug(conflict.value)
            changes.setdefault(conflict.page_id, {})[conflict.field] = value
        return changes

    def clean(self):
        cleaned = super().clean()
        chosen = set()
        for conflict in self.conflicts:
            value = cleaned.get(conflict.name)
            if value is None:
                continue
            try:
                self.check(conflict, value)
                if (conflict.model, conflict.field, value) in chosen:
                    raise ValidationError("Another of these pages has it already.")
                chosen.add((conflict.model, conflict.field, value))
            except ValidationError as error:
                self.add_error(conflict.name, error)
        return cleaned

    def check(self, conflict: Conflict, value) -> None:
        """Raises ValidationError where the value is taken too, by a page of the site or by one that comes along."""
        if conflict.field == "slug":
            if not Page._slug_is_available(value, self.parent):
                raise ValidationError("Another page has this address.")
            if self.parent.is_site_root() and is_reserved(value):
                raise ValidationError(reserved_slug_message(value))
            return
        column = conflict.model._meta.get_field(conflict.field)
        is_along = any(
            column.to_python(row.fields.get(conflict.field)) == value and row.object_id != str(conflict.page_id)
            for row in self.trashed.rows.filter(model=conflict.model._meta.label_lower)
        )
        if is_along or conflict.model.find_holders(conflict.field, [value]):
            raise ValidationError("Another page has this too.")


def make_field(conflict: Conflict) -> forms.Field | None:
    """The field of the page's editor; None where the editor has none, as for a slug that is made from a date."""
    fields = conflict.model.get_edit_handler().get_form_class().base_fields
    if conflict.field not in fields:
        return None
    field = copy.deepcopy(fields[conflict.field])
    column: models.Field = conflict.model._meta.get_field(conflict.field)
    field.label = {"slug": "Another address"}.get(conflict.field, f"Another {column.verbose_name}")
    field.required = True
    field.help_text = ""
    return field
