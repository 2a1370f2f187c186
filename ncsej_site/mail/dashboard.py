"""The dashboard panel of mails that may or may not have been sent, with the views that send one again or dismiss it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.components import Component

from ..worker.dashboard import MAX_SHOWN, can_manage_tasks
from .models import OutgoingMail
from .tasks import send_mail

ALREADY_HANDLED = "Somebody else has dealt with that mail."


def get_unknown_mails():
    """Without what they say, which may be long."""
    return OutgoingMail.objects.filter(status=OutgoingMail.Status.UNKNOWN).defer("content").order_by("-changed_at")


class UnknownMailsPanel(Component):
    """Lists the mails whose outcome is unknown. Shown only while there are any, to those who manage failed tasks."""

    order = 61
    template_name = "ncsej_site/unknown_mails.html"

    def __init__(self, user):
        self.user = user

    @cached_property
    def count(self) -> int:
        return get_unknown_mails().count()

    @property
    def is_shown(self) -> bool:
        return can_manage_tasks(self.user) and self.count > 0

    def get_context_data(self, parent_context):
        return {
            "request": parent_context["request"],
            "csrf_token": parent_context["csrf_token"],
            "mails": get_unknown_mails()[:MAX_SHOWN],
            "count": self.count,
            "hidden": max(0, self.count - MAX_SHOWN),
        }


@require_POST
def send_mail_again(request, pk):
    with transaction.atomic():
        mail = find_unknown_mail(request, pk)
        if mail:
            mail.record(OutgoingMail.Status.QUEUED)
            send_mail.enqueue(mail.pk)
            messages.success(request, "The mail is queued and will be sent again.")
    return redirect("wagtailadmin_home")


@require_POST
def dismiss_mail(request, pk):
    with transaction.atomic():
        mail = find_unknown_mail(request, pk)
        if mail:
            mail.record(OutgoingMail.Status.DISMISSED)
            messages.success(request, "The mail is dismissed and will not be sent again.")
    return redirect("wagtailadmin_home")


def find_unknown_mail(request, pk) -> OutgoingMail | None:
    """The mail, locked; None, with a message, if another editor has handled it. Raises PermissionDenied."""
    if not can_manage_tasks(request.user):
        raise PermissionDenied
    mail = get_unknown_mails().select_for_update().filter(pk=pk).first()
    if mail is None:
        messages.info(request, ALREADY_HANDLED)
    return mail
