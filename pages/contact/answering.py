"""“Mark as answered”, and taking that back: for whoever may read the messages of visitors."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name

from ..eastern_time import format_eastern
from ..models import ContactMessage


@require_POST
def mark_answered(request, pk):
    """One update, which names whoever was first when two mark a message at once."""
    found = find_message(request, pk)
    if found.unanswered().update(answered_at=timezone.now(), answered_by=request.user):
        messages.success(request, "The message is marked as answered.")
    elif found.held().exists():
        messages.warning(request, "This message is held. Press “Not spam” before you answer it.")
    else:
        messages.info(request, describe_answer(found.get()))
    return redirect("contact_messages:inspect", pk)


@require_POST
def mark_unanswered(request, pk):
    if find_message(request, pk).answered().update(answered_at=None, answered_by=None):
        messages.success(request, "The message is not marked as answered any more.")
    return redirect("contact_messages:inspect", pk)


def find_message(request, pk):
    """A queryset of the one message. Raises PermissionDenied, and Http404 where it is deleted."""
    if not request.user.has_perm("pages.view_contactmessage"):
        raise PermissionDenied
    found = ContactMessage.objects.select_related("answered_by").filter(pk=pk)
    get_object_or_404(found)
    return found


def describe_answer(message: ContactMessage) -> str:
    """ "Answered by Ada Example, Fri, Nov 27, 4:12 PM ET"; empty where it is not answered."""
    if not message.answered_at:
        return ""
    by = f" by {get_user_display_name(message.answered_by)}" if message.answered_by else ""
    return f"Answered{by}, {format_eastern(message.answered_at)}"
