"""Reports and papers: a PDF in the library, or the URL of a page on another site."""

from urllib.parse import urljoin

from django.core.exceptions import ValidationError
from django.db import models
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import PageManager
from wagtail.search import index

from pages.models import BasePage
from pages.models.base import picture_field
from pages.models.media import collect_renditions
from pages.rich_text.blocks import LINE_FEATURES, http_url_validator
from pages.sharing import structured_data

from ..forms import PublicationForm
from ..outputs import feed_items
from .dated import ROW_FIELDS, DatedIndex, DatedQuerySet, dated_social_image
from .feeds import with_own_record


class PublicationQuerySet(DatedQuerySet):
    def for_page(self):
        return super().for_page().select_related("document")

    def for_list(self):
        """Adds the cover with its renditions, for unpack(), and the PDF for its size and number of pages."""
        own = ("kind", "number", "external_url", "document", "cover")
        rows = super().for_list().only(*ROW_FIELDS, *own).select_related("document", "cover")
        return rows.annotate(picture_renditions=collect_renditions("cover", "cover"))

    def for_feed(self):
        """All that an item of a feed shows. Two queries."""
        return with_own_record(self.listed().newest()).select_related("document")


class Publication(BasePage):
    class Kind(models.TextChoices):
        COUNTRY_REPORT = "country-report", "Country report"
        ANNUAL_REPORT = "annual-report", "Annual report"
        UKRAINE_UPDATE = "ukraine-update", "Ukraine Update"
        OP_ED = "op-ed", "Op-ed"

    kind = models.CharField(max_length=20, choices=Kind, default=Kind.COUNTRY_REPORT)
    number = models.PositiveSmallIntegerField(null=True, blank=True, help_text="For a numbered series.")
    date = models.DateField(null=True, default=timezone.localdate, db_index=True)
    cover = picture_field()
    description = RichTextField(features=LINE_FEATURES, blank=True)
    document = models.ForeignKey(
        "pages.SiteDocument", verbose_name="PDF", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    external_url = models.URLField("address elsewhere", max_length=None, blank=True, validators=[http_url_validator])

    picture_place = ("cover", "cover")

    objects = PageManager.from_queryset(PublicationQuerySet)()

    base_form_class = PublicationForm
    parent_page_types = ["news.PublicationIndex"]
    subpage_types = []
    page_description = "A report or paper: a PDF, or an address elsewhere"
    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("number"), FieldPanel("date")]),
        MultiFieldPanel(
            [FieldPanel("document"), FieldPanel("external_url")],
            heading="Where it can be read",
            help_text="A PDF from the library, or the address of a page elsewhere: one of the two.",
        ),
        FieldPanel("cover"),
        FieldPanel("description"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("description"),
        index.FilterField("date"),
        index.FilterField("kind"),
    ]

    def clean(self):
        super().clean()
        if self.document and self.external_url:
            raise ValidationError({"external_url": "Give the PDF or the address, not both."})

    @property
    def target_url(self) -> str:
        """The URL where it can be read: the PDF's, or that of another site; empty in a draft that has neither yet."""
        return self.document.url if self.document else self.external_url

    @property
    def social_image(self):
        return dated_social_image(self.get_kind_display(), self, "F Y")

    def structured_data(self, metadata, publisher):
        is_report = self.kind != self.Kind.OP_ED
        report = structured_data.article("Report" if is_report else "OpinionNewsArticle", metadata, publisher)
        report["genre"] = self.get_kind_display()
        if is_report and self.number:
            report["reportNumber"] = str(self.number)
        if self.document:
            size = filesizeformat(self.document.file_size).replace("\xa0", " ") if self.document.file_size else ""
            return report | structured_data.pdf(urljoin(metadata.url, self.target_url), size, self.document.page_count)
        return report | {"sameAs": self.external_url}


class PublicationIndex(DatedIndex):
    subpage_types = ["news.Publication"]
    listed_model = Publication
    kind_choices = Publication.Kind.choices
    build_feed_items = staticmethod(feed_items.publication_items)

    class Meta:
        verbose_name = "publications"
