"""The contact form of visitors, and the base of the admin's forms for pages."""

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from wagtail.admin.forms import WagtailAdminPageForm

MAX_FORM_AGE = 24 * 3600  # seconds; a page left open overnight still works the next morning
SALT = "contact-form"


class ContactForm(forms.Form):
    """A visitor's message; its fields are those of ContactMessage.

    Visitors get no cookie, so the form carries a signed timestamp in place of a CSRF token: a form that this site did
    not make, or made more than MAX_FORM_AGE ago, is refused. `website` is a honeypot.
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
    text = forms.CharField(
        label="Message", max_length=5000, widget=forms.Textarea, error_messages={"required": "Write your message."}
    )
    website = forms.CharField(required=False, label="Leave this field empty")
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["opened"] = signing.dumps("", salt=SALT)
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
    def is_honeypot_filled(self):
        """Whether a bot has filled the field that people do not see; its message is dropped without an error."""
        return bool(self.data.get("website"))

    def clean_opened(self):
        try:
            signing.loads(self.cleaned_data["opened"], salt=SALT, max_age=MAX_FORM_AGE)
        except signing.BadSignature as error:
            raise ValidationError("The form was open too long. Nothing is lost: please send it again.") from error
        return self.cleaned_data["opened"]


class BasePageForm(WagtailAdminPageForm):
    """Requires the summary before a page is published; a draft may be saved without it."""

    class Media:
        js = [Script("admin/autosave-pending-edits.js", defer=True)]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["search_description"].required = True
        for name in {"go_live_at", "expire_at"} & set(self.fields):
            self.fields[name].help_text = "Eastern time."
