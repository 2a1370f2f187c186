"""What the dated page types, and the index pages that list them, have in common."""

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
        """The live, public pages, newest first, with what a row of a list shows; StreamFields are deferred."""
        return self.listed().defer_streamfields().newest()


def dated_social_image(kind, page, date_format="F j, Y") -> SocialImage:
    """The social image of a dated page: its kind and date, which a draft may lack, above its title."""
    return SocialImage(page.title, kicker=f"{kind} · {format_date(page.date, date_format)}" if page.date else kind)


class DatedIndex(BasePage):
    """A page below Home that lists its dated subpages, newest first, with filters by year and by kind.

    Subclasses set `listed_model`, and `kind_choices` where the model has a `kind`.
    """

    parent_page_types = ["pages.Home"]
    max_count = 1
    schema_type = "CollectionPage"
    listed_model: type[models.Model]
    kind_choices: tuple = ()

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        pages = self.listed_model.objects.child_of(self).for_list()
        listing = build_listing(request.GET, pages, self.kind_choices)
        return super().get_context(request, *args, **kwargs) | {"listing": listing}

    def get_sitemap_urls(self, request=None):
        """The index page is as new in the sitemap as the page that was last published below it."""
        (entry,) = super().get_sitemap_urls(request)
        subpages = self.listed_model.objects.child_of(self).listed()
        newest = subpages.aggregate(at=models.Max("last_published_at"))["at"]
        return [entry | {"lastmod": max(filter(None, [entry["lastmod"], newest]), default=None)}]
