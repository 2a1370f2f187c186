"""Moving a page into the trash, with all that is below it."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from wagtail.actions.delete_page import DeletePageAction
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex, Revision, Site, WorkflowState

from ..models import TrashedPage, TrashedRow
from .rows import Deletion

LOG_ACTION = "pages.trash"
BATCH_SIZE = 100  # rows in one statement


class CannotTrash(Exception):
    """The page must stay; the exception's text says why, to an editor."""


def why_not_trash(page: Page) -> str:
    """Why the page must stay, or an empty text."""
    title = page.get_admin_display_title()
    if Site.objects.filter(root_page__path__startswith=page.path).exists():
        return f"“{title}” is where the site begins, so it cannot be deleted."
    if ReferenceIndex.get_references_to(page).group_by_source_object().is_protected:
        return f"“{title}” cannot be deleted: something else depends on it."
    return ""


class TrashPageAction(DeletePageAction):
    """Wagtail's action, which first keeps what it deletes. Its caller holds the lock on the page tree.

    Schedules and workflows that run end, because nobody could see them. Raises CannotTrash, or PermissionDenied.
    """

    def __init__(self, page, user, **details):
        """details: fields of the TrashedPage; `batch` is common to the pages that are deleted together."""
        super().__init__(page, user=user)
        self.details = details

    def _delete_page(self, page, *args, **kwargs):
        if reason := why_not_trash(page):
            raise CannotTrash(reason)
        with transaction.atomic():  # nothing has ended where it cannot be kept
            return self.keep_and_delete(page, *args, **kwargs)

    def keep_and_delete(self, page, *args, **kwargs):
        pages = page.get_descendants(inclusive=True)
        cancel_workflows(pages, self.user)
        is_scheduled = cancel_schedules(pages)
        for each in pages.specific().iterator(chunk_size=BATCH_SIZE):
            each.before_deletion()
        keep(page, pages, trashed_by=self.user, was_scheduled=is_scheduled, **self.details)
        return super()._delete_page(page, *args, **kwargs)

    def log_deletion(self, page):
        log(instance=page, action=LOG_ACTION, user=self.user, deleted=True)


def cancel_workflows(pages, user) -> None:
    pks = [str(pk) for pk in pages.values_list("pk", flat=True)]
    page_type = ContentType.objects.get_for_model(Page)
    running = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS, base_content_type=page_type)
    for state in running.filter(object_id__in=pks):
        state.cancel(user=user)


def cancel_schedules(pages) -> bool:
    """Whether one of the pages was scheduled. None is any more, so none goes out when it comes back years later."""
    pks = [str(pk) for pk in pages.values_list("pk", flat=True)]
    scheduled = Revision.page_revisions.filter(object_id__in=pks, approved_go_live_at__isnull=False)
    return scheduled.update(approved_go_live_at=None) > 0


def keep(page, pages, **details) -> TrashedPage:
    """Store all that deleting the pages would remove or change. `page` is the uppermost of them."""
    try:
        deletion = Deletion(pages)
    except (ProtectedError, RestrictedError) as error:
        title = page.get_admin_display_title()
        raise CannotTrash(f"“{title}” cannot be deleted: something else depends on it.") from error
    parent = page.get_parent()
    trashed = TrashedPage.objects.create(
        page_id=page.pk,
        parent_id=parent.pk,
        parent_title=parent.get_admin_display_title(),
        content_type=page.cached_content_type,
        title=page.get_admin_display_title(),
        slug=page.slug,
        path=page.path,
        url_path=page.url_path,
        was_live=page.live,
        page_count=pages.count(),
        live_count=pages.live().count(),
        owner=page.owner,
        emptied_references=deletion.emptied_references(),
        referring_objects=find_referring_objects(pages),
        **details,
    )
    TrashedRow.objects.bulk_create(
        (
            TrashedRow(trashed_page=trashed, model=row["model"], object_id=str(row["pk"]), fields=row["fields"])
            for row in deletion.rows()
        ),
        batch_size=BATCH_SIZE,
    )
    return trashed


def find_referring_objects(pages) -> list[list]:
    """[content type, primary key] of what refers to the pages and is not one of them; its links are indexed again."""
    pks = [str(pk) for pk in pages.values_list("pk", flat=True)]
    page_type = ContentType.objects.get_for_model(Page)
    found = ReferenceIndex.objects.filter(to_content_type=page_type, to_object_id__in=pks)
    own = {(page_type.pk, pk) for pk in pks}
    sources = found.order_by().values_list("base_content_type", "object_id").distinct()
    return [list(source) for source in sources if source not in own]
