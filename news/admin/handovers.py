"""Copying an update into the mailing service: the email as HTML and as text, and a record of what was handed over."""

from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from pages.eastern_time import format_eastern_today
from pages.tree_lock import page_tree_transaction

from ..models import Handover
from ..outputs.build import clean_line, find_mail_service
from ..outputs.email import GMAIL_LIMIT, email_size
from ..outputs.mail_services import PLAIN
from ..preflight.report import build_report
from .outputs import OutputView, get_editable_update
from .publication import get_publication

MAX_LISTED = 20
CHANGED_MEANWHILE = (
    "The update has changed since this page was opened, so what was copied is no longer the latest, and is not "
    "recorded. Load this page again and copy that."
)


@dataclass(frozen=True)
class HandedLine:
    """A field of the mailing service besides the email itself. limit: the characters of it that most inboxes show."""

    id: str
    label: str
    value: str
    limit: int

    @property
    def length_note(self) -> str:
        if not self.value:
            return "Empty: inboxes show the first words of the email."
        note = f"{len(self.value)} characters"
        return f"{note}: many inboxes show only the first {self.limit}." if len(self.value) > self.limit else f"{note}."


class HandOverView(OutputView):
    """Shows all that is copied into the mailing service, with the earlier handovers; a POST records what is copied.

    A POST brings the digests of what the page has shown, so that nothing is recorded but what was copied; it answers
    with the list, as a fragment. 409 where the update has changed.
    """

    template_name = "news/admin/hand_over.html"
    page_title = "Hand over the email"
    url_name = "weekly_update_copy_email"
    header_icon = "mail"
    http_method_names = ["get", "head", "post"]

    def get_context_data(self, **kwargs):
        handover = Handover.of(self.update, self.request)
        size = email_size(handover.html)
        service = find_mail_service(self.request)
        lists = self.get_list_context()
        return super().get_context_data(
            handover=handover,
            lines=[
                HandedLine("subject", "Subject", clean_line(self.update.title), limit=60),
                HandedLine("preheader", "Preview text", clean_line(self.update.summary), limit=110),
            ],
            service=service,
            is_pasted_formatted=service.name == PLAIN.name,
            size=size,
            is_too_large=size > GMAIL_LIMIT,
            publication=get_publication(self.update, self.request.user),
            errors=[row for row in build_report(self.update, self.request).rows if row.level == "error"],
            changed_since=find_changed_since(handover, lists["handovers"]),
            edit_url=self.edit_url,
            **lists,
            **kwargs,
        )

    def get_list_context(self) -> dict:
        return {"handovers": list(self.update.handovers.select_related("by").defer("html", "text")[:MAX_LISTED])}

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


@require_safe
def redirect_to_hand_over(request, pk: int):
    """The text had a page of its own, which may be bookmarked."""
    update = get_editable_update(request, pk)
    return redirect(f"{reverse(HandOverView.url_name, args=[update.pk])}#text")


def find_changed_since(handover: Handover, earlier: list[Handover]) -> str:
    """When it was handed over last, as staff are told it, if the draft says something else by now; otherwise empty."""
    last = earlier[0] if earlier else None
    return format_eastern_today(last.at) if last and last.fingerprint != handover.fingerprint else ""


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
