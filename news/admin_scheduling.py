"""Scheduling people believe: the button names the moment, and after every save the editor reads what will happen."""

from django.contrib import messages
from django.utils import timezone
from wagtail.admin.action_menu import PublishMenuItem
from wagtail.locks import ScheduledForPublishLock

from .models import WeeklyUpdate
from .scheduling import in_words, usual_moment


class NamedPublishMenuItem(PublishMenuItem):
    """Wagtail's button, but where a time is set, it says which."""

    template_name = "news/admin/publish_button.html"

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        if context["is_scheduled"]:
            context["moment"] = in_words(context["page"].go_live_at)
        return context


class ScheduleMenuItem(PublishMenuItem):
    """Schedules an issue for its day in one click. What the button says is what it sends: scheduling.asked_moment()."""

    template_name = "news/admin/publish_button.html"
    icon_name = "calendar-check"

    def is_shown(self, context):
        page = context.get("page")
        return isinstance(page, WeeklyUpdate) and bool(usual_moment(page)) and super().is_shown(context)

    def get_context_data(self, parent_context):
        moment = usual_moment(parent_context["page"])
        return super().get_context_data(parent_context) | {"moment": in_words(moment), "value": moment.isoformat()}


def name_the_moment(menu_items, request, context):
    """On the hook construct_page_action_menu."""
    schedule = ScheduleMenuItem(order=35)
    named = [NamedPublishMenuItem(item.order) if type(item) is PublishMenuItem else item for item in menu_items]
    menu_items[:] = sorted([*named, *[schedule][: schedule.is_shown(context)]], key=lambda item: item.order)


def say_what_the_lock_means(request, page):
    """On the hook before_edit_page. Nobody can change a scheduled page, and who tries should know it."""
    if is_by_hand(request) and isinstance(page.get_lock(), ScheduledForPublishLock):
        messages.warning(
            request,
            f"The schedule stands: this goes out {in_words(scheduled_for(page))} as it was when it was scheduled. "
            f"{'Nothing was saved' if request.method == 'POST' else 'Nothing that you type here is saved'}. "
            "To change it, press “Cancel scheduled publish”, correct it and schedule it again.",
        )


def say_whether_it_is_scheduled(request, page):
    """On the hooks after_create_page and after_edit_page. A draft with a time is not a schedule yet."""
    if not is_by_hand(request):
        return
    if moment := scheduled_for(page):
        messages.info(request, f"It goes out {in_words(moment)} by itself.")
    elif page.go_live_at and page.go_live_at > timezone.now():
        moment = in_words(page.go_live_at)
        how = f"Press “Schedule for {moment}” for it to go out then."
        if not page.permissions_for_user(request.user).can_publish():
            how = f"It goes out {moment} if an editor has approved it by then."
        messages.warning(request, f"Nothing is scheduled yet. {how}")


def scheduled_for(page):
    """The moment in force, or None. Asked anew, because the page remembers what was so before it was saved."""
    return (
        page.revisions.filter(approved_go_live_at__isnull=False).values_list("approved_go_live_at", flat=True).first()
    )


def is_by_hand(request):
    """Whether a person pressed a button; to saving in the background, no message can be shown."""
    return request.accepts("text/html")
