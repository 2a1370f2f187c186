from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from ..rich_text.blocks import BodyBlock
from .base import BasePage


class StandardPage(BasePage):
    """Text that needs nothing of its own: accessibility, privacy, a page nobody thought of yet."""

    body = StreamField(BodyBlock(), blank=True)

    parent_page_types = ["pages.Home", "pages.About", "pages.StandardPage"]
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
