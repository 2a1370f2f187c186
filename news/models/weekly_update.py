"""The weekly update: a dated letter and about ten clippings."""

import datetime
import re

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PageManager
from wagtail.search import index

from pages.draft_forms import find_free_slug
from pages.eastern_time import format_eastern
from pages.models import BasePage
from pages.models.base import line_field, picture_field
from pages.sharing import structured_data
from pages.sharing.social_image_drawing import SocialImage

from ..forms import WeeklyUpdateForm, date_conflict_message
from ..outputs import build
from ..outputs.formats import FORMATS
from ..outputs.issue import Issue, friday_on_or_after
from ..outputs.preview import PREVIEW_MODES, render_preview
from ..panels import ClippingToolsPanel
from .clipping import ClippingBlock, SignatoryBlock
from .correction import CORRECTION_PANEL, Correctable
from .dated import dated_social_image
from .inbox import InboxItem
from .leadership import current_leadership, current_signature
from .shared_draft import permissions_for_shared_draft
from .weekly_update_queryset import NEIGHBOUR_FIELDS, WeeklyUpdateQuerySet, WithdrawalsManager
from .withdrawal import Withdrawal, show_blocks

TITLE_FROM_DATE = re.compile(r"Weekly Update, [A-Z][a-z]+ \d{1,2}, \d{4}")
LETTER_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "blockquote", "language"]


def next_friday():
    return friday_on_or_after(timezone.localdate())


def make_neighbour(values: "dict | None") -> "WeeklyUpdate | None":
    """An update that knows its NEIGHBOUR_FIELDS and `first_headline`, as bring_neighbours() brings them."""
    if values is None:
        return None
    date = datetime.date.fromisoformat(values["date"])
    update = WeeklyUpdate.from_db(
        DEFAULT_DB_ALIAS, NEIGHBOUR_FIELDS, [date if name == "date" else values[name] for name in NEIGHBOUR_FIELDS]
    )
    update.first_headline = values["first_headline"]
    return update


class WeeklyUpdate(Correctable, BasePage):
    """One Friday's letter and clippings. `date` is the day it was sent; FROM line and signature stay as of that day."""

    date = models.DateField(unique=True, default=next_friday, help_text="The day this issue goes out.")
    kicker = line_field(limit=60, default="Weekly Top 10")
    addressee = line_field("to", limit=160, default="NCSEJ Leadership and Interested Parties")
    sent_from = StreamField(
        [("signatory", SignatoryBlock())],
        default=current_leadership,
        blank=True,
        verbose_name="from",
        help_text="The leaders in office are filled in. What stands here is kept, whoever leads later.",
    )
    lead_image = picture_field(verbose_name="picture")
    lead_image_caption = line_field("caption", limit=300, blank=True)
    letter = RichTextField(features=LETTER_FEATURES, help_text="From “Dear Friend,” to the last paragraph.")
    signature = models.TextField(
        blank=True,
        default=current_signature,
        help_text="Name and title, a line each. Place and date follow by themselves.",
    )
    clippings = StreamField(
        [("clipping", ClippingBlock())], blank=True, collapsed=True, help_text="In order of importance."
    )
    unplaced_lines = models.TextField("pasted lines not placed yet", blank=True, default="", db_default="")

    objects = PageManager.from_queryset(WeeklyUpdateQuerySet)()
    with_withdrawals = WithdrawalsManager.from_queryset(WeeklyUpdateQuerySet)()

    picture_place = ("lead_image", "wide")

    base_form_class = WeeklyUpdateForm
    parent_page_types = ["news.NewsIndex"]
    subpage_types = []
    page_description = "One Friday’s letter and clippings"
    content_panels = [
        FieldRowPanel([FieldPanel("date"), FieldPanel("kicker")]),
        FieldPanel("title", help_text="Left empty, it is “Weekly Update, ” and the date."),
        BasePage.content_panels[1],
        MultiFieldPanel(
            [FieldPanel("addressee"), FieldPanel("sent_from")], heading="To and from", classname="collapsed"
        ),
        FieldPanel("letter"),
        FieldPanel("signature"),
        MultiFieldPanel(
            [FieldPanel("lead_image"), FieldPanel("lead_image_caption")], heading="Picture", classname="collapsed"
        ),
        ClippingToolsPanel(),
        FieldPanel("clippings"),
        CORRECTION_PANEL,
    ]
    promote_panels = []  # the slug is made from the date
    preview_modes = PREVIEW_MODES
    permissions_for_user = permissions_for_shared_draft
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("letter"),
        index.SearchField("clippings"),
        index.FilterField("date"),
    ]

    class Meta:
        verbose_name = "weekly update"
        default_manager_name = "with_withdrawals"  # by which Wagtail reads the page that it serves

    def full_clean(self, *args, **kwargs):
        self.set_title_and_slug()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        self.set_title_and_slug()
        super().minimal_clean()

    def save_revision(self, *args, **kwargs):
        """Mark what of the inbox the saved draft uses, too, so that nothing an abandoned editor shows is lost to it."""
        # Only a story that waits asks for the former links; one that is added in this moment counts as linked only now.
        is_asked = self.live and InboxItem.objects.waiting().linked_by(self.clippings).exists()
        before = WeeklyUpdate.objects.get(pk=self.pk).get_latest_revision_as_object().clippings if is_asked else ()
        revision = super().save_revision(*args, **kwargs)
        InboxItem.objects.follow(self, before)
        return revision

    def delete(self, *args, **kwargs):
        self.before_deletion()
        return super().delete(*args, **kwargs)

    def before_deletion(self):
        if self.first_published_at is None:
            InboxItem.objects.leave(self)

    def after_restoration(self):
        if self.first_published_at is None:
            InboxItem.objects.follow(self.get_latest_revision_as_object())

    def unique_error_message(self, model_class, unique_check):
        """Name the update that has the date: where no form has told it, what publishes does."""
        others = WeeklyUpdate.objects.exclude(pk=self.pk)
        other = others.taking(self.date).first() if unique_check == ("date",) else None
        if other is None:
            return super().unique_error_message(model_class, unique_check)
        return ValidationError(date_conflict_message(other), code="unique")

    @classmethod
    def find_holders(cls, field, values):
        """A date belongs to the update that will have it, too, as in taking(). Four queries, however many dates."""
        holders = super().find_holders(field, values)
        if field != "date":
            return holders
        days = {day.isoformat(): day for day in values}
        changed = cls.objects.filter(has_unpublished_changes=True, latest_revision__content__date__in=list(days))
        scheduled = cls.objects.scheduled_revisions().filter(content__date__in=list(days))
        will_have = {
            days[day]: int(pk)
            for day, pk in [
                *changed.values_list("latest_revision__content__date", "pk"),
                *scheduled.values_list("content__date", "object_id"),
            ]
        }
        updates = cls.objects.in_bulk(will_have.values())
        return {day: updates[pk] for day, pk in will_have.items() if pk in updates} | holders

    def get_delete_warnings(self):
        last = self.handovers.first()
        handed_over = [f"It was handed over to the mailing service on {format_eastern(last.at)}."] if last else []
        return [*handed_over, *super().get_delete_warnings()]

    def set_title_and_slug(self):
        """Make title and slug from the date, until the first publication. A title that an editor wrote is kept."""
        if self.date:
            if not self.title or (not self.first_published_at and TITLE_FROM_DATE.fullmatch(self.title)):
                self.title = f"Weekly Update, {format_date(self.date, 'F j, Y')}"
            if not self.first_published_at:
                self.slug = self.get_available_slug()

    def get_available_slug(self) -> str:
        """The date; or "<date>-2" where an update whose date was changed after publication still has that slug."""
        return find_free_slug(self.date.isoformat(), WeeklyUpdate.objects.exclude(pk=self.pk))

    def get_context(self, request, *args, **kwargs):
        earlier, later = self.neighbours
        return super().get_context(request, *args, **kwargs) | {"earlier": earlier, "later": later}

    @property
    def neighbours(self) -> "tuple[WeeklyUpdate | None, WeeklyUpdate | None]":
        """The issues before and after this one. One query; none where for_page() has brought what is shown of them."""
        brought = vars(self)
        if "earlier_values" not in brought:
            return WeeklyUpdate.objects.neighbours(self.date)
        return make_neighbour(brought["earlier_values"]), make_neighbour(brought["later_values"])

    @cached_property
    def first_headline(self) -> str:
        """That of the first clipping, or empty. Querysets that show it in a list bring it along.

        It is empty, too, while anything of the issue is withdrawn: a list that names it has one question to ask.
        """
        return self.clippings[0].value["headline"] if self.clippings and not self.withdrawals_in_force else ""

    @cached_property
    def withdrawals_in_force(self) -> list[Withdrawal]:
        """One query; none where a queryset has brought them along, with what shown_clippings needs of them."""
        if not self.pk:
            return []
        brought = vars(self).get("withdrawal_values")
        return list(self.withdrawals.in_force()) if brought is None else [Withdrawal(**values) for values in brought]

    @property
    def shown_clippings(self) -> list:
        """The blocks of the clippings as readers have them. Whatever shows clippings takes them from here."""
        return show_blocks(self.clippings, self.withdrawals_in_force)

    @property
    def list_title(self) -> str:
        """The title beside the date, in a list: for one that only says the date again, the first headline."""
        return (TITLE_FROM_DATE.fullmatch(self.title) and self.first_headline) or self.title

    @property
    def social_image(self):
        if TITLE_FROM_DATE.fullmatch(self.title):
            return SocialImage(self.title, self.kicker)
        return dated_social_image(self.kicker, self)

    def structured_data(self, metadata, publisher):
        citations = [
            structured_data.cited_article(
                clipping.position, clipping.headline, clipping.byline, clipping.source, clipping.date, clipping.url
            )
            for clipping in build.build_clippings(self)
            if not clipping.is_withdrawn
        ]
        return structured_data.article("NewsArticle", metadata, publisher) | {
            "citation": citations,
            "correction": structured_data.correction(self.correction, self.corrected_on),
        }

    @property
    def is_handed_over(self) -> bool:
        return self.handovers.exists()

    def as_issue(self, request=None) -> Issue:
        """The plain values from which every output is rendered."""
        return build.build_issues([self], request)[0]

    def render_format(self, extension: str, request) -> str:
        """The weekly update in another format. extension: a key of FORMATS."""
        return FORMATS[extension].render_issue(self.as_issue(request), build.build_publisher(request))

    def serve_preview(self, request, mode_name):
        return render_preview(self, request, mode_name, lambda: super(WeeklyUpdate, self).serve_preview(request, ""))
