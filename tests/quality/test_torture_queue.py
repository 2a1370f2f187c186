"""The torture waits until the worker has done all that is due, and lets what waits for another attempt be due."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from pages import tasks
from quality.torture import queue

pytestmark = pytest.mark.django_db


def test_a_new_task_counts_as_waiting_until_it_is_done(worker):
    tasks.make_social_image.enqueue(0)
    assert not queue.is_empty()
    while worker.tick():  # its sweep finds something to do as well
        pass
    assert queue.is_empty()


def test_a_task_that_waits_for_another_attempt_is_not_due_until_it_is_made_so(worker):
    tasks.make_social_image.enqueue(0)
    DBTaskResult.objects.update(run_after=timezone.now() + timedelta(hours=2))
    assert queue.is_empty()
    assert queue.waiting_for_another_attempt().count() == 1
    queue.make_due()
    assert queue.count_waiting() == 1
    assert not queue.waiting_for_another_attempt().exists()
