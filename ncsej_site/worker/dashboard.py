"""The dashboard panel of failed tasks, with the views that retry or dismiss one."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django_tasks_db.models import DBTaskResult
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from news.records import tasks as records
from pages import tasks
from staff.tasks import send_password_reset

from ..mail.models import OutgoingMail
from ..mail.tasks import send_mail
from .queue import DISMISSED, queue, requeue

MAX_SHOWN = 10
MAX_ERROR_LENGTH = 300  # characters
ALREADY_HANDLED = "The task is no longer among the failed ones: it is queued again, done or dismissed."


@dataclass(frozen=True)
class TaskLabel:
    """What editors call a task, and the model whose primary key is its first argument, if any."""

    name: str
    model: type[Model] | None = None


TASK_LABELS = {
    tasks.make_social_image.module_path: TaskLabel("Social image", Page),
    tasks.make_renditions.module_path: TaskLabel("Renditions of the picture", get_image_model()),
    tasks.normalize_avatar.module_path: TaskLabel("Picture of an account"),
    records.make_records.module_path: TaskLabel("What can be found of the page", Page),
    records.make_missing_records.module_path: TaskLabel("What can be found of the pages"),
    records.resolve_sources.module_path: TaskLabel("Sources of the clippings"),
    send_password_reset.module_path: TaskLabel("Mail with a password reset"),  # whose it is, the panel does not say
    send_mail.module_path: TaskLabel("Mail", OutgoingMail),
}


def can_manage_tasks(user) -> bool:
    """Whether the user may publish, as editors and administrators may."""
    return page_permission_policy.user_has_permission(user, "publish")


class DecisionsPanel(Component):
    """What the worker leaves to a person. Shown only while there is any, to those who may publish."""

    def __init__(self, user):
        self.user = user

    def get_queryset(self) -> QuerySet:
        """All of it, the newest first."""
        raise NotImplementedError

    def describe(self, shown: QuerySet) -> Iterable:
        """What the template is given for each."""
        return shown

    @cached_property
    def count(self) -> int:
        return self.get_queryset().count()

    @property
    def is_shown(self) -> bool:
        return can_manage_tasks(self.user) and self.count > 0

    def get_context_data(self, parent_context):
        return {
            "request": parent_context["request"],
            "csrf_token": parent_context["csrf_token"],
            "items": self.describe(self.get_queryset()[:MAX_SHOWN]),
            "count": self.count,
            "hidden": max(0, self.count - MAX_SHOWN),
        }


class FailedTasksPanel(DecisionsPanel):
    order = 60
    template_name = "ncsej_site/failed_tasks.html"

    def get_queryset(self):
        return get_failed_tasks().order_by("-finished_at")

    def describe(self, shown):
        return describe_tasks(shown)


def get_failed_tasks():
    """The tasks that have failed at their last attempt and are not dismissed."""
    return queue().failed()


def describe_tasks(results: Iterable[DBTaskResult]) -> list[dict]:
    """Failed tasks as the panel shows them. Their subjects are read together, with a query or two per kind."""
    labelled = [(result, get_label(result), get_first_argument(result)) for result in results]
    pks = defaultdict(list)
    for _, label, pk in labelled:
        pks[label.model].append(pk)
    subjects = {model: load_subjects(model, found) for model, found in pks.items()}
    return [
        {
            "pk": result.pk,
            "name": label.name,
            "subject": (subject := subjects[label.model].get(pk)),
            "about": f"{label.name}, {subject or 'deleted'}",
            "failed_at": result.finished_at,
            "attempts": len(result.worker_ids),
            "error": get_error(result.traceback),
        }
        for result, label, pk in labelled
    ]


def get_label(result: DBTaskResult) -> TaskLabel:
    return TASK_LABELS.get(result.task_path) or TaskLabel(humanize_path(result.task_path))


def get_first_argument(result: DBTaskResult):
    return next(iter(result.args_kwargs["args"]), None)


def load_subjects(model: type[Model] | None, pks: list) -> dict:
    """Primary key → the page or picture that a task is about. Without deleted ones."""
    if model is None:
        return {}
    objects = model.objects
    if model is get_image_model():
        objects = objects.select_related("collection")  # on which the permission to edit a picture depends
    return objects.in_bulk(pks)


def get_error(traceback: str) -> str:
    """The last line of a traceback: the exception's class, without its module, and its message."""
    return re.sub(r"^(\w+\.)+", "", traceback.strip().rpartition("\n")[2])[:MAX_ERROR_LENGTH]


def humanize_path(path: str) -> str:
    """The function name of a task path as words."""
    return path.rpartition(".")[2].replace("_", " ").capitalize()


@require_POST
def retry_task(request, pk):
    if requeue(find_failed_task(request, pk)):
        messages.success(
            request,
            "The task is queued again. If it fails, it is tried again for three hours before it is shown here.",
        )
    else:
        messages.info(request, ALREADY_HANDLED)
    return redirect("wagtailadmin_home")


@require_POST
def dismiss_task(request, pk):
    if find_failed_task(request, pk).update(queue_name=DISMISSED):
        messages.success(request, "The failed task is dismissed.")
    else:
        messages.info(request, ALREADY_HANDLED)
    return redirect("wagtailadmin_home")


def find_failed_task(request, pk):
    """A queryset of the one failed task; empty if another editor has handled it. Raises PermissionDenied."""
    if not can_manage_tasks(request.user):
        raise PermissionDenied
    return get_failed_tasks().filter(pk=pk)
