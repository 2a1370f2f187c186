"""The contact form of visitors, and the base of the admin's forms for pages."""

from django import forms
from django.forms.widgets import Script
from wagtail.admin.forms import WagtailAdminPageForm


class LinesField(forms.CharField):
    """Text with a browser's line breaks, each of which counts as the one character that `maxlength` counts."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class ContactForm(forms.Form):
    """A visitor's message; its fields are those of ContactMessage.

    The form is the same for every visitor, so that its page can be stored. `website` is a honeypot.
    """

    name = forms.CharField(label="Your name", max_length=120, error_messages={"required": "Enter your name."})
    email = forms.EmailField(
        label="Your email address",
        max_length=254,
        help_text="We answer to this address and use it for nothing else.",
        error_messages={
            "required": "Enter your email address, so that we can answer.",
            "invalid": "Enter an email address like name@example.org.",
        },
    )
    organization = forms.CharField(required=False, label="Organization", max_length=160)
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


class BasePageForm(WagtailAdminPageForm):
    """Requires the summary before a page is published; a draft may be saved without it."""

    class Media:
        js = [Script("admin/autosave-pending-edits.js", defer=True)]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["search_description"].required = True
        for name in {"go_live_at", "expire_at"} & set(self.fields):
            self.fields[name].help_text = "Eastern time."
