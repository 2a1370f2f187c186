"""Cards that fill themselves in: the links of an editor's clippings go into the inbox, where the worker reads them."""

import contextlib

from django.db import IntegrityError
from django.http import JsonResponse
from django.views.decorators.http import require_http_methods

from ..inbox.adding import MAX_LINKS, Found, add
from ..models import InboxItem
from ..models.inbox import url_key
from ..parser.urls import has_path, normalize_url
from .inbox_beside_draft import make_clipping
from .outputs import get_editable_update
from .primary_keys import read_pk


@require_http_methods(["GET", "POST"])
def read_links(request, pk):
    """POST `url`, several times: have each page read. GET `item`, several times: what became of it.

    JSON: `links`, for each {item, url, reading, clipping, reason}: `url` as it was sent, null in a GET; `reading`
    whether the page is to be read still; `clipping` the values of a clipping's block, null until it is read; `reason`
    why it could not be, so far. What is no link, and an item that was merged with another, is left out. Nothing is
    fetched in this request.
    """
    update = get_editable_update(request, pk)
    if request.method == "POST":
        sent = [(take_in(url, request.user, update), url) for url in request.POST.getlist("url")[:MAX_LINKS]]
    else:
        sent = [(read_pk(text), None) for text in request.GET.getlist("item")[:MAX_LINKS]]
    items = InboxItem.objects.in_bulk([pk for pk, _ in sent if pk is not None])
    return JsonResponse({"links": [describe_link(items[pk], url) for pk, url in sent if pk in items]})


def take_in(url: str, user, update) -> int | None:
    """The primary key of the item that this draft has used, or that waits, with this link.

    None for what is no link, or cannot be kept just now. What the draft has used does not wait once more each time
    that the draft is opened with a card which could not be filled in.
    """
    link = normalize_url(url)
    if link and has_path(link):
        used = InboxItem.objects.filter(key=url_key(link), update=update, state=InboxItem.State.USED).first()
        if used:
            return used.pk
        with contextlib.suppress(IntegrityError):  # of this link only: the others of the request are taken in
            return add(Found(link), user)[0].pk
    return None


def describe_link(item: InboxItem, sent_url: str | None) -> dict:
    is_read = item.reading == InboxItem.Reading.READ
    return {
        "item": item.pk,
        "url": sent_url,
        "reading": item.reading in InboxItem.TO_BE_READ,
        "clipping": make_clipping(item) if is_read else None,
        "reason": "" if is_read else item.reason,
    }
