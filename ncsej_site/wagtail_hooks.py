"""What the worker adds to the admin."""

from django.urls import path
from wagtail import hooks

from .worker.dashboard import FailedTasks, dismiss, try_again


@hooks.register("construct_homepage_panels")
def failed_tasks(request, panels):
    panel = FailedTasks(request.user)
    if panel.is_for_user:
        panels.append(panel)


@hooks.register("register_admin_urls")
def failed_tasks_urls():
    return [
        path("failed-tasks/<uuid:pk>/try-again/", try_again, name="try_task_again"),
        path("failed-tasks/<uuid:pk>/dismiss/", dismiss, name="dismiss_task"),
    ]
