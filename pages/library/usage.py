"""Where a picture or document is used, read from Wagtail's reference index.

The index has what the database row of a page refers to: of a live page what is published, of another its draft. So
only references of live pages count. People and settings have no drafts, so theirs count always.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast
from wagtail.models import Page, PageViewRestriction, ReferenceIndex, Revision

from ..models.base import is_alias


def live_pages_with(item):
    """The live pages whose published content refers to a picture or document."""
    page_type = ContentType.objects.get_for_model(Page)
    page_ids = ReferenceIndex.get_references_to(item).filter(base_content_type=page_type).values("object_id")
    return Page.objects.live().alias(object_id=Cast("pk", models.CharField())).filter(object_id__in=page_ids)


def is_in_settings_or_snippets(item) -> bool:
    """Whether something that is no page refers to it: a person, or the organization's settings."""
    page_type = ContentType.objects.get_for_model(Page)
    return ReferenceIndex.get_references_to(item).exclude(base_content_type=page_type).exists()


def is_scheduled(item) -> bool:
    """Whether a revision that is approved for a later time refers to it; the index does not know revisions."""
    target = (ContentType.objects.get_for_model(item).pk, str(item.pk))
    revisions = Revision.objects.filter(approved_go_live_at__isnull=False)
    return any(
        (content_type, pk) == target
        for revision in revisions
        for content_type, pk, *_ in ReferenceIndex._extract_references_from_object(revision.as_object())
    )


def is_in_use(item) -> bool:
    """Whether visitors see a picture or document, or will without another approval."""
    return live_pages_with(item).exists() or is_in_settings_or_snippets(item) or is_scheduled(item)


def is_shown_to(request, document) -> bool:
    """Whether the requester may read a live page that links the document, in at most three queries.

    Of a private page, whoever has passed its password or login may. An alias shows what its original shows, so only the
    original is asked.
    """
    paths = list(live_pages_with(document).exclude(is_alias()).values_list("path", flat=True))
    if not paths:
        return is_in_settings_or_snippets(document)
    restrictions = list(PageViewRestriction.objects.select_related("page").prefetch_related("groups"))
    accepted = {restriction: restriction.accept_request(request) for restriction in restrictions}
    refused = [restriction.page.path for restriction, accepts in accepted.items() if not accepts]
    return any(not path.startswith(tuple(refused)) for path in paths) or is_in_settings_or_snippets(document)
