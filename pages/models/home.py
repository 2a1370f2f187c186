from urllib.parse import urljoin

from django.db import models
from django.db.models import ExpressionWrapper
from django.http import Http404
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from ..rich_text.blocks import LINE_FEATURES
from ..sharing import structured_data
from ..sharing.social_image_drawing import NAME, SocialImage
from .base import BasePage, is_alias, is_private, line_field, page_to_read_on_field, picture_field

MAX_ROUTE_DEPTH = 20  # components of a path that are looked up; the site is four levels deep


class Home(BasePage):
    """The front page: announcement and mission. Its template shows news through the template tags of `news`."""

    announcement = line_field(limit=200, blank=True, help_text="A headline. Left empty, no announcement is shown.")
    announcement_text = line_field("text", limit=400, blank=True, help_text="One sentence, or two.")
    announcement_picture = picture_field(verbose_name="picture")
    announcement_page = page_to_read_on_field()
    mission = RichTextField(
        features=LINE_FEATURES, blank=True, help_text="What the organization is, in about three lines."
    )

    is_about_organization = True
    social_image = SocialImage(NAME)

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

    def structured_data(self, metadata, publisher):
        return structured_data.website(metadata, publisher, search=urljoin(metadata.site_url, reverse("search")))

    def route(self, request, path_components):
        """Find the longest live prefix of the path, and hand the rest to that page's own `route()`.

        One query at any depth, and one for the fields of the page's type. Wagtail walks down the tree instead, with two
        queries per level. The query also finds out whether the page is public, which spares those for its view
        restrictions. It can go when Wagtail looks pages up by path.
        """
        if not path_components:
            return super().route(request, path_components)
        page, rest = self.find_longest_live_prefix(path_components[:MAX_ROUTE_DEPTH])
        return page.route(request, [*rest, *path_components[MAX_ROUTE_DEPTH:]])

    def find_longest_live_prefix(self, path_components: list[str]) -> tuple[Page, list[str]]:
        """The live page whose URL path is the longest prefix of this path, and the components after it.

        Raises Http404 where not even the first component is the slug of a live page.
        """
        url_paths = [f"{self.url_path}{'/'.join(path_components[:n])}/" for n in range(1, len(path_components) + 1)]
        not_public = ExpressionWrapper(is_private() | is_alias(), output_field=models.BooleanField())
        candidates = Page.objects.live().filter(url_path__in=url_paths).annotate(not_public=not_public)
        found = candidates.order_by("-depth").first()
        if found is None:
            raise Http404
        rest = path_components[url_paths.index(found.url_path) + 1 :]
        page = found.specific_deferred if rest else found.specific  # routing needs only the fields that all pages share
        page.is_known_public = not found.not_public
        return page, rest
