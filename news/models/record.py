"""Records: everything that a visitor can find, a row each; above all the clippings of the weekly updates."""

import hashlib
from collections.abc import Container

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Left
from wagtail.models import PageViewRestriction

from ..bills import Bill
from ..preflight.clipping_checks import comparable_url

CONFIG = "english"  # of the vectors and of what they are searched by
KEY_LENGTH = 16
EXCERPT_LENGTH = 400  # characters of a record's text that are fetched for its row


def record_key(page_pk: int, identity: str = "") -> str:
    """The key of a record: of the page, or of the thing on it with this identity, such as a block's UUID."""
    return hashlib.sha256(f"{page_pk}:{identity}".encode()).hexdigest()[:KEY_LENGTH]


def clipping_identity(block, position: int) -> str:
    """What tells a clipping from the others of its issue: the block's UUID, else its place, counted from 1."""
    return block.id or f"clipping-{position}"


def distinct_key(key: str, page_pk: int, position: int, taken: Container[str]) -> str:
    """The key, or where it is taken, by two blocks to which an import wrote one id, another for this place."""
    return record_key(page_pk, f"{key}:{position}") if key in taken else key


def clipping_keys(update) -> list[str]:
    """The keys of a weekly update's clippings, in their order."""
    keys: list[str] = []
    for position, block in enumerate(update.clippings, start=1):
        key = record_key(update.pk, clipping_identity(block, position))
        keys.append(distinct_key(key, update.pk, position, keys))
    return keys


class Unnest(models.Func):
    """A row for each value of an array."""

    function = "unnest"
    output_field = models.CharField()
    set_returning = True


class ArticleAddress(models.Func):
    """The digest by which an index finds articles elsewhere: of the URL up to its query, see `article_address()`."""

    template = (
        "md5(rtrim(regexp_replace(lower(split_part(split_part(%(expressions)s, '#', 1), '?', 1)),"
        " '^https?://(www\\.)?', ''), '/'))"
    )
    output_field = models.CharField()


def article_address(url: str) -> str:
    """What `ArticleAddress` is for this URL: scheme, www, capitals, query, fragment and a last slash do not count."""
    path = comparable_url(url).partition("?")[0]
    return hashlib.md5(path.encode(), usedforsecurity=False).hexdigest()


class RecordQuerySet(models.QuerySet):
    def listed(self):
        """Without what is at or below a private page. One query, at once, for the private pages.

        A page that is not published has no records.
        """
        private = PageViewRestriction.objects.values_list("page__path", flat=True)
        below = Q()
        for path in private:
            below |= Q(page__path__startswith=path)
        return self.exclude(below) if below else self

    def clippings(self):
        return self.filter(kind=Record.Kind.CLIPPING)

    def about(self, country_code: str):
        """country_code: ISO 3166-1 alpha-2, in capitals."""
        return self.filter(countries__contains=[country_code])

    def from_source(self, slug: str):
        return self.filter(sources__contains=[slug])

    def matching(self, tsquery: str):
        """tsquery: as to_tsquery() of PostgreSQL reads it, of folded words."""
        return self.filter(vector=SearchQuery(tsquery, search_type="raw", config=CONFIG))

    def naming(self, bill: Bill):
        return self.with_bills().filter(bills__contains=[bill.key])

    def with_bills(self):
        """Those that name a bill: few, which have an index of their own."""
        return self.exclude(bills=[])

    def is_any(self) -> bool:
        """As exists(), but by the order of a list, and so by an index: without one the planner reads the table."""
        return bool(self.newest().values_list("pk")[:1])

    def in_year(self, year: int):
        return self.filter(date__year=year)

    def newest(self):
        """Newest first; those of one day in the order of their issue."""
        return self.order_by("-date", "-page_id", "position")

    def count_by_country(self) -> dict[str, int]:
        """ISO code → number of records. One query."""
        codes = self.order_by().annotate(country=Unnest("countries")).values_list("country")
        return dict(codes.annotate(n=models.Count("*")))

    def count_by_year(self) -> dict[int, int]:
        """Year → number of records, the newest year first. One query."""
        return dict(self.order_by("-date__year").values_list("date__year").annotate(n=models.Count("*")))

    def for_rows(self):
        """Newest first, with what a row shows: `excerpt` is the beginning of the text."""
        return self.newest().for_list().defer("text", "vector").annotate(excerpt=Left("text", EXCERPT_LENGTH))

    def for_list(self):
        """With the page of each, for its address and the issue's title, and without what only a search reads."""
        return self.select_related("page").defer("vector")


class Record(models.Model):
    """A page, or one of the things on a page that have an address of their own: a clipping, a person, an event.

    Made of live pages by `news.records`, which makes them anew at every publication: the page is the truth. `date` is
    a clipping's own, or its issue's where it has none. `vector` is what a search reads.
    """

    class Kind(models.TextChoices):
        CLIPPING = "clipping", "Clippings"
        WEEKLY_UPDATE = "weekly-update", "Weekly updates"
        STATEMENT = "statement", "Statements"
        PUBLICATION = "publication", "Publications"
        COUNTRY = "country", "Countries"
        PERSON = "person", "People"
        PROGRAM = "program", "Programs"
        HISTORY = "history", "History"
        PAGE = "page", "Pages"

    # The constraint on page and position has an index that begins with the page.
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="records", db_index=False)
    position = models.PositiveSmallIntegerField(help_text="0 for the page itself, else its place on the page.")
    key = models.CharField(max_length=KEY_LENGTH, help_text="Stays the same when the page is published again.")
    kind = models.CharField(max_length=16, choices=Kind)
    label = models.CharField(max_length=60, help_text="What it is, as a reader is told: “Press release”.")
    anchor = models.CharField(max_length=40, blank=True, help_text="Its fragment on the page.")
    title = models.TextField(help_text="The headline of a clipping.")
    byline = models.TextField(blank=True)
    source_name = models.TextField(blank=True, help_text="The source as it is printed.")
    date = models.DateField(null=True)
    url = models.TextField(blank=True, help_text="The address of the article elsewhere.")
    text = models.TextField(blank=True, help_text="A clipping’s excerpt, or the page’s text.")
    sources = ArrayField(models.CharField(max_length=60), default=list, help_text="The slugs of its sources.")
    countries = ArrayField(models.CharField(max_length=2), default=list, help_text="ISO codes.")
    bills = ArrayField(models.CharField(max_length=24), default=list, help_text="The keys of the bills it names.")
    vector = SearchVectorField()

    is_made_anew = True  # when its page comes back from the trash, which does not keep it

    objects = RecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "position"], name="record_place_on_page"),
            models.UniqueConstraint(fields=["key"], name="record_key"),  # `unique` would make an index for LIKE, too
        ]
        indexes = [
            # Without `fastupdate`, which leaves up to 4 MB of what is new unsorted, for every search to read through.
            GinIndex(fields=["vector"], name="record_vector", fastupdate=False),
            GinIndex(fields=["countries"], name="record_countries", fastupdate=False),
            GinIndex(fields=["sources"], name="record_sources", fastupdate=False),
            GinIndex(fields=["bills"], name="record_bills", fastupdate=False),
            # With what is counted beside a list, so that counting need not read the texts.
            models.Index(
                fields=["kind", "-date", "-page", "position"],
                include=["countries", "sources"],
                name="record_newest_of_kind",
            ),
            models.Index(fields=["-date", "-page", "position"], name="record_newest"),
            models.Index(
                fields=["-date", "-page", "position"],
                include=["kind", "bills", "countries", "sources"],
                condition=~Q(bills=[]),
                name="record_naming_bills",
            ),
            models.Index(ArticleAddress("url"), condition=~Q(url=""), name="record_article_address"),
        ]

    def __str__(self):
        return self.title

    @property
    def page_url(self) -> str:
        """The path of its place on the page: "/news/2025-02-21/#clipping-3"."""
        url = self.page.url or ""
        return f"{url}#{self.anchor}" if url and self.anchor else url
