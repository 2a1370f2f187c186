"""Searching the pages of the site."""

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db.models.functions import Coalesce
from wagtail.models import Page

from .models import Publication, Statement

MAX_QUERY_LENGTH = 200
PER_PAGE = 10
KIND_NAMES = dict(Statement.Kind.choices) | dict(Publication.Kind.choices)


def clean_query(text: str) -> str:
    """What a visitor typed, made harmless: control characters gone, white space folded, cut to a sane length."""
    printable = "".join(character if character.isprintable() else " " for character in text[: MAX_QUERY_LENGTH * 4])
    return " ".join(printable.split())[:MAX_QUERY_LENGTH].rstrip()


def search_pages(query: str, page_number) -> Paginator:
    """A page of live, public pages that match, best first, each with `date` (or None) and its kind. Three queries."""
    pages = (
        Page.objects.live()
        .public()
        .annotate(
            date=Coalesce("weeklyupdate__date", "statement__date", "publication__date"),
            dated_kind=Coalesce("statement__kind", "publication__kind"),
        )
        .search(query)
    )
    found = Paginator(pages, PER_PAGE).get_page(page_number)
    for page in found:
        model = ContentType.objects.get_for_id(page.content_type_id).model_class()
        page.kind = KIND_NAMES.get(page.dated_kind) or model._meta.verbose_name
    return found
