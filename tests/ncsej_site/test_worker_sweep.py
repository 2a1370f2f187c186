"""The hourly jobs: queueing what is missing, and deleting old results."""

from django.core.files.storage import default_storage
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from pages.images import renditions
from pages.sharing import social_images
from pages.tasks import make_social_image
from tests.factories import ImageFactory, StandardPageFactory, StatementFactory

from .worker_queue import HOUR, NOON, has_social_image, queued, run_queue


def test_images_that_are_missing_after_a_restore_are_made_within_an_hour(worker):
    page, image = StatementFactory(), ImageFactory()
    run_queue(worker)
    default_storage.delete(social_images.storage_name(page))
    image.renditions.first().delete()
    worker.seconds += 3600
    run_queue(worker)
    assert has_social_image(page)
    assert image.renditions.count() == len(renditions.ALL_SPECS)


def test_a_missing_image_whose_task_waits_or_has_failed_is_not_queued_again(worker, set_now, drawing_fails):
    page = StatementFactory()
    for _ in range(8):
        run_queue(worker)
        set_now(timezone.now() + HOUR)
        worker.seconds += 3600
    (result,) = queued(make_social_image, page.pk)
    assert result.status == "FAILED"
    assert len(result.worker_ids) == 5


def test_a_successful_task_is_deleted_after_a_day(worker, set_now):
    StandardPageFactory()
    run_queue(worker)
    assert DBTaskResult.objects.exists()
    set_now(NOON + 25 * HOUR)
    worker.seconds += 3600
    worker.tick()
    assert not DBTaskResult.objects.exists()
