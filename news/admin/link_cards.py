"""Cards that fill themselves in: the links of an editor's clippings go into the inbox, where the worker reads them."""

from django.http import JsonResponse
from django.views.decorators.http import require_http_methods

from ..inbox.adding import MAX_LINKS, Found, add
from ..models import InboxItem
from ..parser.urls import has_path, normalize_url
from .clippings import MAX_DIGITS
from .inbox_beside_draft import make_clipping
from .outputs import get_editable_update


@require_http_methods(["GET", "POST"])
def read_links(request, pk):
    """POST `url`, several times: have each page read. GET `item`, several times: what became of it.

    JSON: `links`, for each {item, url, reading, clipping, reason}: `url` as it was sent, null in a GET; `clipping` the
    values of a clipping's block, null until the page is read; `reason` why it could not be. What is no link, and an
    item that was merged with another, is left out. Nothing is fetched in this request.
    """
    get_editable_update(request, pk)
    if request.method == "POST":
        urls = [normalize_url(url) for url in request.POST.getlist("url")[:MAX_LINKS]]
        added = [(url, add(Found(url), request.user)[0]) for url in urls if url and has_path(url)]
        sent = {item.pk: url for url, item in added}
    else:
        numbers = [text for text in request.GET.getlist("item") if text.isascii() and text.isdigit()]
        sent = {int(text): None for text in numbers[:MAX_LINKS] if len(text) < MAX_DIGITS}
    items = InboxItem.objects.in_bulk(sent)
    return JsonResponse({"links": [describe_link(items[pk], url) for pk, url in sent.items() if pk in items]})


def describe_link(item: InboxItem, sent_url: str | None) -> dict:
    is_read = item.reading == InboxItem.Reading.READ
    return {
        "item": item.pk,
        "url": sent_url,
        "reading": item.is_being_read,
        "clipping": make_clipping(item) if is_read else None,
        "reason": "" if is_read else item.reason,
    }
