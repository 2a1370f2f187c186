from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from ..rich_text.blocks import BodyBlock
from ..sharing.social_image_drawing import SocialImage
from .base import BasePage, BasePageQuerySet, line_field, picture_field
from .media import prefetch_renditions


class ProgramQuerySet(BasePageQuerySet):
    def for_list(self):
        """With everything a row of the programs page shows, renditions included, in two queries."""
        rows = self.listed().defer_streamfields().select_related("lead_image")
        return rows.prefetch_related(prefetch_renditions("lead_image", "landscape"))


class ProgramIndex(BasePage):
    schema_type = "CollectionPage"

    parent_page_types = ["pages.Home"]
    subpage_types = ["pages.Program"]
    max_count = 1

    class Meta:
        verbose_name = "programs"

    def get_context(self, request, *args, **kwargs):
        programs = list(Program.objects.child_of(self).for_list())
        return super().get_context(request, *args, **kwargs) | {
            "current": [program for program in programs if not program.is_historic],
            "historic": [program for program in programs if program.is_historic],
        }


class Program(BasePage):
    """One program, running or historic."""

    years = line_field(limit=60, blank=True, help_text="As printed: “since 1994” or “2015, 2017, 2018”.")
    is_historic = models.BooleanField("historic", default=False, help_text="It has ended; it stands apart in the list.")
    lead_image = picture_field(verbose_name="picture")
    body = StreamField(BodyBlock(), blank=True)

    picture_place = ("lead_image", "wide")

    objects = PageManager.from_queryset(ProgramQuerySet)()

    parent_page_types = ["pages.ProgramIndex"]
    subpage_types = []
    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("years"), FieldPanel("is_historic")]),
        FieldPanel("lead_image"),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.FilterField("is_historic")]

    @property
    def social_image(self):
        return SocialImage(self.title, kicker="Program")
