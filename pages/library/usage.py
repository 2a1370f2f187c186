"""Where a picture or document is used, read from Wagtail's reference index.

The index has what the database row of a page refers to: of a live page what is published, of another its draft. So
only references of live pages count. What is no page has no drafts: who refers to something there uses it at once, but
visitors read only what a page shows. The one such thing whose documents are shown is a person, on the people page.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, Q
from django.db.models.functions import Cast
from wagtail.models import Page, PageViewRestriction, ReferenceIndex, Revision, TaskState

from ..models import People, Person
from ..models.base import is_alias


def find_in_use(items) -> set[str]:
    """Which of a queryset of pictures or documents visitors see, or will once somebody approves what they show.

    Returns primary keys as text, as the index has them, in a number of queries that does not grow with the items.
    """
    item_type = ContentType.objects.get_for_model(items.model)
    references = ReferenceIndex.objects.filter(to_content_type=item_type, to_object_id__in=keys_of(items))
    page_type = ContentType.objects.get_for_model(Page)
    shown = references.filter(~Q(base_content_type=page_type) | Q(object_id__in=keys_of(Page.objects.live())))
    return set(shown.values_list("to_object_id", flat=True)) | find_waiting(item_type)


def find_waiting(item_type) -> set[str]:
    """What revisions refer to that are scheduled, or wait for approval; the index does not know revisions.

    Whoever approves one has looked at it: nothing in it may be another by then.
    """
    submitted = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).values("revision")
    revisions = Revision.objects.filter(Q(approved_go_live_at__isnull=False) | Q(pk__in=submitted))
    return {
        key
        for revision in revisions
        for content_type, key, *_ in ReferenceIndex._extract_references_from_object(revision.as_object())
        if content_type == item_type.pk
    }


def keys_of(queryset):
    return queryset.order_by().annotate(key=Cast("pk", models.CharField())).values("key")


def live_pages_showing(document):
    """The live pages on which visitors find a document: those with it, and the people page if a person's text links it.

    An alias shows what its original shows, and may be less private, so only the original counts.
    """
    page, person, people_page = (ContentType.objects.get_for_model(model) for model in (Page, Person, People))
    references = ReferenceIndex.get_references_to(document)
    of_pages, of_persons = references.filter(base_content_type=page), references.filter(base_content_type=person)
    shows = Q(key__in=of_pages.values("object_id")) | Q(Exists(of_persons), content_type=people_page)
    return Page.objects.live().alias(key=Cast("pk", models.CharField())).filter(shows).exclude(is_alias())


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
