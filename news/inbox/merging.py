"""The same story is one item: found by two people, at two addresses, or put back while it waits already."""

import contextlib

from django.db import IntegrityError, transaction
from django.utils.text import capfirst

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

    Another address of the story, and what was typed of it in vain, stay in the notes. If only the one that goes was
    read, so is the other now. Within a transaction of the caller's, who has locked both.
    """
    notes = list_lost(item, into)
    for name in FIELDS:
        is_typed = name in item.typed and name not in into.typed
        if (is_typed or not getattr(into, name)) and getattr(item, name):
            setattr(into, name, getattr(item, name))
            into.typed += [name] if is_typed else []
    if item.reading == InboxItem.Reading.READ != into.reading:
        into.reading, into.reason = item.reading, item.reason
        into.doubts = [doubt for doubt in item.doubts if doubt["field"] not in into.typed]
    into.save()
    finders = list(item.finders.select_related("user"))
    for finder in finders:
        record_finder(into, finder.user, "\n".join(filter(None, (finder.note, *notes))))
    if notes and not finders:
        record_finder(into, None, "\n".join(notes))
    item.delete()
    return into


def list_lost(item: InboxItem, into: InboxItem) -> list[str]:
    """What of an item has no place in the one into which it goes: its address, and what was typed in both."""
    address = [f"Also at {item.url}"] if item.key != into.key else []
    both = [name for name in FIELDS if name in item.typed and name in into.typed]
    differs = [name for name in both if getattr(item, name) and getattr(item, name) != getattr(into, name)]
    labels = {name: capfirst(InboxItem._meta.get_field(name).verbose_name) for name in differs}
    return address + [f"{labels[name]}: {getattr(item, name)}" for name in differs]


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
def put_back(item: InboxItem) -> InboxItem | None:
    """Let what was dismissed or used wait again; None where that is not so any more, or it cannot wait.

    Where its story waits already, what was dismissed is merged into that; what an issue uses stays as it is. The state
    is looked at once all items of the story are locked, so that two that are put back at once become one.
    """
    lock_waiting()
    same = {each.pk: each for each in InboxItem.objects.filter(key=item.key).locked()}
    found = same.get(item.pk)
    if found is None or found.state == InboxItem.State.WAITING:
        return None
    if twin := next((each for each in same.values() if each.state == InboxItem.State.WAITING), None):
        return merge(found, into=twin) if found.state == InboxItem.State.DISMISSED else None
    found.state, found.update = InboxItem.State.WAITING, None
    with contextlib.suppress(IntegrityError), transaction.atomic():  # a colleague adds it in this moment
        found.save(update_fields=["state", "update"])
        return found
    return None
