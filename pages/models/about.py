"""The About page and the page types below it: history, people, member organizations."""

from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from ..rich_text.blocks import ORGANIZATION_KINDS, BodyBlock, EventBlock, OrganizationBlock
from .base import BasePage
from .people import Person


class About(BasePage):
    is_about_organization = True
    schema_type = "AboutPage"

    body = StreamField(BodyBlock(), blank=True)

    parent_page_types = ["pages.Home"]
    max_count = 1
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = "about"

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"subpages": self.get_children().live().public()}


class History(BasePage):
    """The history as a timeline, oldest first."""

    events = StreamField([("event", EventBlock())], blank=True)

    parent_page_types = ["pages.About"]
    subpage_types = []
    max_count = 1
    content_panels = [*BasePage.content_panels, FieldPanel("events")]
    search_fields = [*BasePage.search_fields, index.SearchField("events")]

    class Meta:
        verbose_name = "history"


class People(BasePage):
    """Those in office and those who led before. The persons are edited under People in the admin's menu."""

    parent_page_types = ["pages.About"]
    subpage_types = []
    max_count = 1

    class Meta:
        verbose_name = "people"

    def get_context(self, request, *args, **kwargs):
        people = list(Person.objects.for_list())
        return super().get_context(request, *args, **kwargs) | {
            "in_office": [person for person in people if person.current_terms],
            "earlier": [person for person in people if not person.current_terms],
        }


class MemberOrganizations(BasePage):
    organizations = StreamField([("organization", OrganizationBlock())], blank=True)

    parent_page_types = ["pages.About"]
    subpage_types = []
    max_count = 1
    content_panels = [*BasePage.content_panels, FieldPanel("organizations")]
    search_fields = [*BasePage.search_fields, index.SearchField("organizations")]

    class Meta:
        verbose_name = "member organizations"

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"kinds": self.by_kind()}

    def by_kind(self) -> list[dict]:
        """The kinds that have members, in the order of the block's choices: value, label, and their blocks."""
        kinds = (
            {
                "value": value,
                "label": label,
                "organizations": [block for block in self.organizations if block.value["kind"] == value],
            }
            for value, label in ORGANIZATION_KINDS
        )
        return [kind for kind in kinds if kind["organizations"]]
