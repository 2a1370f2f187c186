"""Statements, press releases, letters, action alerts, testimony and op-eds, and the bills they mention."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models.functions import JSONObject
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from pages.models import BasePage
from pages.rich_text.blocks import TEXT_FEATURES
from pages.sharing import structured_data

from ..bills import BILL_KINDS, Bill
from ..forms import StatementForm
from ..outputs import build, feed_items
from ..outputs.formats import FORMATS
from .correction import CORRECTION_PANEL, Correctable
from .dated import ROW_FIELDS, DatedIndex, DatedQuerySet, dated_social_image
from .feeds import with_own_record
from .formats import FormatsMixin


class StatementQuerySet(DatedQuerySet):
    def for_list(self):
        return super().for_list().only(*ROW_FIELDS, "kind")

    def for_page(self):
        return super().for_page().bring_bills()

    def bring_bills(self):
        """With `bill_values`, of which `Statement.bills` are made."""
        rows = StatementBill.objects.filter(statement=models.OuterRef("pk")).order_by("sort_order")
        values = JSONObject(congress="congress", kind="kind", number="number")
        return self.annotate(bill_values=ArraySubquery(rows.values(json=values)))

    def for_feed(self):
        """All that an item of a feed shows. Three queries."""
        return with_own_record(self.listed().newest()).prefetch_related("bill_rows")

    def for_outputs(self):
        """The live, public statements, newest first, whole. Building the values costs two queries more."""
        return self.listed().newest()

    def selected(self):
        return self.filter(is_selected=True)


class Statement(Correctable, BasePage):
    class Kind(models.TextChoices):
        STATEMENT = "statement", "Statement"
        PRESS_RELEASE = "press-release", "Press release"
        LETTER = "letter", "Letter"
        TESTIMONY = "testimony", "Testimony"
        ACTION_ALERT = "action-alert", "Action alert"
        OP_ED = "op-ed", "Op-ed"

    kind = models.CharField(max_length=20, choices=Kind, default=Kind.STATEMENT)
    date = models.DateField(null=True, default=timezone.localdate, db_index=True)
    is_selected = models.BooleanField("show on the home page", default=False)
    body = RichTextField(features=TEXT_FEATURES)

    objects = PageManager.from_queryset(StatementQuerySet)()

    base_form_class = StatementForm
    parent_page_types = ["news.StatementIndex"]
    subpage_types = []
    page_description = "A statement, press release, letter, testimony, action alert or op-ed"
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body"),  # right below the summary, so that a telephone shows all that a statement needs
        FieldRowPanel([FieldPanel("kind"), FieldPanel("date"), FieldPanel("is_selected")]),
        InlinePanel("bill_rows", heading="Bills it speaks of", label="Bill"),
        CORRECTION_PANEL,
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.FilterField("date"),
        index.FilterField("kind"),
    ]

    @property
    def bills(self):
        """The bills that are complete; a draft may have half of one. One query, but for a page of for_page()."""
        brought = vars(self).get("bill_values")
        rows = self.bill_rows.all() if brought is None else [StatementBill(**values) for values in brought]
        return [row.bill for row in rows if row.congress and row.number]

    def render_format(self, extension: str, request) -> str:
        """The statement in another format. extension: a key of FORMATS."""
        publisher = build.build_publisher(request)
        return FORMATS[extension].render_statement(build.build_statement(self, request), publisher)

    @property
    def social_image(self):
        return dated_social_image(self.get_kind_display(), self)

    def structured_data(self, metadata, publisher):
        return structured_data.article("Article", metadata, publisher) | {
            "genre": self.get_kind_display(),
            "correction": structured_data.correction(self.correction, self.corrected_on),
        }


class StatementBill(Orderable):
    """A bill that a statement speaks of. StatementForm asks what it must be; in a draft it may be half of one."""

    statement = ParentalKey(Statement, on_delete=models.CASCADE, related_name="bill_rows")
    congress = models.PositiveSmallIntegerField(null=True, help_text="118 for the years 2023 and 2024.")
    kind = models.CharField(
        max_length=8, choices=[(kind, cited) for kind, (cited, _) in BILL_KINDS.items()], default="hr"
    )
    number = models.PositiveIntegerField(null=True)

    panels = [FieldRowPanel([FieldPanel("congress"), FieldPanel("kind"), FieldPanel("number")])]

    def __str__(self):
        return self.bill.name if self.congress and self.number else "Half a bill"

    @property
    def bill(self):
        return Bill(self.congress, self.kind, self.number)


class StatementIndex(FormatsMixin, DatedIndex):
    subpage_types = ["news.Statement"]
    listed_model = Statement
    kind_choices = Statement.Kind.choices
    build_feed_items = staticmethod(feed_items.statement_items)

    class Meta:
        verbose_name = "statements"

    def get_rows(self):
        """With the bills of each statement."""
        return super().get_rows().bring_bills()
