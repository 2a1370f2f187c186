"""What becomes of a page that could not be published or taken down at its time.

Its schedule is kept and it is tried again, after each failure a little later and every two hours at last; at once when
somebody asks for it, or has changed any page, since that may have been the cause's end. Its editor gets one mail: at
the first failure where the page itself is refused, and else at the third, because a disk may have room by then.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.permissions import page_permission_policy

from pages.tasks import UnreachableError, publish_revision, unpublish_page

from ..validation_messages import describe_errors
from .models import MissedSchedule
from .queue import queue

SCHEDULED_TASKS = [publish_revision.module_path, unpublish_page.module_path]
ATTEMPTS_BEFORE_MAIL = 3
MAX_MAILS_PER_HOUR = 5  # where everything fails, the dashboard has the rest
MAX_RECIPIENTS = 20


def record_missed(result: DBTaskResult, error: Exception) -> None:
    """Store why a scheduled publication, or its end, has failed; mail its editor once."""
    schedule = find_schedule(result)
    if schedule is None:
        return
    page, due_at, user = schedule
    is_publication = result.task_path == publish_revision.module_path
    with transaction.atomic():
        missed, _ = MissedSchedule.objects.get_or_create(page_id=page.pk, due_at=due_at, is_publication=is_publication)
        missed.reason, missed.attempts = describe(error), missed.attempts + 1
        is_final = isinstance(error, ValidationError) or missed.attempts >= ATTEMPTS_BEFORE_MAIL
        if is_final and not missed.mailed_at and not has_mailed_enough() and mail_editor(missed, page, user):
            missed.mailed_at = timezone.now()
        missed.save()


def find_schedule(result: DBTaskResult) -> tuple[Page, datetime, object] | None:
    """The page, its time, and who set it, if known; None where there is no such schedule any more."""
    pk = result.args_kwargs["args"][0]
    if result.task_path == publish_revision.module_path:
        revision = Revision.objects.filter(pk=pk, approved_go_live_at__isnull=False).first()
        page = revision and Page.objects.filter(pk=revision.object_id).first()
        return page and (page, revision.approved_go_live_at, find_scheduler(revision))
    page = Page.objects.filter(pk=pk, expire_at__isnull=False).select_related("live_revision__user").first()
    return page and (page, page.expire_at, page.live_revision and page.live_revision.user)


def find_scheduler(revision: Revision):
    """Who pressed “Schedule”, or approved what somebody else wrote; where that is not logged, the author."""
    entry = PageLogEntry.objects.filter(revision=revision, action="wagtail.publish.schedule").first()
    scheduler = entry and get_user_model().objects.filter(pk=entry.user_id).first()  # a log outlives the account
    return scheduler or revision.user


def describe(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(describe_errors(error))
    if isinstance(error, UnreachableError):
        return str(error)
    return f"Something on the server failed ({type(error).__name__}: {error}). Tell whoever looks after it."


def has_mailed_enough() -> bool:
    last_hour = timezone.now() - timedelta(hours=1)
    return MissedSchedule.objects.filter(mailed_at__gt=last_hour).count() >= MAX_MAILS_PER_HOUR


def mail_editor(missed: MissedSchedule, page: Page, user) -> bool:
    """Queue the mail; whether there was anybody to mail."""
    recipients = find_recipients(page, user)
    base, title = settings.WAGTAILADMIN_BASE_URL, page.get_admin_display_title()
    context = {
        "missed": missed,
        "title": title,
        "edit_url": base + reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "dashboard_url": base + reverse("wagtailadmin_home"),
    }
    subject = f"{'Not published' if missed.is_publication else 'Not taken down'}: {title}"
    body = render_to_string("ncsej_site/missed_schedule.txt", context)
    if recipients:
        EmailMessage(" ".join(subject.split()), body, to=recipients).send()
    return bool(recipients)


def find_recipients(page: Page, user) -> list[str]:
    """The address of this user, or, if that account cannot publish the page any more, of all those who can."""
    able = page_permission_policy.users_with_permission_for_instance("publish", page)
    able = get_user_model().objects.filter(pk__in=able.values("pk"), is_active=True).exclude(email="")
    own = able.filter(pk=user.pk) if user else able.none()
    return list((own if own.exists() else able).order_by("pk").values_list("email", flat=True)[:MAX_RECIPIENTS])


def try_again(missed: MissedSchedule) -> None:
    """Queue the task of a missed schedule anew, due at once."""
    if not missed.is_publication:
        unpublish_page.enqueue(missed.page_id, missed.due_at.isoformat())
        return
    revisions = Revision.page_revisions.filter(object_id=str(missed.page_id), approved_go_live_at=missed.due_at)
    for pk in revisions.values_list("pk", flat=True):
        publish_revision.enqueue(pk)


def try_again_after_changes() -> None:
    """Let what has failed be tried at once where the log of pages has an entry since."""
    changed_at = PageLogEntry.objects.aggregate(last=Max("timestamp"))["last"]
    if changed_at:
        failed = queue().filter(
            task_path__in=SCHEDULED_TASKS, status=TaskResultStatus.READY, finished_at__lt=changed_at
        )
        failed.update(run_after=get_date_max())


def forget_settled() -> None:
    """Delete the rows of schedules that do not stand any more."""
    MissedSchedule.objects.exclude(pk__in=MissedSchedule.objects.standing().values("pk")).delete()
