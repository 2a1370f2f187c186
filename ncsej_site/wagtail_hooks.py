"""Registers the worker's panel of failed tasks, and its views, in the admin."""

from django.urls import path
from wagtail import hooks

from .worker.dashboard import FailedTasksPanel, dismiss_task, retry_task


@hooks.register("construct_homepage_panels")
def add_failed_tasks_panel(request, panels):
    panel = FailedTasksPanel(request.user)
    if panel.is_shown:
        panels.append(panel)


@hooks.register("register_admin_urls")
def register_failed_tasks_urls():
    return [
        path("failed-tasks/<uuid:pk>/try-again/", retry_task, name="try_task_again"),
        path("failed-tasks/<uuid:pk>/dismiss/", dismiss_task, name="dismiss_task"),
    ]
