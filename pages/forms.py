"""The contact form of visitors, and the base of the admin's forms for pages."""

import datetime
import unicodedata

from django import forms
from django.conf import settings
from django.urls import resolve
from django.utils import timezone
from wagtail.admin.forms.pages import CopyForm

from .dates.fields import TypedDateTimeInput
from .draft_forms import DraftForm, find_free_slug

PUBLISH_NOW = "now"  # the value of a button `action-publish` that publishes at once, whatever time the form has
FIRST_YEAR, YEARS_AHEAD = 1971, 10  # the year in which the organization began; what lies further ahead is a slip


# They turn around the order of what follows on the screen, in a mail's subject too (UAX #9).
BIDIRECTIONAL_CONTROLS = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def is_visible(character: str) -> bool:
    return not character.isspace() and not unicodedata.category(character).startswith("C")


class VisibleTextField(forms.CharField):
    """Text of which something is to be seen; one that has only spaces and control characters is empty."""

    def to_python(self, value):
        text = super().to_python(value)
        return text if any(map(is_visible, text)) else ""


class LinesField(VisibleTextField):
    """Text with a browser's line breaks, each of which counts as the one character that `maxlength` counts."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class LineField(VisibleTextField):
    """One line of text, whatever was sent: it stands in a mail, where a line break or a turned line could deceive."""

    def to_python(self, value):
        return " ".join(super().to_python(value).translate(BIDIRECTIONAL_CONTROLS).split())


class ContactForm(forms.Form):
    """A visitor's message; its fields are those of ContactMessage.

    The form is the same for every visitor, so that its page can be stored. `website` is a honeypot.
    """

    name = LineField(label="Your name", max_length=120, error_messages={"required": "Enter your name."})
    email = forms.EmailField(
        label="Your email address",
        max_length=254,
        help_text="We answer to this address and use it for nothing else.",
        error_messages={
            "required": "Enter your email address, so that we can answer.",
            "invalid": "Enter an email address like name@example.org.",
        },
    )
    organization = LineField(required=False, label="Organization", max_length=160)
    text = LinesField(
        label="Message", max_length=5000, widget=forms.Textarea, error_messages={"required": "Write your message."}
    )
    website = forms.Field(required=False, label="Leave this field empty")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, purpose in {"name": "name", "email": "email", "organization": "organization"}.items():
            self.fields[name].widget.attrs["autocomplete"] = purpose
        for name, bound_field in ((name, self[name]) for name in self.fields):
            described = [f"{bound_field.auto_id}-help"] if bound_field.help_text else []
            if self.is_bound and bound_field.errors:
                described.append(f"{bound_field.auto_id}-error")
                self.fields[name].widget.attrs["aria-invalid"] = "true"
            if described:
                self.fields[name].widget.attrs["aria-describedby"] = " ".join(described)

    @property
    def message_fields(self) -> dict:
        """The fields of a valid form that are stored as a ContactMessage."""
        return {name: self.cleaned_data[name] for name in ("name", "email", "organization", "text")}

    @property
    def is_honeypot_filled(self) -> bool:
        """Whether the field that people do not see was filled in, by a bot or by a browser's autofill."""
        return bool(self.data.get("website"))


class BasePageForm(DraftForm):
    """Requires the summary before a page is published; a draft may be saved without it.

    Refuses a slug at whose URL something else of the site answers, and a date that can only be a slip.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["search_description"].required = True
        for name in {"go_live_at", "expire_at"} & set(self.fields):
            self.fields[name].help_text = "Eastern time."
            self.fields[name].widget = TypedDateTimeInput()  # Wagtail's panel brings its own

    def clean(self):
        cleaned = super().clean()
        slug, date = cleaned.get("slug"), cleaned.get("date")
        if slug and self.is_slug_refused(slug):
            self.add_error("slug", reserved_slug_message(slug))
        if date and not is_plausible(date):
            self.add_error("date", implausible_date_message())
        if self.data.get("action-publish") == PUBLISH_NOW:
            cleaned["go_live_at"] = None
        return cleaned

    @staticmethod
    def find_form_problems(draft):
        """What else the form of a page type would refuse, in sentences: for a draft that is published without it."""
        return ()

    def is_slug_refused(self, slug):
        is_below_home = self.parent_page and self.parent_page.is_site_root()
        return slug != self.initial.get("slug") and is_below_home and is_reserved(slug)


class CopyPageForm(CopyForm):
    """Refuses a slug at whose URL something else of the site answers, as the form of the page does.

    It proposes one that is free beside the page. A copy that lacks what only one page may have,
    `exclude_fields_in_copy`, is neither published nor an alias.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new_slug"].initial = find_free_slug(self.page.slug, self.page.get_siblings())
        if left_out := self.page.specific_class.exclude_fields_in_copy:
            labels = ", ".join(str(self.page.specific_class._meta.get_field(name).verbose_name) for name in left_out)
            self.fields["new_title"].help_text = f"The copy is a draft without the {labels}, which only one page has."
            for name in {"publish_copies", "alias"} & set(self.fields):
                del self.fields[name]

    def clean(self):
        cleaned = super().clean()
        slug, parent = cleaned.get("new_slug"), cleaned.get("new_parent_page") or self.page.get_parent()
        if slug and parent.is_site_root() and is_reserved(slug):
            self.add_error("new_slug", reserved_slug_message(slug))
        return cleaned


def is_reserved(slug: str) -> bool:
    """Whether a URL pattern other than Wagtail's answers at this slug below Home, or below it."""
    is_file = any(f"/{slug}/" == url for url in (settings.STATIC_URL, settings.MEDIA_URL))
    return is_file or any(resolve(path).view_name != "wagtail_serve" for path in (f"/{slug}/", f"/{slug}/1/x/"))


def reserved_slug_message(slug: str) -> str:
    return f"“{slug}” is an address of the site itself, so the page would never be seen there."


def is_plausible(date: datetime.date) -> bool:
    """Whether the date is one of the organization's, or of the next ten years."""
    return FIRST_YEAR <= date.year <= timezone.localdate().year + YEARS_AHEAD


def implausible_date_message() -> str:
    return f"Choose a date between {FIRST_YEAR} and {timezone.localdate().year + YEARS_AHEAD}."
