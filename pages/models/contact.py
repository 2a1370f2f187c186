"""The contact page and the messages it receives."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from ..forms import ContactForm
from ..rich_text.blocks import LINE_FEATURES, BodyBlock
from .base import BasePage


class ContactMessage(models.Model):
    """A visitor's message. It is stored with its mail in one transaction, so that neither is lost."""

    name = models.CharField(max_length=120)
    email = models.EmailField()
    organization = models.CharField(max_length=160, blank=True)
    text = models.TextField("message", max_length=5000)
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-received_at"]
        default_permissions = ("view", "delete")  # staff read and delete messages, and neither add nor change them

    def __str__(self):
        return f"{self.name}, {self.received_at:%Y-%m-%d}"


class Contact(BasePage):
    """The postal address, the telephone number and the contact form."""

    template = "pages/contact.html"
    landing_template = "pages/contact_received.html"
    is_about_organization = True
    schema_type = "ContactPage"

    body = StreamField(BodyBlock(), blank=True)
    thanks = RichTextField(
        features=LINE_FEATURES, blank=True, help_text="What the visitor reads once the message is in."
    )

    parent_page_types = ["pages.Home"]
    subpage_types = []
    max_count = 1
    content_panels = [*BasePage.content_panels, FieldPanel("body"), FieldPanel("thanks")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = "contact"

    def get_context(self, request, *args, **kwargs):
        return {"form": ContactForm()} | super().get_context(request, *args, **kwargs) | kwargs
