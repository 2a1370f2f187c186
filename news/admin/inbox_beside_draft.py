"""The inbox in the editor of a weekly update: what waits, as clippings that are put in with one press."""

from django.http import JsonResponse

from ..inbox.earlier import find_earlier
from ..models import InboxItem
from ..models.inbox import url_key
from .outputs import OutputView
from .primary_keys import read_pk, read_pks

MAX_ITEMS = 200  # that are shown; a week has about thirty


def make_clipping(item: InboxItem) -> dict:
    """The values of a clipping's block, for JSON."""
    clipping = item.as_clipping()
    date = clipping["date"]
    return clipping | {"date": date.isoformat() if date else ""}


def make_row(item: InboxItem, earlier, place: int | None) -> dict:
    """What a row shows. place: where the draft has the story, counted from 0 among the addresses that it has sent."""
    notes = [(finder.name, finder.note) for finder in item.finders.all()]
    return {
        "item": item,
        "source": item.source or item.host,
        "finders": ", ".join(name for name, _ in notes),
        "notes": [(name, note) for name, note in notes if note],
        "earlier": earlier,
        "place": place,
    }


class InboxBesideDraftView(OutputView):
    """The rows as an HTML fragment: in a POST those of `item` only, where it names some.

    A POST names the addresses of the draft's clippings, in order (`url`), which a row is compared with as a saved draft
    is. One with `dismiss` dismisses that item. One with `put_in`, several times, is answered with JSON instead:
    `clippings`, the values of a clipping's block for each of these items that is there still, in order.
    """

    template_name = "news/admin/inbox_rows.html"
    url_name = "weekly_update_inbox"

    def get_context_data(self, **kwargs):
        waiting = InboxItem.objects.waiting().for_list()
        if named := self.request.POST.getlist("item"):
            waiting = waiting.filter(pk__in=read_pks(named, MAX_ITEMS))
        items = list(waiting[:MAX_ITEMS])
        earlier = find_earlier(items)
        urls = self.request.POST.getlist("url")
        places = {url_key(url): place for place, url in reversed(list(enumerate(urls))) if url}
        return {
            "update": self.update,
            "rows": [make_row(item, earlier.get(item.pk), places.get(item.key)) for item in items],
        }

    def post(self, request, *args, **kwargs):
        if put_in := request.POST.getlist("put_in"):
            return self.put_in(read_pks(put_in, MAX_ITEMS))
        if dismissed := request.POST.get("dismiss"):
            InboxItem.objects.filter(pk=read_pk(dismissed)).dismiss()  # none, where a colleague was faster
        return self.get(request, *args, **kwargs)

    def put_in(self, pks: list[int]) -> JsonResponse:
        items = InboxItem.objects.in_bulk(pks)
        return JsonResponse({"clippings": [make_clipping(items[pk]) for pk in pks if pk in items]})
