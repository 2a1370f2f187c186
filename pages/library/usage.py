"""Where a picture or document is used, read from Wagtail's reference index.

The index has what the database row of a page refers to: of a live page what is published, of another its draft. So
only references of live pages count. What is no page has no drafts: who refers to something there uses it at once, but
visitors read only what a page shows. The one such thing whose documents are shown is a person, on the people page.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, Q
from django.db.models.functions import Cast
from wagtail.models import Page, PageViewRestriction, ReferenceIndex, Revision

from ..models import People, Person
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


def live_pages_showing(document):
    """The live pages on which visitors find a document: those with it, and the people page if a person's text links it.

    An alias shows what its original shows, and may be less private, so only the original counts.
    """
    people_page, person = (ContentType.objects.get_for_model(model) for model in (People, Person))
    of_persons = ReferenceIndex.get_references_to(document).filter(base_content_type=person)
    shows = Q(pk__in=live_pages_with(document).values("pk")) | Q(Exists(of_persons), content_type=people_page)
    return Page.objects.live().filter(shows).exclude(is_alias())


def is_shown_to(request, document) -> bool:
    """Whether the requester may read a live page that shows the document, in a number of queries that is constant.

    Of a private page, whoever has passed its password or login may.
    """
    paths = list(live_pages_showing(document).values_list("path", flat=True))
    at_or_above = {path[:end] for path in paths for end in range(Page.steplen, len(path) + 1, Page.steplen)}
    restrictions = PageViewRestriction.objects.filter(page__path__in=at_or_above)
    restrictions = list(restrictions.select_related("page").prefetch_related("groups")) if paths else []
    if restrictions and request.user.is_authenticated:
        models.prefetch_related_objects([request.user], "groups")  # which accept_request() would query each time
    refused = tuple(restriction.page.path for restriction in restrictions if not restriction.accept_request(request))
    return any(not path.startswith(refused) for path in paths)
