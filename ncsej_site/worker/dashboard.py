"""Failed tasks on the admin's dashboard: what failed, and the buttons that try it again or put it aside."""

import re

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django_tasks_db.models import DBTaskResult
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from pages import tasks

from .attempts import DISMISSED, queue, start_over

SHOWN = 10
LONGEST_ERROR = 300  # characters

# What a task is to an editor, and the model of which its argument is the key.
KINDS = {
    tasks.make_social_image.module_path: ("Social image", Page),
    tasks.make_renditions.module_path: ("Sizes of the picture", get_image_model()),
}


def may_act(user) -> bool:
    """Editors and administrators: whoever may publish."""
    return page_permission_policy.user_has_permission(user, "publish")


class FailedTasks(Component):
    """The panel, which is there only while something has failed."""

    order = 60
    template_name = "ncsej_site/failed_tasks.html"

    def __init__(self, user):
        self.user = user

    @cached_property
    def is_for_user(self) -> bool:
        return may_act(self.user) and failed().exists()

    def get_context_data(self, parent_context):
        count = failed().count()
        newest = failed().order_by("-finished_at")[:SHOWN]
        return {
            "request": parent_context["request"],
            "csrf_token": parent_context["csrf_token"],
            "failures": [described(result) for result in newest],
            "count": count,
            "hidden": max(0, count - SHOWN),
        }


def failed():
    """The tasks that have failed for the last time, and that nobody has put aside."""
    return queue().failed()


def described(result: DBTaskResult) -> dict:
    """A failed task as the panel shows it."""
    name, model = KINDS.get(result.task_path, (readable(result.task_path), None))
    return {
        "pk": result.pk,
        "name": name,
        "subject": subject(model, result) if model else None,
        "failed_at": result.finished_at,
        "attempts": len(result.worker_ids),
        "error": last_line(result.traceback),
    }


def last_line(traceback: str) -> str:
    """The error and what it says, without the module that the error's class comes from."""
    return re.sub(r"^(\w+\.)+", "", traceback.strip().rpartition("\n")[2])[:LONGEST_ERROR]


def readable(path: str) -> str:
    return path.rpartition(".")[2].replace("_", " ").capitalize()


def subject(model: type[Model], result: DBTaskResult) -> Model | None:
    """The page or picture that the task was about, unless it has been deleted."""
    found = model.objects.filter(pk=result.args_kwargs["args"][0]).first()
    return found.specific if isinstance(found, Page) else found


@require_POST
def try_again(request, pk):
    start_over(chosen(request, pk))
    messages.success(request, "The task is queued again. If it fails once more, it comes back here.")
    return redirect("wagtailadmin_home")


@require_POST
def dismiss(request, pk):
    chosen(request, pk).update(queue_name=DISMISSED)
    messages.success(request, "The failed task is dismissed.")
    return redirect("wagtailadmin_home")


def chosen(request, pk):
    """The failed task, as a queryset; empty where somebody else was faster. Raises PermissionDenied."""
    if not may_act(request.user):
        raise PermissionDenied
    return failed().filter(pk=pk)
