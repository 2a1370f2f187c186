"""A draft may be incomplete: the admin's form of a page asks for the rest when it is published, scheduled or submitted.

Wagtail lets a draft lack required text. Here every field may be empty, half an address or too long, and rules between
fields wait; what remains an error is what the database cannot store, such as a title of more than 255 characters.
"""

from threading import RLock

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug, validate_unicode_slug
from django.db import models
from django.forms.models import construct_instance
from django.utils.text import slugify
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.models import register_form_field_override

# Wagtail defers what a block requires by changing the block, which all threads of a process share: without this lock,
# the preview of a draft would let another page be published with what it lacks.
shared_blocks = RLock()


def find_free_slug(wanted: str, siblings, is_refused=lambda slug: False) -> str:
    """The slug, or the first of `…-2`, `…-3`, that none of the siblings has and that is not refused."""
    taken = set(siblings.filter(slug__startswith=wanted).values_list("slug", flat=True))
    candidates = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken and not is_refused(slug))


class HttpURLField(forms.URLField):
    """Half an address is kept as it was typed while the page is a draft."""

    def clean(self, value):
        if getattr(self, "is_deferred_validation", False):
            return forms.CharField(required=False).clean(value)
        return super().clean(value)


register_form_field_override(models.URLField, override={"form_class": HttpURLField, "assume_scheme": "https"})


class DraftForm(WagtailAdminPageForm):
    """Of an untitled draft, the slug is left empty, so that it follows the title when that is written."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.title:
            self.initial["slug"] = ""
        for field in self.fields.values():  # a browser cuts off what is pasted beyond it, and says nothing
            field.widget.attrs.pop("maxlength", None)

    def defer_required_fields(self):
        super().defer_required_fields()
        for name, field in self.fields.items():
            if field.required:
                field.required = False
                self.deferred_required_fields.append(name)
        if slug := self.fields.get("slug"):
            slug.validators = [
                check for check in slug.validators if check not in (validate_slug, validate_unicode_slug)
            ]

    def restore_required_fields(self):
        super().restore_required_fields()
        if slug := self.fields.get("slug"):
            slug.validators = type(self).base_fields["slug"].validators[:]

    def full_clean(self):
        with shared_blocks:
            super().full_clean()

    def clean_slug(self):
        """Of a draft, another slug where this one cannot be the page's: it is mostly made from the title."""
        slug = self.cleaned_data["slug"]
        if not slug or not self.is_deferred_validation:
            return slug
        siblings = self.parent_page.get_children().exclude(pk=self.instance.pk)
        return find_free_slug(slugify(slug, allow_unicode=True), siblings, self.is_slug_refused)

    def is_slug_refused(self, slug) -> bool:
        """Whether the page cannot have this slug, although it is free."""
        return False

    def _post_clean(self):
        """Django's hook for validating the instance. A draft's is asked only whether its columns can hold it."""
        if not self.is_deferred_validation:
            super()._post_clean()
            return
        self.instance = construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
        unlimited = {
            field.name for field in self._meta.model._meta.fields if not isinstance(field, models.IntegerField)
        }
        try:
            self.instance.clean_fields(exclude=unlimited | self._get_validation_exclusions())
        except ValidationError as error:
            self.add_error(None, error)
        self.validate_unique()
