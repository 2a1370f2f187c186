"""The queries for weekly updates: what is listed, what the outputs show, who has a day, what was handed over."""

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, JSONObject
from wagtail.models import PageManager, Revision

from pages.models.media import prefetch_renditions

from .dated import DatedQuerySet
from .handover import Handover
from .withdrawal import Withdrawal

NEIGHBOUR_FIELDS = ("id", "title", "url_path", "page_ptr_id", "date")  # in the order of the model


class WeeklyUpdateQuerySet(DatedQuerySet):
    def for_list(self):
        return super().for_list().with_first_headline()

    def with_first_headline(self):
        """With `first_headline`, read from the JSON in the database, where the clippings stay.

        Empty where anything of the issue is withdrawn, as `WeeklyUpdate.first_headline` is.
        """
        withdrawn = Exists(Withdrawal.objects.in_force().filter(page=OuterRef("pk")))
        nothing = Value("", output_field=TextField())
        headline = Coalesce(KT("clippings__0__value__headline"), nothing)
        return self.annotate(first_headline=Case(When(withdrawn, then=nothing), default=headline))

    def bring_withdrawals(self):
        """With `withdrawal_values`: what each update's shown_clippings needs to know of what is withdrawn."""
        values = JSONObject(id="id", block_id="block_id", headline="headline", names="names")
        withdrawals = Withdrawal.objects.in_force().filter(page=OuterRef("pk")).order_by("pk")
        return self.annotate(withdrawal_values=ArraySubquery(withdrawals.values(json=values)))

    def for_page(self):
        """With the withdrawals, and the issues before and after it, too."""
        return super().for_page().bring_withdrawals().bring_neighbours()

    def neighbours(self, day):
        """The last weekly update before a day and the first after it, each None where there is none. One query."""
        listed = self.listed().only("date", "title", "url_path").with_first_headline()
        both = listed.filter(date__lt=day).order_by("-date")[:1].union(listed.filter(date__gt=day).order_by("date")[:1])
        found = list(both)
        earlier = next((update for update in found if update.date < day), None)
        return earlier, next((update for update in found if update.date > day), None)

    def bring_neighbours(self):
        """With `earlier_values` and `later_values`: what `WeeklyUpdate.neighbours` are made of, None if there is none.

        They are found by the index of the dates, as in neighbours().
        """
        listed = self.model.objects.listed().with_first_headline()
        earlier = listed.filter(date__lt=OuterRef("date")).order_by("-date")
        later = listed.filter(date__gt=OuterRef("date")).order_by("date")
        values = JSONObject(**{name: name for name in NEIGHBOUR_FIELDS}, first_headline="first_headline")
        return self.annotate(
            earlier_values=Subquery(earlier.values(json=values)[:1]),
            later_values=Subquery(later.values(json=values)[:1]),
        )

    def for_outputs(self):
        """The live, public updates, newest first, with all that the outputs show, the picture's renditions included.

        Two queries; building the issues costs one more, for the links in their letters.
        """
        return (
            self.listed()
            .newest()
            .bring_withdrawals()
            .select_related("lead_image")
            .prefetch_related(prefetch_renditions("lead_image", "wide"))
        )

    for_feed = for_outputs

    def scheduled_revisions(self):
        """Every revision of a weekly update that will be published at its time."""
        content_type = ContentType.objects.get_for_model(self.model)
        return Revision.objects.filter(content_type=content_type, approved_go_live_at__isnull=False)

    def taking(self, day):
        """The weekly updates that have a day, or will have it by a schedule or an unpublished change. One query.

        Each has `stands` and `is_scheduled`, for whether it has the day now, and whether its schedule brings it; those
        that have it now are the first. Content is read only where something is scheduled or not published.
        """
        scheduled = self.scheduled_revisions().filter(content__date=day.isoformat())
        scheduled = scheduled.values(update=Cast("object_id", IntegerField()))
        stands, is_scheduled = Q(date=day), Q(pk__in=scheduled)
        is_changed = Q(has_unpublished_changes=True, latest_revision__content__date=day.isoformat())
        return (
            self.filter(stands | is_scheduled | is_changed)
            .annotate(stands=ExpressionWrapper(stands, BooleanField()))
            .annotate(is_scheduled=ExpressionWrapper(is_scheduled, BooleanField()))
            .order_by("-stands", "-is_scheduled")
        )

    def handed_over(self):
        """Those that were copied into the mailing service at least once."""
        return self.filter(Exists(Handover.objects.filter(page=OuterRef("pk"))))

    def mentioning(self, country_code):
        """Weekly updates with a clipping about the country, by its ISO 3166-1 code."""
        return self.filter(clippings__contains=[{"value": {"countries": [country_code]}}])


class WithdrawalsManager(PageManager):
    """Brings the withdrawals along, so that the page of an issue needs no query of its own for them."""

    def get_queryset(self):
        return super().get_queryset().bring_withdrawals()
