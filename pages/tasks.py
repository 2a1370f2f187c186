"""What the worker makes of pages and pictures after they are saved.

Each task reads what is true when it runs, so running it twice, or late, does no harm; what is deleted needs nothing.
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
    """Raises SourceImageIOError where the file of the picture is lost."""
    image = get_image_model().objects.filter(pk=image_id).first()
    if image:
        image.make_renditions()


def missing() -> Iterator[tuple[Task, int]]:
    """(task, its argument) for everything that is missing: after an update, a restore, or a task that was lost."""
    for image in get_image_model().objects.incomplete().iterator(chunk_size=50):
        yield make_renditions, image.pk
    for page in social_images.pages_without_image():
        yield make_social_image, page.pk
