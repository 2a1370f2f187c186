"""Donate and Sign up: a text, and the target kept in the organization's settings."""

from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from ..rich_text.blocks import BodyBlock
from .base import BasePage


class TargetPage(BasePage):
    """A text that leads to an address outside the site. Without that address the page stands, without its button."""

    body = StreamField(BodyBlock(), blank=True)

    parent_page_types = ["pages.Home"]
    subpage_types = []
    max_count = 1
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        abstract = True


class Donate(TargetPage):
    class Meta:
        verbose_name = "donate"


class SignUp(TargetPage):
    class Meta:
        verbose_name = "sign up"
