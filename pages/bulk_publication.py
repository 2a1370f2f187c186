"""Publishing several pages from a list, which no form of a page checks: what its form would ask for is asked here."""

from collections.abc import Iterator
from itertools import islice

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.text import capfirst
from modelcluster.models import get_all_child_relations
from wagtail.admin.panels import InlinePanel
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Page

from .draft_forms import shared_blocks
from .models import BasePage

MAX_PAGES = 100  # drafts that are published at once
MAX_NAMED, MAX_REASONS = 5, 4  # pages in the message, and what each lacks
MISSING = {"blank", "null", "required"}  # codes of Django's and Wagtail's errors


def refuse_incomplete_bulk_publication(request, action_type, objects, action):
    """Hook before_bulk_action: where one of the pages is incomplete, none is published, and a message says why."""
    if action_type != "publish" or not issubclass(action.model, Page):
        return None
    is_deep = action.cleaned_form.cleaned_data["include_descendants"]
    pages = list(islice(find_drafts(objects, request.user, is_deep), MAX_PAGES + 1))
    if len(pages) > MAX_PAGES:
        messages.error(request, f"Nothing was published. Choose at most {MAX_PAGES} pages at once.")
        return redirect(action.next_url)
    incomplete = list(islice(describe_incomplete(pages), MAX_NAMED))
    if not incomplete:
        return None
    messages.error(request, format_html("Nothing was published. {}", format_html_join(" ", "{}", incomplete)))
    return redirect(action.next_url)


def find_drafts(pages, user, is_deep: bool) -> Iterator[Page]:
    """The pages of which readers would see another version, with the drafts below them that Wagtail publishes too."""
    for page in pages:
        if not page.live or page.has_unpublished_changes:
            yield page
        if is_deep:
            below = page.get_descendants().not_live()
            yield from (draft for draft in below if draft.permissions_for_user(user).can_publish())


def describe_incomplete(pages) -> Iterator[tuple[str]]:
    """Of each page that is incomplete: a sentence with a link to its editor, as HTML, as format_html_join takes it."""
    for page in pages:
        # Read anew: what is looked at is kept on the page, and publishing one above it first may change its address.
        draft = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
        problems = list(islice(find_problems(draft), MAX_REASONS))
        if not problems and isinstance(draft, BasePage):
            problems = list(islice(draft.base_form_class.find_form_problems(draft), MAX_REASONS))
        if problems:
            url = reverse("wagtailadmin_pages:edit", args=[page.pk])
            link = format_html('<a href="{}">“{}”</a>', url, draft.get_admin_display_title())
            yield (format_html("{}: {} Open it and publish it there.", link, " ".join(problems)),)


def find_problems(draft: Page) -> Iterator[str]:
    """What its form would ask for, each with the name of its field.

    Whether another page has what only one may have is left to the publishing, which names that page.
    """
    if isinstance(draft, BasePage) and not draft.search_description.strip():
        yield "Summary: missing."
    yield from find_field_problems(draft)
    for field in draft._meta.fields:
        if isinstance(field, StreamField):
            yield from find_block_problems(capfirst(field.verbose_name), getattr(draft, field.name))
    yield from find_child_problems(draft)


def find_field_problems(instance, exclude=()) -> Iterator[str]:
    try:
        instance.full_clean(exclude=exclude, validate_unique=False)
    except ValidationError as error:
        for name, details in error.error_dict.items():
            fields = {field.name: field.verbose_name for field in instance._meta.fields}
            label = capfirst(fields[name]) if name in fields else ""
            yield from (describe(label, detail) for detail in details)


def find_block_problems(label: str, value) -> Iterator[str]:
    try:
        with shared_blocks:
            value.stream_block.clean(value)
    except ValidationError as error:
        yield from flatten_block_error(label, error)


def flatten_block_error(path: str, error) -> Iterator[str]:
    """The errors of a block and of those in it, as Wagtail nests them; a block in a list has its number."""
    nested = getattr(error, "block_errors", None)
    if nested is None:
        yield from (describe(path, detail) for detail in error.error_list)
        return
    yield from (describe(path, detail) for detail in error.non_block_errors.as_data())
    for key, inner in nested.items():
        name = key + 1 if isinstance(key, int) else str(key).replace("_", " ")
        yield from flatten_block_error(f"{path} {name}", inner)


def find_child_problems(draft: Page) -> Iterator[str]:
    """Of the rows that belong to the page, such as the bills of a statement, but not of comments."""
    panels = [panel for panel in type(draft).content_panels if isinstance(panel, InlinePanel)]
    headings = {panel.relation_name: panel.heading for panel in panels}
    for relation in get_all_child_relations(type(draft)):
        name = relation.get_accessor_name()
        if name == COMMENTS_RELATION_NAME:
            continue
        heading = headings.get(name) or capfirst(relation.related_model._meta.verbose_name_plural)
        for row in getattr(draft, name).all():
            yield from (f"{heading}: {problem}" for problem in find_field_problems(row, [relation.field.name]))


def describe(label: str, error: ValidationError) -> str:
    text = "missing." if error.code in MISSING else strip_tags(" ".join(error.messages))
    return f"{label}: {text}" if label else text
