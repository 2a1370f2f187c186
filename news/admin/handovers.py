"""Copying an update into the mailing service: the email as HTML and as text, and a record of what was handed over."""

from http import HTTPStatus
from math import inf

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from pages.eastern_time import format_eastern_today
from pages.tree_lock import page_tree_transaction

from ..models import Handover, WeeklyUpdate
from ..outputs.email import GMAIL_LIMIT, UNSUBSCRIBE_PLACEHOLDER, email_size
from .outputs import OutputView, get_editable_update

MAX_LISTED = 20
CHANGED_MEANWHILE = (
    "The update has changed since this page was opened, so what was copied is no longer the latest, and is not "
    "recorded. Load this page again and copy that."
)


class CopyView(OutputView):
    """Shows an output as text to copy, with the earlier handovers; a POST records the one that is copied.

    Subclasses set `output`, the name of Handover's field. A POST brings the digests of what the page has shown, so that
    nothing is recorded but what was copied; it answers with the list, as a fragment. 409 where the update has changed.
    """

    template_name = "news/admin/outputs_copy.html"
    http_method_names = ["get", "head", "post"]
    output: str
    size_limit = inf  # bytes

    def get_context_data(self, **kwargs):
        handover = Handover.of(self.update, self.request)
        content = getattr(handover, self.output)
        size = email_size(content)
        return super().get_context_data(
            content=content,
            handover=handover,
            unsubscribe=UNSUBSCRIBE_PLACEHOLDER,
            size=size,
            is_too_large=size > self.size_limit,
            **self.get_list_context(),
            **kwargs,
        )

    def get_list_context(self) -> dict:
        return {"handovers": self.update.handovers.select_related("by").defer("html", "text")[:MAX_LISTED]}

    def post(self, request, *args, **kwargs):
        shown = (request.POST.get("html_sha256"), request.POST.get("text_sha256"))
        recorded = record_handover(self.update.pk, request, shown)
        if request.headers.get("X-Requested-With") != "XMLHttpRequest":  # sent without the script
            return redirect(request.path)
        context = self.get_list_context() | {
            "update": self.update,
            "message": f"Copied and recorded {format_eastern_today(recorded.at)}." if recorded else CHANGED_MEANWHILE,
        }
        status = HTTPStatus.OK if recorded else HTTPStatus.CONFLICT
        return TemplateResponse(request, "news/admin/handovers.html", context, status=status)


class CopyEmailView(CopyView):
    page_title = "Copy email HTML"
    url_name = "weekly_update_copy_email"
    header_icon = "code"
    output = "html"
    size_limit = GMAIL_LIMIT


class CopyTextView(CopyView):
    page_title = "Copy plain text"
    url_name = "weekly_update_copy_text"
    header_icon = "clipboard-list"
    output = "text"


@page_tree_transaction()
def record_handover(pk: int, request, shown: tuple) -> Handover | None:
    """Store what the latest revision makes; None, and nothing is stored, if that is not what was shown.

    The same as what was handed over last is that handover, however often it is copied. Saving waits meanwhile.
    """
    update = get_editable_update(request, pk)
    handover = Handover.of(update, request)
    if (handover.html_sha256, handover.text_sha256) != shown:
        return None
    last = update.handovers.first()
    if last and (last.html_sha256, last.text_sha256) == shown:
        return last
    handover.save()
    return handover


@require_safe
def show_handover(request, pk: int, handover_pk: int, output: str):
    """What was handed over, exactly as it was: to look at, or with `?download` as a file. output: "html" or "text".

    It is shown in a sandbox: what was safe when it was made may not be what the admin allows later.
    """
    update = get_editable_update(request, pk)
    handover = get_object_or_404(update.handovers, pk=handover_pk)
    kind, extension = ("text/html", "html") if output == "html" else ("text/plain", "txt")
    response = HttpResponse(getattr(handover, output), f"{kind}; charset=utf-8")
    response["Content-Security-Policy"] = "sandbox"
    if "download" in request.GET:
        name = f"weekly-update-{update.date.isoformat()}.{extension}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def offer_copying(request, page) -> None:
    """Add a message after a publication: of a weekly update, copying the email comes next, unless that is done."""
    live = WeeklyUpdate.objects.live().filter(has_unpublished_changes=False)
    if live.filter(pk=page.pk, handovers=None).exists():
        button = messages.button(reverse(CopyEmailView.url_name, args=[page.pk]), "Copy email")
        messages.info(request, "Next: the email, which is copied into the mailing service.", buttons=[button])


class OfferCopyingMixin:
    """For a view of the editor that publishes."""

    def publish_action(self):
        response = super().publish_action()
        offer_copying(self.request, self.page)
        return response
