"""Scheduling in the editor: publish buttons and messages that name the time at which a page goes live."""

from datetime import datetime, time

from django.contrib import messages
from django.utils import timezone
from wagtail.admin.action_menu import PublishMenuItem
from wagtail.locks import ScheduledForPublishLock

from pages.eastern_time import format_eastern

from ..models import WeeklyUpdate
from .origin import describe_origin

DEFAULT_GO_LIVE_TIME = time(16)  # Eastern


def get_default_go_live(update) -> datetime | None:
    """4 PM Eastern on the date of an update; None once that is past, or where it is live or has a go-live time."""
    if update.live or update.go_live_at or not update.date:
        return None
    local = datetime.combine(update.date, DEFAULT_GO_LIVE_TIME)
    go_live_at = timezone.make_aware(local, timezone.get_default_timezone())
    return go_live_at if go_live_at > timezone.now() else None


def get_schedule_offer(update) -> dict:
    """When one press schedules an update: for people, and as the value of the button; empty where none is offered."""
    if go_live_at := get_default_go_live(update):
        return {"go_live_at": format_eastern(go_live_at), "schedule_value": go_live_at.isoformat()}
    return {}


class PublishWithTimeMenuItem(PublishMenuItem):
    """Wagtail's publish button, which names the go-live time where one is set."""

    template_name = "news/admin/publish_button.html"

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        if context["is_scheduled"]:
            context["go_live_at"] = format_eastern(context["page"].go_live_at)
        return context


class ScheduleMenuItem(PublishMenuItem):
    """Schedules an update for its date in one click. The button's value is the time, which WeeklyUpdateForm reads."""

    template_name = "news/admin/publish_button.html"
    icon_name = "calendar-check"

    def is_shown(self, context):
        page = context.get("page")
        return isinstance(page, WeeklyUpdate) and bool(get_default_go_live(page)) and super().is_shown(context)

    def get_context_data(self, parent_context):
        return super().get_context_data(parent_context) | get_schedule_offer(parent_context["page"])


def show_times_on_publish_buttons(menu_items, request, context):
    """Hook construct_page_action_menu: replace Wagtail's publish button, and add the one that schedules."""
    schedule = ScheduleMenuItem(order=35)
    items = [PublishWithTimeMenuItem(item.order) if type(item) is PublishMenuItem else item for item in menu_items]
    menu_items[:] = sorted([*items, *[schedule][: schedule.is_shown(context)]], key=lambda item: item.order)


def warn_that_nothing_was_saved(request, page):
    """Hook before_edit_page: Wagtail locks a scheduled page. That it is locked, the strip above the form says."""
    if request.method == "POST" and is_interactive(request) and isinstance(page.get_lock(), ScheduledForPublishLock):
        messages.warning(
            request,
            f"Nothing was saved. The schedule stands: this {say_when(get_approved_go_live(page))}, "
            "as it was when it was scheduled. "
            "To change it, press “Unschedule”, correct it and schedule it again.",
        )


def say_when(go_live_at: datetime) -> str:
    """When something that is scheduled goes out; once that is past, it is tried until it works (pages/tasks.py)."""
    when = format_eastern(go_live_at)
    if go_live_at <= timezone.now():
        return f"was due {when}, and goes onto the website as soon as it can"
    return f"goes onto the website {when}"


def report_schedule(request, page):
    """Hooks after_create_page and after_edit_page: say whether the page is scheduled, or only has a go-live time."""
    if not is_interactive(request):
        return
    if approved := get_approved_go_live(page):
        has_email = isinstance(page, WeeklyUpdate) and not describe_origin(page, request.user)
        email = " The email does not: copy it then into the mailing service." if has_email else ""
        messages.info(request, f"It goes onto the website {format_eastern(approved)} by itself.{email}")
    elif page.go_live_at and page.go_live_at > timezone.now():
        go_live_at = format_eastern(page.go_live_at)
        how = f"Press “Schedule for {go_live_at}” for it to go onto the website then."
        if not page.permissions_for_user(request.user).can_publish():
            how = f"It goes onto the website {go_live_at} if an editor has approved it by then."
        messages.warning(request, f"Nothing is scheduled yet. {how}")


def get_approved_go_live(page) -> datetime | None:
    """The time for which a revision is scheduled, or None. Read from the database: `page` caches what was before."""
    scheduled = page.revisions.filter(approved_go_live_at__isnull=False)
    return scheduled.values_list("approved_go_live_at", flat=True).first()


def is_interactive(request) -> bool:
    """Whether the response is shown as a page. Autosave accepts only JSON, so a message would appear too late."""
    return request.accepts("text/html")
