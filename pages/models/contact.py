"""The contact page and the messages it receives."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.dateformat import format as format_date
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from ..forms import ContactForm
from ..rich_text.blocks import LINE_FEATURES, BodyBlock
from .base import BasePage


class ContactMessageQuerySet(models.QuerySet):
    def received(self):
        return self.filter(status=ContactMessage.Status.RECEIVED)

    def held(self):
        return self.filter(status=ContactMessage.Status.HELD)

    def unanswered(self):
        return self.received().filter(answered_at=None)

    def answered(self):
        return self.received().exclude(answered_at=None)

    def forget_networks(self) -> int:
        """Empty `network` where nothing counts by it any more; returns of how many messages."""
        day_ago = timezone.now() - datetime.timedelta(days=1)
        return self.exclude(network="").filter(received_at__lt=day_ago).update(network="")


class ContactMessage(models.Model):
    """A visitor's message. It is stored with its mail in one transaction, so that neither is lost.

    `network` is a salted hash of the sender's network, by which an hour's messages are counted; `token` is the nonce
    with which the visitor confirmed the message, if that was asked. `answered_by` is empty, too, once that account is
    deleted. A held message is never answered.
    """

    class Status(models.TextChoices):
        RECEIVED = "received", "Received"
        HELD = "held", "Held as possible spam"

    class HeldBecause(models.TextChoices):
        """The values are those of `pages.contact.checks.Reason`, and one for what was there before it."""

        HONEYPOT = "honeypot", "A field that people do not see was filled in"
        NETWORK = (
            "network",
            "Many messages came from one place on the internet (an office, a mobile operator) within an hour",
        )
        SITE = "site", "More messages came within an hour than the office can read"
        UNMAILED = "unmailed", "An earlier version of the site could not mail it; it need not be spam"

    name = models.CharField(max_length=120)
    email = models.EmailField()
    organization = models.CharField(max_length=160, blank=True)
    text = models.TextField("message", max_length=5000)
    received_at = models.DateTimeField(auto_now_add=True, db_index=True)
    # The defaults are the database's, so that the version before this one can store messages too.
    status = models.CharField(max_length=10, choices=Status, default=Status.RECEIVED, db_default=Status.RECEIVED)
    held_because = models.CharField(max_length=10, choices=HeldBecause, blank=True, db_default="")
    network = models.CharField(max_length=64, blank=True, db_default="", editable=False)
    token = models.CharField(max_length=32, unique=True, null=True, editable=False)  # noqa: DJ001, many have none

    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = ContactMessageQuerySet.as_manager()

    class Meta:
        verbose_name = "message"
        ordering = ["-received_at"]
        default_permissions = ("view", "delete")  # staff read and delete messages, and neither add nor change them

    def __str__(self):
        return f"{self.name}, {format_date(timezone.localtime(self.received_at), 'M j, Y')}"

    @property
    def state(self) -> str:
        """What staff need to know of a message first."""
        if self.status == self.Status.HELD:
            return self.get_status_display()
        return "Answered" if self.answered_at else "Not answered"


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
