"""The same story is one item: found by two people, at two addresses, or put back while it waits already."""

from django.db import transaction

from ..models import InboxItem
from ..models.inbox import FIELDS, is_near


def lock_waiting() -> dict[int, InboxItem]:
    """All that waits, by primary key, locked until the transaction ends; in one order, so that there is no deadlock.

    Whoever may merge items takes these locks before any other row of theirs.
    """
    return {item.pk: item for item in InboxItem.objects.waiting().locked()}


def record_finder(item: InboxItem, user, note: str = "") -> None:
    """Keep who has found the story; a second note of the same person stands below the first."""
    finder, is_new = item.finders.get_or_create(user=user, defaults={"note": note})
    if not is_new and note and note not in finder.note:
        finder.note = "\n".join(filter(None, (finder.note, note)))
        finder.save(update_fields=["note"])


def merge(item: InboxItem, into: InboxItem) -> InboxItem:
    """Give one item all that another one has, which goes; what both have stays as it is. Returns `into`.

    Another address of the story stays in the notes. Within a transaction of the caller's, who has locked both.
    """
    for name in FIELDS:
        is_typed = name in item.typed and name not in into.typed
        if (is_typed or not getattr(into, name)) and getattr(item, name):
            setattr(into, name, getattr(item, name))
            into.typed += [name] if is_typed else []
    into.save()
    other = f"Also at {item.url}" if item.key != into.key else ""
    for finder in item.finders.select_related("user"):
        record_finder(into, finder.user, "\n".join(filter(None, (finder.note, other))))
    item.delete()
    return into


def merge_near(item: InboxItem) -> InboxItem:
    """The item, or the earlier one that waits with nearly the same headline, into which it went.

    Within a transaction of the caller's, who has called lock_waiting(), so that two cannot merge into each other.
    """
    if not item.headline:
        return item
    waiting = lock_waiting()
    if item.pk not in waiting:
        return item
    near = [other for other in waiting.values() if other.pk != item.pk and is_near(item.headline, other.headline)]
    if not near:
        return item
    first, second = sorted((item, near[0]), key=lambda each: each.pk)
    return merge(second, into=first)


@transaction.atomic
def put_back(item: InboxItem) -> InboxItem:
    """Let what was dismissed or used wait again; where its story waits already, the two become one item."""
    others = lock_waiting().values()
    if twin := next((other for other in others if other.key == item.key and other.pk != item.pk), None):
        return merge(item, into=twin)
    item.state, item.update = InboxItem.State.WAITING, None
    item.save(update_fields=["state", "update"])
    return item
