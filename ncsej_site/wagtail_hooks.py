"""Registers the panels about the worker and the help pages, with their views, in the admin; mends parts of Wagtail."""

from django.urls import path
from wagtail import hooks

from . import help as guide
from .initializers import replace_inline_scripts_of_choosers
from .machines_behind import MachinesBehindPanel
from .mail.dashboard import UnknownMailsPanel, dismiss_mail, send_mail_again
from .spreadsheets import mend_exports
from .worker.dashboard import FailedTasksPanel, dismiss_task, retry_task
from .worker.scheduling_late import SchedulingLatePanel, try_schedule_again

mend_exports()
replace_inline_scripts_of_choosers()
hooks.register("construct_help_menu", guide.show_guide_in_help_menu)


@hooks.register("construct_homepage_panels")
def add_panels(request, panels):
    for panel_class in (SchedulingLatePanel, MachinesBehindPanel, FailedTasksPanel, UnknownMailsPanel):
        panel = panel_class(request.user)
        if panel.is_shown:
            panels.append(panel)


@hooks.register("register_admin_urls")
def register_urls():
    return [
        path("failed-tasks/<uuid:pk>/try-again/", retry_task, name="try_task_again"),
        path("failed-tasks/<uuid:pk>/dismiss/", dismiss_task, name="dismiss_task"),
        path("missed-schedules/<int:pk>/try-again/", try_schedule_again, name="try_schedule_again"),
        path("unknown-mails/<int:pk>/send-again/", send_mail_again, name="send_mail_again"),
        path("unknown-mails/<int:pk>/dismiss/", dismiss_mail, name="dismiss_mail"),
        *guide.urlpatterns,
    ]
