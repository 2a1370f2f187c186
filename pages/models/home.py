import re
from functools import cache
from urllib.parse import urljoin

from django.db import models
from django.http import Http404
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager
from wagtail.search import index

from ..prepared import Parameter, PreparedQuery
from ..rich_text.blocks import LINE_FEATURES
from ..sharing import structured_data
from ..sharing.social_image_drawing import NAME, SocialImage
from .base import BasePage, BasePageQuerySet, line_field, page_to_read_on_field, picture_field
from .sites import find_site, get_top_level_pages, is_public, know_sites

SLUG = re.compile(r"[-\w]+")
MAX_ROUTE_DEPTH = 20  # components of a path that are looked up; the site is four levels deep


class HomeQuerySet(BasePageQuerySet):
    def for_page(self):
        return super().for_page().select_related("announcement_page")


class Home(BasePage):
    """The front page: announcement and mission. Its template shows news through the template tags of `news`."""

    announcement = line_field(limit=200, blank=True, help_text="A headline. Left empty, no announcement is shown.")
    announcement_text = line_field("text", limit=400, blank=True, help_text="One sentence, or two.")
    announcement_picture = picture_field(verbose_name="picture")
    announcement_page = page_to_read_on_field()
    mission = RichTextField(
        features=LINE_FEATURES, blank=True, help_text="What the organization is, in about three lines."
    )

    objects = PageManager.from_queryset(HomeQuerySet)()

    is_about_organization = True
    picture_place = ("announcement_picture", "landscape")
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

        The pages directly below this one are known, so it is one query, or two where more than their own subpages may
        be below them. Wagtail walks down the tree instead, with two queries per level. Whether the page is public is
        known as well, which spares those for its view restrictions. It can go when Wagtail looks pages up by path.
        """
        page, rest = self.find_page(request, path_components[:MAX_ROUTE_DEPTH])
        if page is None:
            raise Http404
        page.is_known_public = is_public(find_site(request), page.path)
        know_sites(request, [page])
        if isinstance(page, Home):
            return super(Home, page).route(request, [])
        return page.route(request, [*rest, *path_components[MAX_ROUTE_DEPTH:]])

    def find_page(self, request, path_components: list[str]) -> tuple[Page | None, list[str]]:
        """The live page whose URL path is the longest prefix of this path, and the components after it.

        A page that has something of the path left knows only the fields that all pages share, which routing needs. None
        where there is none.
        """
        if not path_components:
            return fetch_page(Home, self.url_path), []
        first, *rest = path_components
        page = next((page for page in get_top_level_pages(request)[1:] if page.slug == first), None)
        if page is None or (rest and not has_leaves_only(page.specific_class)):
            return self.find_longest_live_prefix(path_components)
        if not rest:
            return fetch_page(page.specific_class, page.url_path), rest
        for model in page.specific_class.clean_subpage_models() if SLUG.fullmatch(rest[0]) else ():
            if leaf := fetch_page(model, f"{page.url_path}{rest[0]}/"):
                return leaf, rest[1:]
        return page.get_specific(deferred=True), rest

    def find_longest_live_prefix(self, path_components: list[str]) -> tuple[Page | None, list[str]]:
        """As find_page(), at any depth, and for whatever the types of the pages allow below them."""
        url_paths = [f"{self.url_path}{'/'.join(path_components[:n])}/" for n in range(1, len(path_components) + 1)]
        found = Page.objects.live().filter(url_path__in=url_paths).order_by("-depth").first()
        if found is None:
            return None, path_components
        rest = path_components[url_paths.index(found.url_path) + 1 :]
        return found.specific_deferred if rest else fetch_page(found.specific_class, found.url_path), rest


def has_leaves_only(model: type[Page]) -> bool:
    """Whether no page of this type has pages two levels below it."""
    return all(not below.clean_subpage_models() for below in model.clean_subpage_models())


@cache
def page_query(model: type[BasePage]) -> PreparedQuery:
    """Fetches the live page of a type by its `url_path`, with all that its template shows."""
    url_path = Parameter("url_path", models.TextField())
    return PreparedQuery(lambda: model.objects.for_page().live().filter(url_path=url_path).order_by())


def fetch_page(model: type[BasePage], url_path: str) -> BasePage | None:
    page = next(iter(page_query(model).fetch(url_path=url_path)), None)
    if page:
        page.unpack()
    return page
