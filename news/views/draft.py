"""The latest draft of a weekly update, for whoever has a link to it: read-only, and without an account.

A link that is unknown, past its end or revoked, and one whose page is gone, is the same 404, which says what to do.
Nothing here is indexed, kept by a cache, or told to another site as a referrer.
"""

from functools import wraps
from http import HTTPStatus

from django.contrib.contenttypes.models import ContentType
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model
from wagtail.models import ReferenceIndex

from pages.models.sites import find_site

from ..models import DraftLink

HEADERS = {
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
DOCUMENT_HREF = 'href="/documents/'


def for_draft_link(view):
    """A view that takes a DraftLink in force in place of its token. 404 where there is none, 405 for what would write.

    Who has no form of ours is asked for no form's token, but told that nothing is written here.
    """
    answer = require_safe(view)

    @csrf_exempt
    @wraps(view)
    def wrapped(request, token="", **kwargs):
        link = DraftLink.objects.find(token)
        try:
            return answer(request, link, token, **kwargs) if link else answer_not_found(request)
        except Http404:
            return answer_not_found(request)

    return wrapped


class DraftHeadersMiddleware:
    """Every answer at and below `/draft` has HEADERS, whoever makes it: the pages for errors too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path == "/draft" or request.path.startswith("/draft/"):
            for name, value in HEADERS.items():
                response[name] = value
        return response


@require_safe
def answer_not_found(request):
    return render(request, "news/draft_not_found.html", status=HTTPStatus.NOT_FOUND)


@for_draft_link
def show_draft(request, link: DraftLink, token: str):
    """The draft in the public look, under a banner; its documents at addresses of the link."""
    find_site(request)
    request.draft_link = link
    response = link.page.get_latest_revision_as_object().serve(request)
    response.render()
    documents = f'href="{reverse("draft", args=[token])}documents/'
    response.content = response.text.replace(DOCUMENT_HREF, documents)
    if request.method == "GET":
        link.count_opening()
    return response


@for_draft_link
def answer_unknown(request, link: DraftLink, token: str):
    """Every other address below `/draft/`, such as one pasted with the bracket after it."""
    raise Http404


@for_draft_link
def send_draft_document(request, link: DraftLink, token: str, *, document_id: int, filename: str):
    """A document that the draft uses, whatever its collection; 404 for every other."""
    draft = link.page.get_latest_revision_as_object()
    document = get_object_or_404(get_document_model(), pk=document_id)
    if document.filename != filename or not refers_to(draft, document):
        raise Http404
    try:
        file = document.file.open("rb")
    except OSError as error:  # lost from the disk
        raise Http404 from error
    response = FileResponse(
        file,
        as_attachment=document.content_disposition != "inline",
        filename=document.filename,
        content_type=document.content_type,
    )
    response["Content-Security-Policy"] = "default-src 'none'"
    return response


def refers_to(page, item) -> bool:
    """Whether a page as it is in memory, which may be a draft, uses an item; the index knows saved pages only."""
    item_type = ContentType.objects.get_for_model(item)
    return any(
        (content_type, key) == (item_type.pk, str(item.pk))
        for content_type, key, *_ in ReferenceIndex._extract_references_from_object(page)
    )
