"""Persons, their terms of office, and who was in office on a given day."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from ..rich_text.blocks import LINE_FEATURES
from .base import picture_field
from .media import prefetch_renditions


class PersonQuerySet(models.QuerySet):
    def for_list(self):
        """With everything the people page shows: terms, portraits and their renditions, in three queries."""
        first_role = models.Min("terms__role")
        people = self.annotate(first_role=first_role).order_by("first_role", "name")
        return people.select_related("portrait").prefetch_related("terms", prefetch_renditions("portrait", "portrait"))


class Person(index.Indexed, ClusterableModel):
    name = models.CharField(max_length=120, unique=True)
    other_names = models.CharField(max_length=200, blank=True, help_text="Other spellings, separated by commas.")
    portrait = picture_field()
    biography = RichTextField(features=LINE_FEATURES, blank=True)

    objects = PersonQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("other_names")]),
        InlinePanel("terms", heading="Terms of office", label="Term"),
        FieldPanel("portrait"),
        FieldPanel("biography"),
    ]
    search_fields = [index.SearchField("name"), index.SearchField("other_names"), index.AutocompleteField("name")]

    class Meta:
        verbose_name_plural = "people"
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def initials(self):
        names = self.name.split()
        return "".join(name[0] for name in [*names[:1], *names[1:][-1:]]).upper()

    @property
    def current_terms(self):
        """The terms that include today, read from the prefetched ones."""
        today = timezone.localdate()
        return [term for term in self.terms.all() if term.covers(today)]


class TermQuerySet(models.QuerySet):
    def in_office(self, day):
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def leading(self):
        """The terms named in the weekly update's FROM line, in its order."""
        return self.filter(role__lte=Term.Role.EXECUTIVE).order_by("role", "starts_on").select_related("person")


class Term(Orderable):
    """An office that a person holds or held. Its dates decide who is in office; `dates_as_written` is for print."""

    class Role(models.IntegerChoices):
        """In the order of the FROM line."""

        CHAIR = 1, "Chair"
        PRESIDENT = 2, "President"
        EXECUTIVE = 3, "Chief executive"
        STAFF = 4, "Staff"

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="terms")
    role = models.PositiveSmallIntegerField(choices=Role, default=Role.STAFF)
    title = models.CharField(max_length=120, help_text="As it stands after the name: “Executive Vice-Chairman & CEO”.")
    starts_on = models.DateField(
        "from", null=True, blank=True, help_text="Without it the term counts as past, and no FROM line names it."
    )
    ends_on = models.DateField("to", null=True, blank=True, help_text="Leave empty while the term lasts.")
    dates_as_written = models.CharField(
        max_length=60, blank=True, help_text="Where a date is not exact: “about 2011 to early 2020”."
    )

    objects = TermQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("role"), FieldPanel("title")]),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on"), FieldPanel("dates_as_written")]),
    ]

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="term_ends_after_it_starts",
            )
        ]

    def __str__(self):
        return f"{self.person.name}, {self.title}"

    def clean(self):
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "The term ends before it starts."})

    def covers(self, day):
        if self.starts_on is None:
            return False
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    @property
    def dates(self):
        if self.dates_as_written or self.starts_on is None:
            return self.dates_as_written
        if self.ends_on is None:
            return f"since {self.starts_on.year}"
        if self.ends_on.year == self.starts_on.year:
            return str(self.starts_on.year)
        return f"{self.starts_on.year}–{self.ends_on.year}"
