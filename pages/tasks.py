"""The tasks that make social images and renditions after pages and pictures are saved.

Each is idempotent: it reads the current state when it runs, and does nothing for an object that has been deleted. The
queue stores their dotted paths, so renaming one loses the tasks that wait.
"""

from collections.abc import Iterator

from django_tasks import task
from django_tasks.base import Task
from wagtail.images import get_image_model

from .sharing import social_images


@task(backend="worker")
def make_social_image(page_id: int) -> None:
    page = social_images.live_pages().filter(pk=page_id).first()
    if page:
        social_images.generate(page)


@task(backend="worker")
def make_renditions(image_id: int) -> None:
    """Raises SourceImageIOError where the picture's file is lost."""
    image = get_image_model().objects.filter(pk=image_id).first()
    if image:
        image.make_renditions()


def find_missing() -> Iterator[tuple[Task, int]]:
    """(task, argument) for every missing social image and rendition: after a restore, or when a task was lost."""
    for image in get_image_model().objects.with_missing_renditions().iterator(chunk_size=50):
        yield make_renditions, image.pk
    for page in social_images.pages_without_image():
        yield make_social_image, page.pk
