"""Pages that are a text: standard pages, and Donate and Sign up, whose buttons lead to a URL of the settings."""

from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from ..rich_text.blocks import BodyBlock
from .base import BasePage


class StandardPage(BasePage):
    """A text that needs no page type of its own, for example on accessibility or privacy."""

    body = StreamField(BodyBlock(), blank=True)

    parent_page_types = ["pages.Home", "pages.About", "pages.StandardPage"]
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]


class TargetPage(BasePage):
    """A text with a button that leads to another site, to a URL of the settings; without a URL there is no button."""

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
