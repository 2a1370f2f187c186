from urllib.parse import urljoin

from django.db import models
from django.db.models import ExpressionWrapper
from django.http import Http404
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from .. import linked_data
from ..blocks import LINE_FEATURES
from ..card_drawing import NAME, Card
from .base import BasePage, is_alias, is_private, picture_field


class Home(BasePage):
    """The front page: announcement and mission. Its news comes through the tags of the `news` room."""

    announcement = models.CharField(
        max_length=200, blank=True, help_text="A headline. Left empty, no announcement is shown."
    )
    announcement_text = models.CharField("text", max_length=400, blank=True, help_text="One sentence, or two.")
    announcement_picture = picture_field(verbose_name="picture")
    announcement_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name="page to read on",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    mission = RichTextField(
        features=LINE_FEATURES, blank=True, help_text="What the organization is, in about three lines."
    )

    is_about_organization = True
    card = Card(NAME)

    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("announcement", heading="Headline"),
                FieldPanel("announcement_text"),
                FieldPanel("announcement_picture"),
                FieldPanel("announcement_page"),
            ],
            heading="Announcement",
        ),
        FieldPanel("mission"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("announcement"), index.SearchField("mission")]

    def headline(self, organization):
        return organization.name

    def linked_data(self, shared, publisher):
        return linked_data.website(shared, publisher, search=urljoin(shared.site_url, reverse("search")))

    def route(self, request, path_components):
        """Find the page by its whole address, in two queries where Wagtail's walk down the tree takes two a level.

        The first of them also tells whether anyone may open it.
        """
        if not path_components:
            return super().route(request, path_components)
        url_path = f"{self.url_path}{'/'.join(path_components)}/"
        not_public = ExpressionWrapper(is_private() | is_alias(), output_field=models.BooleanField())
        found = Page.objects.live().annotate(not_public=not_public).filter(url_path=url_path).first()
        if found is None:
            raise Http404
        page = found.specific
        page.is_known_public = not found.not_public
        return RouteResult(page)
