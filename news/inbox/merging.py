"""The same story is one item: found by two people, at two addresses, or put back while it waits already."""

import contextlib

from django.db import IntegrityError, transaction
from django.utils.text import capfirst

from ..models import InboxItem
from ..models.inbox import FIELDS, is_near

OF_ONE_PUBLISHER = ("byline", "source", "date", "excerpt")  # may differ between two articles with one headline
OF_ONE_ADDRESS = ("url", "key", *FIELDS, "typed", "doubts", "reading", "reason", "attempts")


def lock_waiting() -> dict[int, InboxItem]:
    """All that waits, by primary key, locked until the transaction ends; in one order, so that there is no deadlock.

    Whoever may merge items takes these locks before any other row of theirs.
    """
    return {item.pk: item for item in InboxItem.objects.waiting().locked()}


def record_finder(item: InboxItem, user, note: str = "") -> None:
    """Keep who has found the story; a second note of the same person stands below the first.

    The caller has locked the item. Accounts that were deleted (user: None) are one finder.
    """
    finder = item.finders.filter(user=user).first()
    if finder is None:
        item.finders.create(user=user, note=note)
    elif note and note not in finder.note:
        finder.note = "\n".join(filter(None, (finder.note, note)))
        finder.save(update_fields=["note"])


def merge(item: InboxItem, into: InboxItem) -> InboxItem:
    """Give one item all that another one has, which goes; what both have stays as it is. Returns `into`.

    At two addresses a story is two articles, of which no author, date or words are mixed: those of one are kept, with
    its address; the other’s address, and what was typed of it, go into the notes of who found it. Within a transaction
    of the caller's, who has locked both.
    """
    kept, lost = (item, into) if is_worth_more(item, than=into) else (into, item)
    notes = list_lost(lost, kept)
    take_from(lost, kept)
    finders = list(item.finders.select_related("user"))
    finders_of_lost = finders if lost is item else list(lost.finders.select_related("user"))
    item.delete()
    for name in OF_ONE_ADDRESS:
        setattr(into, name, getattr(kept, name))
    into.save()
    for finder in finders:
        record_finder(into, finder.user, finder.note)
    if notes:
        for user in [finder.user for finder in finders_of_lost] or [None]:
            record_finder(into, user, "\n".join(notes))
    return into


def is_worth_more(item: InboxItem, than: InboxItem) -> bool:
    """Whether, of two addresses of a story, it is the one that was read, and nobody typed anything of the other."""
    read = InboxItem.Reading.READ
    is_typed = any(name in than.typed for name in OF_ONE_PUBLISHER)
    return item.key != than.key and item.reading == read != than.reading and not is_typed


def take_from(lost: InboxItem, kept: InboxItem) -> None:
    """Fill what one item lacks from another one, in memory. Of another address, only a headline that was typed.

    What was read of the same address was read of both.
    """
    is_same = lost.key == kept.key
    taken = {}
    for name in FIELDS if is_same else ["headline"]:
        is_typed = name in lost.typed and name not in kept.typed
        if (is_typed or not getattr(kept, name)) and getattr(lost, name):
            taken[name] = getattr(lost, name)
            kept.typed = [*kept.typed, name] if is_typed else kept.typed
    kept.put(taken)
    if is_same and lost.reading == InboxItem.Reading.READ != kept.reading:
        kept.reading, kept.reason = lost.reading, lost.reason
        kept.doubts = [each for each in lost.doubts if each["field"] in taken or not getattr(kept, each["field"], "")]


def list_lost(item: InboxItem, into: InboxItem) -> list[str]:
    """What of an item has no place in the one into which it goes: another address, and what was typed in vain."""
    is_same = item.key == into.key
    typed = [name for name in FIELDS if name in item.typed and getattr(item, name)]
    has_place = {"headline", *(FIELDS if is_same else ())} - set(into.typed)
    differs = [name for name in typed if name not in has_place and getattr(item, name) != getattr(into, name)]
    labels = {name: capfirst(InboxItem._meta.get_field(name).verbose_name) for name in differs}
    address = [] if is_same else [f"Also at {item.url}"]
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
