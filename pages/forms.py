"""The contact form, and what the admin's picture form does besides."""

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.images.forms import BaseImageForm

from . import tasks, uploads
from .models import ContactMessage

FORM_IS_GOOD_FOR = 24 * 3600  # seconds; a page left open overnight still works the next morning
SALT = "contact-form"


class ContactForm(forms.ModelForm):
    """A visitor's message.

    The site gives visitors no cookie, so the form carries a signed time in place of a CSRF token: a form that this
    site did not make, or made too long ago, is refused. `website` is a trap for machines.
    """

    website = forms.CharField(required=False, label="Leave this field empty")
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = ContactMessage
        fields = ["name", "email", "organization", "text"]
        labels = {"name": "Your name", "email": "Your email address", "organization": "Organization", "text": "Message"}
        help_texts = {"email": "We answer to this address and use it for nothing else."}
        error_messages = {
            "name": {"required": "Enter your name."},
            "email": {
                "required": "Enter your email address, so that we can answer.",
                "invalid": "Enter an email address like name@example.org.",
            },
            "text": {"required": "Write your message."},
        }

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
    def is_from_a_machine(self):
        """Whether the trap is filled. Such a message is thanked for and dropped."""
        return bool(self.data.get("website"))

    def clean_opened(self):
        try:
            signing.loads(self.cleaned_data["opened"], salt=SALT, max_age=FORM_IS_GOOD_FOR)
        except signing.BadSignature as error:
            raise ValidationError("The form was open too long. Nothing is lost: please send it again.") from error
        return self.cleaned_data["opened"]


class SiteImageForm(BaseImageForm):
    """Refuses what cannot be shown. Wagtail's form throws the sizes away after a file is replaced; here they are made
    again before a visitor comes.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Pixels are counted by clean_file(), before the picture is read; Wagtail 8 fails here on a torn file.
        if "file" in self.fields:
            self.fields["file"].check_image_pixel_size = lambda file: None

    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and (fault := uploads.fault_of(file)):
            raise ValidationError(fault)
        return file

    @transaction.atomic  # so that the worker begins after the old sizes are gone
    def save(self, commit=True):
        image = super().save(commit)
        if commit:
            tasks.make_renditions.enqueue(image.pk)
        return image
