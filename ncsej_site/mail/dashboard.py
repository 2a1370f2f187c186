"""The dashboard panel of mails that may or may not have been sent, with the views that send one again or dismiss it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from ..worker.dashboard import DecisionsPanel, can_manage_tasks
from .models import OutgoingMail
from .tasks import send_mail

ALREADY_HANDLED = "Somebody else has dealt with that mail."


def get_unknown_mails():
    """Without what they say, which may be long."""
    return OutgoingMail.objects.filter(status=OutgoingMail.Status.UNKNOWN).defer("content").order_by("-changed_at")


class UnknownMailsPanel(DecisionsPanel):
    """Lists the mails whose outcome is unknown."""

    order = 61
    template_name = "ncsej_site/unknown_mails.html"

    def get_queryset(self):
        return get_unknown_mails()


@require_POST
def send_mail_again(request, pk):
    return decide(request, pk, OutgoingMail.Status.QUEUED, "The mail is queued and will be sent again.")


@require_POST
def dismiss_mail(request, pk):
    return decide(request, pk, OutgoingMail.Status.DISMISSED, "The mail is dismissed and will not be sent again.")


def decide(request, pk, status, message):
    """Record what a person has decided about an unknown mail, and queue it where it is to be sent."""
    with transaction.atomic():
        mail = find_unknown_mail(request, pk)
        if mail:
            mail.record(status)
            if status == OutgoingMail.Status.QUEUED:
                send_mail.enqueue(mail.pk)
            messages.success(request, message)
    return redirect("wagtailadmin_home")


def find_unknown_mail(request, pk) -> OutgoingMail | None:
    """The mail, locked; None, with a message, if another editor has handled it. Raises PermissionDenied."""
    if not can_manage_tasks(request.user):
        raise PermissionDenied
    mail = get_unknown_mails().select_for_update().filter(pk=pk).first()
    if mail is None:
        messages.info(request, ALREADY_HANDLED)
    return mail
