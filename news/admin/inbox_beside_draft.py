"""The inbox in the editor of a weekly update: what waits, as clippings that are put in with one press."""

import json

from ..inbox.earlier import find_earlier
from ..models import InboxItem
from .outputs import OutputView
from .primary_keys import read_pk

MAX_ITEMS = 200  # that are shown; a week has about thirty


def make_clipping(item: InboxItem) -> dict:
    """The values of a clipping's block, for JSON."""
    clipping = item.as_clipping()
    date = clipping["date"]
    return clipping | {"date": date.isoformat() if date else ""}


def make_row(item: InboxItem, earlier) -> dict:
    """What a row shows. `clipping`: the JSON of the values of a clipping's block."""
    clipping = make_clipping(item)
    notes = [(str(finder.user or "Somebody"), finder.note) for finder in item.finders.all()]
    return {
        "item": item,
        "clipping": json.dumps(clipping),
        "source": clipping["source"],
        "finders": ", ".join(name for name, _ in notes),
        "notes": [(name, note) for name, note in notes if note],
        "earlier": earlier,
    }


class InboxBesideDraftView(OutputView):
    """The rows as an HTML fragment. A POST dismisses `item`, and shows the rows that are left."""

    template_name = "news/admin/inbox_rows.html"
    url_name = "weekly_update_inbox"

    def get_context_data(self, **kwargs):
        items = list(InboxItem.objects.waiting().for_list()[:MAX_ITEMS])
        earlier = find_earlier(items)
        return {
            "update": self.update,
            "rows": [make_row(item, earlier.get(item.pk)) for item in items],
            "is_reading": any(item.is_being_read for item in items),
        }

    def post(self, request, *args, **kwargs):
        item = InboxItem.objects.waiting().filter(pk=read_pk(request.POST.get("item", ""))).first()
        if item:  # else a colleague was faster
            item.dismiss()
        return self.get(request, *args, **kwargs)
