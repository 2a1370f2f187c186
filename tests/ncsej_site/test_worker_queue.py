"""What is queued when editors save: each task once, in the transaction that it is about."""

import pytest

from pages.images import renditions
from pages.tasks import make_social_image
from tests.factories import ImageFactory, StatementFactory

from .worker_queue import has_social_image, publish, queued, run_queue


def test_an_editor_who_publishes_does_not_wait_for_the_social_image_which_the_worker_draws(worker, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(
            "pages.sharing.social_images.draw_social_image", lambda image: pytest.fail("drawn while the editor waits")
        )
        page = StatementFactory()
    assert len(queued(make_social_image, page.pk)) == 1
    assert not has_social_image(page)
    run_queue(worker)
    assert has_social_image(page)
    assert queued() == []


def test_an_editor_who_uploads_a_picture_does_not_wait_for_its_renditions_which_the_worker_makes(worker):
    image = ImageFactory()
    assert not image.renditions.exists()
    run_queue(worker)
    assert sorted(image.renditions.values_list("filter_spec", flat=True)) == sorted(renditions.ALL_SPECS)


def test_a_page_published_twice_is_queued_once_and_gets_the_social_image_of_its_last_title(worker):
    page = StatementFactory(title="Before")
    publish(page, "After")
    assert len(queued(make_social_image, page.pk)) == 1
    run_queue(worker)
    assert has_social_image(page)


def test_a_change_of_the_text_alone_queues_nothing(worker):
    page = StatementFactory()
    run_queue(worker)
    publish(page, page.title)
    assert queued() == []


def test_the_task_of_a_page_that_was_deleted_meanwhile_succeeds(worker):
    page, image = StatementFactory(), ImageFactory()
    page.delete()
    image.delete()
    run_queue(worker)
    assert queued() == []
