"""The form fields of every date in the admin: what is typed is read by typed.py, and stays as it is while it is wrong.

Replaces Wagtail's widgets, whose calendar covers what is typed and makes a script for each of thirty clippings; stays.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.widgets import Script
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.staticfiles import versioned_static

from .typed import NotUnderstoodError, datetime_as_value, read_date, read_datetime


class TypedDateInput(forms.TextInput):
    """A text input with words beneath it that say which day is understood; a click opens Wagtail's calendar.

    The calendar is made by the first click, so that many inputs cost nothing.
    """

    kind = "date"

    @property
    def media(self):
        calendar = versioned_static("wagtailadmin/js/date-time-chooser.js")
        return forms.Media(
            css={"all": ["admin/date-input.css"]}, js=[calendar, Script("admin/date-input.js", defer=True)]
        )

    def build_attrs(self, base_attrs, extra_attrs=None):
        return super().build_attrs(base_attrs, extra_attrs) | {
            "autocomplete": "off",
            "data-controller": "date-input",
            "data-action": "input->date-input#typed change->date-input#changed click->date-input#openCalendar",
            "data-date-input-kind-value": self.kind,
            "data-date-input-url-value": reverse("read_typed_dates"),
        }


class TypedDateTimeInput(TypedDateInput):
    kind = "datetime"


class TypedFieldMixin:
    """Reads what is typed with `read`; the error is its message. Only white space is nothing."""

    def to_python(self, value):
        if not isinstance(value, str):
            return super().to_python(value)
        if not value.strip():
            return None
        try:
            return self.read(value, timezone.localdate())
        except NotUnderstoodError as error:
            raise ValidationError(str(error), code="invalid") from error


class TypedDateField(TypedFieldMixin, forms.DateField):
    widget = TypedDateInput
    read = staticmethod(read_date)

    def prepare_value(self, value):
        return value.isoformat() if hasattr(value, "isoformat") else value


class TypedDateTimeField(TypedFieldMixin, forms.DateTimeField):
    """In Eastern time."""

    widget = TypedDateTimeInput
    read = staticmethod(read_datetime)

    def prepare_value(self, value):
        return datetime_as_value(value) if hasattr(value, "isoformat") else value


def register_date_fields():
    """Give the dates of all models these fields in the admin's forms."""
    overrides = {
        models.DateField: {"form_class": TypedDateField, "widget": TypedDateInput},
        models.DateTimeField: {"form_class": TypedDateTimeField, "widget": TypedDateTimeInput},
    }
    for db_field_class, override in overrides.items():
        register_form_field_override(db_field_class, override=override)
