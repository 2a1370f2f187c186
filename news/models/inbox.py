"""The inbox: stories that staff have found for the next weekly update; each may become one of its clippings."""

import contextlib
import datetime
import hashlib
from collections.abc import Collection

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page

from ..articles.names import words
from ..countries.suggestions import suggest_for_clipping
from ..parser.urls import get_host, normalize_url
from ..preflight.clipping_checks import comparable_url

KEY_LENGTH = 32
MIN_WORDS = 4  # of a headline that may be compared with others
MIN_SHARED = 0.8  # of all different words of two headlines, where they are near the same
READING_TIME = datetime.timedelta(minutes=5)  # after which it may be asked for once more
NUMBERS = frozenset(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"])
FIELDS = ("headline", "byline", "source", "date", "excerpt")  # what is read of the article's page, or typed


def url_key(url: str) -> str:
    """What two addresses of one article have in common: a digest, of the URL without redirects and tracking."""
    return hashlib.sha256(comparable_url(normalize_url(url)).encode()).hexdigest()[:KEY_LENGTH]


def url_keys(clippings) -> set[str]:
    """The keys of what the blocks of clippings link to."""
    return {url_key(url) for block in clippings if (url := block.value.get("url"))}


def is_near(headline: str, other: str) -> bool:
    """Whether two headlines are near the same: they share four fifths of their words, in any order, and all numbers.

    “Five killed” is no “Six killed”, and “day 5” no “day 6”.
    """
    one, two = set(words(headline)), set(words(other))
    if any(word in NUMBERS or word.isdecimal() for word in one ^ two):
        return False
    return min(len(one), len(two)) >= MIN_WORDS and len(one & two) >= MIN_SHARED * len(one | two)


class InboxQuerySet(models.QuerySet):
    def waiting(self):
        """For the next issue: neither used nor dismissed."""
        return self.filter(state=InboxItem.State.WAITING)

    def in_draft(self):
        """Those that the draft of an issue uses which was never published."""
        return self.filter(update__in=Page.objects.filter(live=False, first_published_at=None).values("pk"))

    def linked_by(self, clippings):
        """Those to whose stories the blocks of clippings link."""
        return self.filter(key__in=url_keys(clippings))

    def unread(self):
        """Those that wait, whose page is to be read still."""
        return self.waiting().filter(reading__in=InboxItem.TO_BE_READ)

    def locked(self):
        """The rows in the one order in which they are locked, so that there is no deadlock; within a transaction."""
        return self.select_for_update().order_by("pk")

    def follow(self, update, before=()) -> None:
        """Mark as used what the clippings of a saved draft link to, and as waiting again what they no longer do.

        While a clipping waits for what its page says, the item is marked with a later save. What was published stays
        used. A published issue uses no story that was found after its day, unless it links to it only now. before: its
        former clippings. Locks what waits first. Never raises IntegrityError: a save of the draft does not fail because
        of the inbox.
        """
        filled = url_keys(block for block in update.clippings if block.value.get("headline"))
        keys = filled | url_keys(block for block in update.clippings if not block.value.get("headline"))
        known = url_keys(before) if update.live else set()
        with transaction.atomic():
            waiting = list(self.waiting().locked().only("key", "reading", "added_at"))
            used = {
                item.pk
                for item in waiting
                if item.key in keys
                and not item.is_awaited(item.key in filled)
                and (item.key not in known or timezone.localdate(item.added_at) <= update.date)
            }
            if used:
                self.filter(pk__in=used).update(state=InboxItem.State.USED, update=update)
            if not update.live:
                self.give_back(update, keys | {item.key for item in waiting if item.pk not in used})

    def give_back(self, update, keys: Collection[str]) -> None:
        """Let wait again what a draft used, but for these keys: one item of a story, though it has used two of them."""
        removed = self.filter(update=update, state=InboxItem.State.USED).exclude(key__in=keys)
        first = removed.order_by("key", "pk").distinct("key").values("pk")
        with contextlib.suppress(IntegrityError), transaction.atomic():  # a colleague adds it in this moment
            self.filter(pk__in=first).update(state=InboxItem.State.WAITING, update=None)

    def leave(self, update) -> None:
        """Let wait again all that a draft used, which goes."""
        with transaction.atomic():
            self.give_back(update, [item.key for item in self.waiting().locked().only("key")])

    def for_list(self):
        """Newest first, with what a row shows: finders, and the issue that used it. Two queries."""
        finders = InboxFinder.objects.select_related("user")
        return self.select_related("update").prefetch_related(models.Prefetch("finders", finders))

    def with_dismissals(self):
        """Each with `was_dismissed`: whether the same story was dismissed before."""
        dismissed = InboxItem.objects.filter(key=models.OuterRef("key"), state=InboxItem.State.DISMISSED)
        return self.annotate(was_dismissed=models.Exists(dismissed.exclude(pk=models.OuterRef("pk"))))

    def dismiss(self) -> int:
        """Take out of what waits, unused; how many waited still."""
        with transaction.atomic():
            pks = list(self.waiting().locked().values_list("pk", flat=True))
            return InboxItem.objects.filter(pk__in=pks).update(state=InboxItem.State.DISMISSED)


class InboxItem(models.Model):
    """A story that somebody found. One row, however many have found it; never shown to visitors.

    `key` tells two stories apart by their address. What was typed (`typed` names these fields) is never replaced by
    what is read of the page. Of the same story, one row waits at most: a constraint holds that.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        USED = "used", "Used"
        DISMISSED = "dismissed", "Dismissed"

    class Reading(models.TextChoices):
        UNREAD = "unread", "Being read"
        READ = "read", "Read"
        LATER = "later", "Will be tried again"
        UNREADABLE = "unreadable", "Could not be read"

    TO_BE_READ = (Reading.UNREAD, Reading.LATER)

    url = models.TextField("link", help_text="Of the article, without tracking.")
    key = models.CharField(max_length=KEY_LENGTH, editable=False)
    headline = models.CharField(max_length=300, blank=True)
    byline = models.CharField("author", max_length=200, blank=True, help_text="The author’s name, without “By”.")
    source = models.CharField(max_length=200, blank=True, help_text="Who published it: “JTA”.")
    date = models.DateField(null=True, blank=True, help_text="The day it was published.")
    excerpt = models.TextField(blank=True, help_text="One to three paragraphs, parted by an empty line.")
    typed = ArrayField(models.CharField(max_length=20), default=list, editable=False)
    doubts = models.JSONField(default=list, editable=False, help_text="[{field, message}] of what was read.")
    reading = models.CharField(max_length=12, choices=Reading, default=Reading.UNREAD, editable=False)
    reason = models.TextField(blank=True, editable=False, help_text="Why its page was not read.")
    attempts = models.PositiveSmallIntegerField(default=0, editable=False, help_text="How often it was tried.")
    state = models.CharField(max_length=12, choices=State, default=State.WAITING, editable=False)
    update = models.ForeignKey(
        "news.WeeklyUpdate", null=True, editable=False, on_delete=models.SET_NULL, related_name="inbox_items"
    )
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    wagtail_reference_index_ignore = True  # it is no use of the issue that could keep it from being deleted

    objects = InboxQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=Q(state="waiting"), name="inbox_item_waits_once"),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(update=None), name="inbox_item_waits_for_no_update"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-added_at"], name="inbox_item_state"),
            models.Index(fields=["key"], name="inbox_item_key"),
        ]

    def __str__(self):
        return self.headline or self.url

    @property
    def host(self) -> str:
        return get_host(self.url).removeprefix("www.")

    @property
    def is_being_read(self) -> bool:
        return self.reading == self.Reading.UNREAD

    def is_awaited(self, is_filled: bool) -> bool:
        """Whether a clipping waits for what is read of the page: for an hour's later try only without a headline."""
        return self.is_being_read or (self.reading == self.Reading.LATER and not is_filled)

    @property
    def may_be_read_again(self) -> bool:
        """Not while its page is being read, except where that takes so long that its task may be lost."""
        return not self.is_being_read or timezone.now() - self.added_at > READING_TIME

    def describe_state(self) -> str:
        """A sentence: what became of it, where it does not wait any more."""
        if self.update:
            return f"It is used in “{self.update.get_admin_display_title()}”."
        return f"It is {self.get_state_display().lower()}."

    def as_clipping(self) -> dict[str, object]:
        """The value of a clipping's block: what is known, and the countries that it suggests.

        A headline that is not known is empty, and a source is then the host.
        """
        countries = [found.code for found in suggest_for_clipping(self.headline, self.excerpt)]
        return {
            "headline": self.headline,
            "byline": self.byline,
            "source": self.source or self.host,
            "date": self.date,
            "url": self.url,
            "excerpt": self.excerpt,
            "countries": countries,
        }

    def fill(self, values: dict[str, object]) -> None:
        """Take over what was read of the page: of the fields in FIELDS what is not empty, and nobody has typed."""
        self.put({name: values[name] for name in FIELDS if values.get(name) and name not in self.typed})

    def put(self, values: dict[str, object]) -> None:
        """Set fields. What was doubted of them is doubted no longer."""
        for name, value in cut(values).items():
            setattr(self, name, value)
        self.doubts = [doubt for doubt in self.doubts if doubt["field"] not in values]

    def dismiss(self) -> bool:
        """Take it out of what waits, unused; whether it waited still. Saves it."""
        is_done = bool(InboxItem.objects.filter(pk=self.pk).dismiss())
        if is_done:
            self.state = InboxItem.State.DISMISSED
        return is_done


def cut(values: dict[str, object]) -> dict[str, object]:
    """Values of an item's fields, by their names, none longer than its column."""
    limits = {name: InboxItem._meta.get_field(name).max_length for name in values}
    return {name: value[: limits[name]] if limits[name] else value for name, value in values.items()}


class InboxFinder(models.Model):
    """Somebody who has found the story of an item, once for each person; `note` is for colleagues."""

    item = models.ForeignKey(InboxItem, on_delete=models.CASCADE, related_name="finders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    note = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["item", "user"], name="inbox_finder_once")]

    def __str__(self):
        return f"{self.name}: {self.item}"

    @property
    def name(self) -> str:
        """Of whoever found it, as everywhere in the admin."""
        return get_user_display_name(self.user) if self.user else "Somebody"
