"""The buttons of a weekly update in the header of its pages in the admin."""

from django.urls import reverse
from wagtail.admin.widgets.button import Button

from ..models import WeeklyUpdate
from .outputs import CopyEmail, CopyText, SendTest
from .start import can_start_update

START_LABEL = "Start from last issue"


def header_buttons(page, user, view_name, next_url=None):
    """On the hook register_page_header_buttons."""
    if not isinstance(page, WeeklyUpdate):
        return
    if can_start_update(user):
        yield Button(START_LABEL, reverse("start_from_last_issue"), icon_name="copy", priority=5)
    if page.permissions_for_user(user).can_edit():
        for priority, view in enumerate([CopyEmail, CopyText, SendTest], start=6):
            url = reverse(view.url_name, args=[page.pk])
            yield Button(view.page_title, url, icon_name=view.header_icon, priority=priority)
