"""Writes generated updates into a database in bulk: pages, then records. Revisions and Wagtail's indexes stay empty."""

import datetime
import uuid
from collections.abc import Callable
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from wagtail.models import Locale, Page

from news.models import NewsIndex, Record, Source, WeeklyUpdate
from news.records.build import build_records
from news.records.sources import SourceNames

from .content import WORDS, Update, generate_updates

CHUNK_SIZE = 100
NAMESPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")  # of URLs, RFC 9562


def fill(index: NewsIndex, count: int, seed: int = 1, report: Callable[[int], None] = lambda done: None) -> None:
    """Add those of the first `count` generated updates whose day has none yet, older and older ones.

    report: is called with the number of updates that were added or there, after each hundred.
    """
    add_sources()
    names = SourceNames()
    taken = set(WeeklyUpdate.objects.values_list("date", flat=True))
    missing = [update for update in generate_updates(count, seed) if update.date not in taken]
    done, updates = count - len(missing), iter(missing)
    while chunk := list(islice(updates, CHUNK_SIZE)):
        with transaction.atomic():
            pages = write_pages(NewsIndex.objects.get(pk=index.pk), chunk)
            Record.objects.bulk_create(record for page in pages for record in build_records(page, names))
        done += len(chunk)
        report(done)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def add_sources() -> None:
    for publisher in WORDS["publisher"]:
        defaults = {"spellings": "\n".join(publisher.get("spellings", [])), "hosts": publisher["host"]}
        Source.objects.get_or_create(name=publisher["name"], defaults=defaults)


def write_pages(index: NewsIndex, updates: list[Update]) -> list[WeeklyUpdate]:
    """The rows of Wagtail's table and of ours, in a statement each. Only what treebeard would do is done here."""
    content_type, locale = ContentType.objects.get_for_model(WeeklyUpdate), Locale.get_default()
    steps = range(index.numchild + 1, index.numchild + 1 + len(updates))
    pages = [
        make_page(index, step, update, content_type=content_type, locale=locale)
        for step, update in zip(steps, updates, strict=True)
    ]
    parents = [
        Page(**{field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields}) for page in pages
    ]
    for page, parent in zip(pages, Page.objects.bulk_create(parents), strict=True):
        page.id = page.page_ptr_id = parent.pk
    # Django creates no children of a multi-table model in bulk; this is the statement that it would make.
    WeeklyUpdate._base_manager.get_queryset()._insert(pages, WeeklyUpdate._meta.local_concrete_fields, using="default")
    Page.objects.filter(pk=index.pk).update(numchild=index.numchild + len(updates))
    return pages


def make_page(index: NewsIndex, step: int, update: Update, **fields) -> WeeklyUpdate:
    slug = update.date.isoformat()
    title = f"Weekly Update, {update.date:%B} {update.date.day}, {update.date.year}"
    published = datetime.datetime.combine(update.date, datetime.time(21), datetime.UTC)
    return WeeklyUpdate(
        path=Page._get_path(index.path, index.depth + 1, step),
        depth=index.depth + 1,
        url_path=f"{index.url_path}{slug}/",
        slug=slug,
        title=title,
        draft_title=title,
        search_description=update.summary,
        translation_key=uuid.uuid5(NAMESPACE, slug),
        first_published_at=published,
        last_published_at=published,
        date=update.date,
        letter=update.letter,
        sent_from=[],
        signature="",
        clippings=[
            {
                "type": "clipping",
                "id": str(uuid.uuid5(NAMESPACE, article.url)),
                "value": {
                    "headline": article.headline,
                    "byline": article.byline,
                    "source": article.source,
                    "date": article.date.isoformat(),
                    "url": article.url,
                    "excerpt": article.excerpt,
                    "countries": article.countries,
                },
            }
            for article in update.articles
        ],
        **fields,
    )
