"""The views of the contact form."""

from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from ..forms import ContactForm
from ..models import Contact, Organization
from .checks import Source, Verdict, find_source
from .confirmation import make_token
from .intake import HOUR, release, take_in

MAX_BODY = 100 * 1024  # bytes: 5,000 emoji take 60,000 of them; below Django's limit, which the admin needs
FORM_TYPE = "application/x-www-form-urlencoded"  # what the form of the page sends
REFUSED = {  # status → heading and text
    HTTPStatus.FORBIDDEN: ("Not sent: it came from another website", "Please write it on our own page."),
    HTTPStatus.LENGTH_REQUIRED: (
        "Not sent: something between you and us changed the request",
        "Please write it on our own page.",
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        "Not sent: the message is too large",
        "It may have 5,000 characters. Go back, where what you wrote should still be, shorten it, and send it again.",
    ),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: (
        "Not sent: our form takes text only",
        "It takes no files. Please write on our own page.",
    ),
}


@csrf_exempt  # visitors have no session and get no cookie: the source of the form is checked instead
@never_cache
def receive_message(request):
    """Take the message in and redirect to the confirmation; a form with errors, or one that asks, is shown as typed."""
    page = get_object_or_404(Contact.objects.listed())
    if request.method != "POST":  # the URL of a form with errors, loaded again
        return redirect(page.get_url(request))
    source = find_source(
        request.headers.get("Origin", ""),
        request.headers.get("Referer", ""),
        [f"{request.scheme}://{request.get_host()}", settings.SITE_URL],
    )
    refusal = find_refusal(request, source)
    if refusal:
        return refuse(request, page, refusal)
    form = ContactForm(request.POST)
    if not form.is_valid():
        return page.serve(request, form=form)
    verdict, reasons = take_in(
        form.message_fields,
        source=source,
        network=request.client_network,
        token=request.POST.get("token", ""),
        is_honeypot_filled=form.is_honeypot_filled,
        recipient=Organization.for_request(request).email,
    )
    if verdict is Verdict.ASK:
        asked = {"reasons": [reason.value for reason in reasons], "token": make_token(form.message_fields)}
        return page.serve(request, form=form, asked=asked)
    if verdict is Verdict.REFUSE:
        response = page.serve(request, form=form, is_busy=True)
        response.status_code, response["Retry-After"] = HTTPStatus.TOO_MANY_REQUESTS, int(HOUR.total_seconds())
        return response
    return redirect("message_received")


def find_refusal(request, source: Source) -> HTTPStatus | None:
    """Why a request is refused before its body is read; None if it is not."""
    if source is Source.FOREIGN:
        return HTTPStatus.FORBIDDEN
    if request.content_type != FORM_TYPE:
        return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    length = request.headers.get("content-length", "")
    if not length.isdecimal():  # a body in chunks, which Django would not read
        return HTTPStatus.LENGTH_REQUIRED
    return HTTPStatus.REQUEST_ENTITY_TOO_LARGE if int(length) > MAX_BODY else None


def refuse(request, page, status: HTTPStatus):
    heading, explanation = REFUSED[status]
    context = {"page": page, "heading": heading, "explanation": explanation}
    return render(request, "pages/contact_refused.html", context, status=status)


@require_safe
def message_received(request):
    return render(request, "pages/contact_received.html", {"page": get_object_or_404(Contact.objects.listed())})


@require_POST
def release_message(request, pk):
    """“Not spam”: whoever may read messages may have one delivered."""
    if not request.user.has_perm("pages.view_contactmessage"):
        raise PermissionDenied
    recipient = Organization.for_request(request).email
    if not release(pk, recipient):
        messages.info(request, "The message is not held any more: somebody has delivered or deleted it.")
    elif recipient:
        messages.success(request, f"The message is delivered: it is mailed to {recipient}.")
    else:
        messages.warning(
            request,
            "The message is not held any more and stands among the received ones. It is not mailed, because no email "
            "address is set under Settings → Organization.",
        )
    return redirect("contact_messages:index")
