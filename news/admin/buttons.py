"""The header buttons of a weekly update in the admin."""

from django.urls import reverse
from wagtail.admin.widgets.button import Button

from ..models import WeeklyUpdate
from .draft_links import DraftLinksView
from .handovers import HandOverView
from .send_test import SendTestView
from .start import can_start_update
from .withdrawals.views import FIND

START_LABEL = "Start from last issue"


def page_header_buttons(page, user, view_name, next_url=None):
    """Hook register_page_header_buttons: start, copy and send for weekly updates."""
    if not isinstance(page, WeeklyUpdate):
        return
    if can_start_update(user):
        yield Button(START_LABEL, reverse("start_from_last_issue"), icon_name="copy", priority=5)
    if page.permissions_for_user(user).can_edit():
        for priority, view in enumerate([HandOverView, SendTestView, DraftLinksView], start=6):
            url = reverse(view.url_name, args=[page.pk])
            yield Button(view.page_title, url, icon_name=view.header_icon, priority=priority)
    if page.permissions_for_user(user).can_publish():
        yield Button("Withdraw an article", f"{reverse(FIND)}?page={page.pk}", icon_name="no-view", priority=9)
