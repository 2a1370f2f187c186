"""What the dated page types, and the index pages that list them, have in common."""

from collections.abc import Mapping
from dataclasses import replace

from django.db import models
from django.utils.dateformat import format as format_date
from django.utils.functional import SimpleLazyObject

from pages.models import BasePage
from pages.models.base import BasePageQuerySet
from pages.sharing.social_image_drawing import SocialImage

from ..feed_response import FEED_LENGTH, Feed, FeedLinks, build_channel, leave_out_of_feed
from ..listing import Listing, build_listing, without_keeping
from .feeds import FeedFilters, FeedMixin, UnknownFilterError, page_feed_links, read_filters

ROW_FIELDS = ("title", "url_path", "search_description", "date")  # what a row of a list shows of any of them


class DatedQuerySet(BasePageQuerySet):
    def newest(self):
        return self.order_by("-date", "-pk")

    def for_list(self):
        """The live, public pages, newest first, with no more than a row of a list shows."""
        return self.listed().newest().only(*ROW_FIELDS)


def dated_social_image(kind, page, date_format="F j, Y") -> SocialImage:
    """The social image of a dated page: its kind and date, which a draft may lack, above its title."""
    return SocialImage(page.title, kicker=f"{kind} · {format_date(page.date, date_format)}" if page.date else kind)


class DatedIndex(FeedMixin, BasePage):
    """A page below Home that lists its dated subpages, newest first, with filters by year and by kind; and their feed.

    Subclasses set `listed_model`, `kind_choices` where the model has a `kind`, and `build_feed_items`, a function of
    outputs/feed_items.py for the pages of the model's `for_feed()`.
    """

    parent_page_types = ["pages.Home"]
    max_count = 1
    schema_type = "CollectionPage"
    listed_model: type[models.Model]
    kind_choices: tuple = ()

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        listing = self.build_listing(request, **kwargs)
        for page in listing:
            page.unpack()
        return super().get_context(request, *args, **kwargs) | {"listing": listing}

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        listing = (getattr(response, "context_data", None) or {}).get("listing")
        return without_keeping(response) if listing and listing.unknown else response

    def build_listing(self, request) -> Listing:
        return build_listing(request.GET, kind_choices=self.kind_choices, **self.describe_rows())

    def describe_rows(self) -> dict:
        """What build_listing() is told of the list, whatever it is filtered by."""
        return {"queryset": SimpleLazyObject(self.get_rows), "title": self.title, "key": (type(self), self.path)}

    def get_rows(self):
        """What the list shows of its subpages."""
        return self.listed_model.objects.child_of(self).for_list()

    def get_filter_parameters(self, request) -> Mapping[str, str]:
        """What the list is filtered by, as a query string would say it."""
        return request.GET

    def get_feed_links(self, request) -> FeedLinks | None:
        """Those of the feed of what is listed, filtered as the list is."""
        try:
            filters = read_filters(self.get_filter_parameters(request), self.kind_choices)
        except UnknownFilterError:
            filters = FeedFilters()
        links = page_feed_links(self, request, filters.query_string)
        return links and replace(links, title=filters.describe(self.title, self.kind_choices))

    def get_feed(self, request) -> tuple[Feed, str]:
        """The newest FEED_LENGTH pages, whole, but for those that a room keeps out of feeds."""
        filters = read_filters(self.get_filter_parameters(request), self.kind_choices)
        pages = leave_out_of_feed(self.listed_model.objects.child_of(self).for_feed(), "pk")
        pages = filters.apply(pages)[:FEED_LENGTH]
        title = filters.describe(self.title, self.kind_choices)
        feed = Feed(
            channel=build_channel(request, title, self.summary, self.get_list_url(request, filters)),
            items=type(self).build_feed_items(pages, request),
        )
        return feed, filters.query_string

    def get_list_url(self, request, filters: FeedFilters) -> str:
        """The path of the list that has these filters."""
        return f"{self.get_url(request)}{filters.query_string}"

    def get_sitemap_urls(self, request=None):
        """The index page is as new in the sitemap as the page that was last published below it."""
        (entry,) = super().get_sitemap_urls(request)
        subpages = self.listed_model.objects.child_of(self).listed()
        newest = subpages.aggregate(at=models.Max("last_published_at"))["at"]
        return [entry | {"lastmod": max(filter(None, [entry["lastmod"], newest]), default=None)}]
