"""The tasks that make social images and renditions, and those that publish and unpublish at the times editors have set.

Each is idempotent: it reads the current state when it runs, and does nothing for an object that has been deleted. The
queue stores their dotted paths, so renaming one loses the tasks that wait.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task
from wagtail.images import get_image_model
from wagtail.models import Page, Revision
from wagtail.users.models import UserProfile

from .images import avatars
from .sharing import social_images
from .tree_lock import page_tree_transaction


class UnreachableError(Exception):
    """A page was not published, because a page above it is not published, and so nobody could read it."""


URGENT = 10  # a task's priority: before those that make pictures


@task(backend="worker")
def make_social_image(page_id: int) -> None:
    page = social_images.live_pages().filter(pk=page_id).first()
    if page:
        social_images.generate(page)


@task(backend="worker")
def make_renditions(image_id: int) -> None:
    """Raises SourceImageIOError where the picture's file is lost, another is being read, or the disk is full."""
    image = get_image_model().objects.filter(pk=image_id).first()
    if image:
        image.make_renditions()


@task(backend="worker")
def normalize_avatar(profile_id: int) -> None:
    """Raises UnusableUploadError, LockBusyError or OSError."""
    profile = UserProfile.objects.filter(pk=profile_id).exclude(avatar="").first()
    if profile:
        avatars.normalize_avatar(profile)


@task(backend="worker", priority=URGENT)
def publish_revision(revision_id: int) -> None:
    """Publish a revision that is due. In one transaction: where it fails, its schedule stands as before.

    Raises UnreachableError, and what publishing raises: ValidationError, for one, if the page is not valid any more.
    """
    with page_tree_transaction():
        revision = due_revisions().filter(pk=revision_id).first()
        if revision:
            if above := revision.content_object.get_ancestors().not_live().first():
                raise UnreachableError(f"Nobody could read it: “{above.title}”, the page above it, is not published.")
            revision.publish(log_action="wagtail.publish.scheduled")


@task(backend="worker", priority=URGENT)
def unpublish_page(page_id: int, expire_at: str) -> None:
    """expire_at distinguishes this task from one that was queued for another time.

    Wagtail cancels the page's schedule with it, without a word; but whoever set both times wants both.
    """
    with page_tree_transaction():
        page = expired_pages().filter(pk=page_id).first()
        if page:
            scheduled = list(page.revisions.filter(approved_go_live_at__isnull=False))
            page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
            Revision.objects.bulk_update(scheduled, ["approved_go_live_at"])


def due_revisions(since: timedelta = timedelta(0)) -> QuerySet[Revision]:
    """The revisions that should have been published longer ago than `since`, the first one first."""
    return Revision.objects.filter(approved_go_live_at__lt=timezone.now() - since).order_by("approved_go_live_at")


def expired_pages(since: timedelta = timedelta(0)) -> QuerySet[Page]:
    """The live pages that should have been unpublished longer ago than `since`, the first one first."""
    return Page.objects.live().filter(expire_at__lt=timezone.now() - since).order_by("expire_at")


def find_due() -> Iterator[tuple[Task, list]]:
    """(task, arguments) for all that is to be published or unpublished by now. Two queries.

    A task for each, where Wagtail's command `publish_scheduled` publishes one after the other until one fails.
    """
    for pk, expire_at in expired_pages().values_list("pk", "expire_at"):
        yield unpublish_page, [pk, expire_at.isoformat()]
    for pk in due_revisions().values_list("pk", flat=True):
        yield publish_revision, [pk]


def find_missing() -> Iterator[tuple[Task, list]]:
    """(task, arguments) for every missing social image and rendition: after a restore, or when a task was lost."""
    for image in get_image_model().objects.with_missing_renditions():
        yield make_renditions, [image.pk]
    for profile in avatars.profiles_to_normalize():
        yield normalize_avatar, [profile.pk]
    for page in social_images.pages_without_image():
        yield make_social_image, [page.pk]
