"""The countries whose communities the organization serves."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from pages.models import BasePage
from pages.models.base import BasePageQuerySet, is_private, line_field
from pages.models.sites import know_sites
from pages.rich_text.blocks import BodyBlock
from pages.shared import shared
from pages.sharing import structured_data
from pages.sharing.social_image_drawing import SocialImage

from ..countries.codes import country_choices
from ..feed_response import Feed, build_records_feed
from ..filter_values import narrow
from .feeds import FeedMixin
from .record import Record

NEWEST = 5  # clippings, and statements and publications, on the page of a country
SAID = (Record.Kind.STATEMENT, Record.Kind.PUBLICATION)


class CountryQuerySet(BasePageQuerySet):
    def for_list(self):
        return self.listed().defer_streamfields().order_by("title")

    def by_code(self, codes):
        """ISO code → its live page, for those of the codes that have one. One query."""
        return {country.iso_code: country for country in self.for_list().filter(iso_code__in=codes)}


class CountryIndex(BasePage):
    schema_type = "CollectionPage"

    parent_page_types = ["pages.Home"]
    subpage_types = ["news.Country"]
    max_count = 1

    class Meta:
        verbose_name = "countries"

    def get_context(self, request, *args, **kwargs):
        year = timezone.localdate().year
        return super().get_context(request, *args, **kwargs) | {
            "countries": Country.objects.child_of(self).for_list(),
            "year": year,
            "counts": Record.objects.listed().clippings().in_year(year).count_by_country(),
        }


class Country(FeedMixin, BasePage):
    iso_code = models.CharField(  # noqa: DJ001, a draft may lack it
        "country", max_length=2, null=True, unique=True, choices=country_choices
    )
    other_names = line_field(
        limit=300, blank=True, help_text="Names in the country’s languages and older ones, separated by commas."
    )
    profile = StreamField(BodyBlock(), blank=True)

    objects = PageManager.from_queryset(CountryQuerySet)()

    parent_page_types = ["news.CountryIndex"]
    subpage_types = []
    exclude_fields_in_copy = ["iso_code"]  # no other page may have it
    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("iso_code"), FieldPanel("other_names")]),
        FieldPanel("profile"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("other_names"),
        index.SearchField("profile"),
        index.FilterField("iso_code"),
    ]

    class Meta:
        verbose_name_plural = "countries"

    def get_feed(self, request) -> tuple[Feed, str]:
        """The clippings about the country alone, not the issues that they stood in."""
        clippings = Record.objects.listed().clippings().about(self.iso_code)
        return build_records_feed(request, clippings, self.title, self.get_url(request), self.summary), ""

    def get_narrower_url(self, request, **parameters) -> str:
        """The clippings on the country by whatever else they are asked for."""
        query_string = narrow(request.GET, country=(self.iso_code or "").lower(), **parameters)
        return query_string and reverse("clippings") + query_string

    def get_context(self, request, *args, **kwargs):
        """The dossier: clippings by year, the newest of them, and what the organization itself said. Two queries."""
        about = Record.objects.about(self.iso_code or "").exclude(is_private("page__path"))
        clippings, said = about.clippings(), about.filter(kind__in=SAID)
        both = clippings.newest().values("pk")[:NEWEST].union(said.newest().values("pk")[:NEWEST], all=True)
        newest = list(Record.objects.filter(pk__in=both).for_rows())
        know_sites(request, [record.page for record in newest])
        return super().get_context(request, *args, **kwargs) | {
            "countries": read_countries(request),
            "years": clippings.count_by_year().items(),
            "clippings": [record for record in newest if record.kind == Record.Kind.CLIPPING],
            "said": [record for record in newest if record.kind in SAID],
        }

    @property
    def other_names_list(self) -> list[str]:
        return [name.strip() for name in self.other_names.split(",") if name.strip()]

    @property
    def social_image(self):
        return SocialImage(self.title, kicker="Country")

    def structured_data(self, metadata, publisher):
        about = structured_data.country(self.title, self.iso_code, self.other_names_list)
        return super().structured_data(metadata, publisher) | {"about": about}


@shared
def read_countries(request) -> list[Country]:
    """The live, public country pages by title, for lists, the map and the clippings of every issue. One query."""
    return list(Country.objects.for_list())
