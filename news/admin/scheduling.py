"""Publishing and scheduling in the editor: buttons that name the time, and messages that say what will happen when."""

from datetime import datetime, time

from django.contrib import messages
from django.utils import timezone
from django.utils.dateformat import format as format_date
from wagtail.admin.action_menu import PublishMenuItem
from wagtail.locks import ScheduledForPublishLock

from ..models import WeeklyUpdate

USUAL_TIME = time(16)  # Eastern


def default_go_live(update):
    """Four o'clock on the day of an issue, while that is still to come and nothing else is planned; otherwise None."""
    if update.live or update.go_live_at or not update.date:
        return None
    moment = timezone.make_aware(datetime.combine(update.date, USUAL_TIME), timezone.get_default_timezone())
    return moment if moment > timezone.now() else None


def format_eastern(moment) -> str:
    """ "Fri 4:00 PM ET" within the week, "Fri, Dec 4, 4:00 PM ET" otherwise, with the year where it is another."""
    eastern = timezone.get_default_timezone()
    moment, now = moment.astimezone(eastern), timezone.now().astimezone(eastern)
    if 0 <= (moment.date() - now.date()).days < 7:
        return format_date(moment, r"D g:i A \E\T")
    return format_date(moment, r"D, M j, g:i A \E\T" if moment.year == now.year else r"D, M j, Y, g:i A \E\T")


class PublishWithTimeMenuItem(PublishMenuItem):
    """Wagtail's button, but where a time is set, it says which."""

    template_name = "news/admin/publish_button.html"

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        if context["is_scheduled"]:
            context["moment"] = format_eastern(context["page"].go_live_at)
        return context


class ScheduleMenuItem(PublishMenuItem):
    """Schedules an update for its day in one click. The button sends the time it names; forms.py reads it."""

    template_name = "news/admin/publish_button.html"
    icon_name = "calendar-check"

    def is_shown(self, context):
        page = context.get("page")
        return isinstance(page, WeeklyUpdate) and bool(default_go_live(page)) and super().is_shown(context)

    def get_context_data(self, parent_context):
        moment = default_go_live(parent_context["page"])
        return super().get_context_data(parent_context) | {
            "moment": format_eastern(moment),
            "value": moment.isoformat(),
        }


def show_times_on_publish_buttons(menu_items, request, context):
    """On the hook construct_page_action_menu."""
    schedule = ScheduleMenuItem(order=35)
    named = [PublishWithTimeMenuItem(item.order) if type(item) is PublishMenuItem else item for item in menu_items]
    menu_items[:] = sorted([*named, *[schedule][: schedule.is_shown(context)]], key=lambda item: item.order)


def warn_that_page_is_scheduled(request, page):
    """On the hook before_edit_page. Nobody can change a scheduled page, and who tries should know it."""
    if is_interactive(request) and isinstance(page.get_lock(), ScheduledForPublishLock):
        when = format_eastern(approved_go_live(page))
        messages.warning(
            request,
            f"The schedule stands: this goes out {when} as it was when it was scheduled. "
            f"{'Nothing was saved' if request.method == 'POST' else 'Nothing that you type here is saved'}. "
            "To change it, press “Cancel scheduled publish”, correct it and schedule it again.",
        )


def report_schedule(request, page):
    """On the hooks after_create_page and after_edit_page. A draft with a time is not a schedule yet."""
    if not is_interactive(request):
        return
    if moment := approved_go_live(page):
        messages.info(request, f"It goes out {format_eastern(moment)} by itself.")
    elif page.go_live_at and page.go_live_at > timezone.now():
        moment = format_eastern(page.go_live_at)
        how = f"Press “Schedule for {moment}” for it to go out then."
        if not page.permissions_for_user(request.user).can_publish():
            how = f"It goes out {moment} if an editor has approved it by then."
        messages.warning(request, f"Nothing is scheduled yet. {how}")


def approved_go_live(page):
    """The moment in force, or None. Asked anew, because the page remembers what was so before it was saved."""
    scheduled = page.revisions.filter(approved_go_live_at__isnull=False)
    return scheduled.values_list("approved_go_live_at", flat=True).first()


def is_interactive(request):
    """Whether a person pressed a button; to saving in the background, no message can be shown."""
    return request.accepts("text/html")
