"""What every dated page and list of them has in common."""

from django.db import models
from django.utils.dateformat import format as format_date

from pages.models import BasePage
from pages.models.base import BasePageQuerySet
from pages.sharing.social_image_drawing import SocialImage

from ..listing import build_listing


class DatedQuerySet(BasePageQuerySet):
    def newest(self):
        return self.order_by("-date", "-pk")

    def for_list(self):
        """What a row of a list shows; the bodies stay in the database."""
        return self.listed().defer_streamfields().newest()


def dated_social_image(kind, page, date_format="F j, Y"):
    """The card of a dated page: its kind and day above its title."""
    return SocialImage(page.title, kicker=f"{kind} · {format_date(page.date, date_format)}")


class DatedIndex(BasePage):
    """A list of dated pages below Home, newest first, by year and by kind. Subclasses name the model they list."""

    parent_page_types = ["pages.Home"]
    max_count = 1
    schema_type = "CollectionPage"
    listed: type[models.Model]
    kinds: tuple = ()

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        listing = build_listing(request.GET, self.listed.objects.child_of(self).for_list(), self.kinds)
        return super().get_context(request, *args, **kwargs) | {"listing": listing}

    def get_sitemap_urls(self, request=None):
        """The list changes when a page of it does."""
        (entry,) = super().get_sitemap_urls(request)
        newest = self.listed.objects.child_of(self).listed().aggregate(at=models.Max("last_published_at"))["at"]
        return [entry | {"lastmod": max(filter(None, [entry["lastmod"], newest]), default=None)}]
