"""Withdrawing clippings, and giving them back. The caller holds the lock on the page tree."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import Truncator
from wagtail.log_actions import LogFormatter, log
from wagtail.signals import page_published

from ...models import WeeklyUpdate, Withdrawal
from ...models.record import clipping_keys

WITHDRAW, RESTORE = "news.withdraw", "news.restore_withdrawn"  # in the history of the page


@dataclass(frozen=True, slots=True)
class FoundClipping:
    """A clipping of an issue, of which staff may ask. `position` is from 1; `in_force` are its withdrawals.

    `goes_along`: it was not chosen itself, but a withdrawal of one that was concerns it, too. `is_published`: not only
    in a draft.
    """

    update: WeeklyUpdate
    block: object
    position: int
    key: str
    in_force: tuple[Withdrawal, ...] = ()
    goes_along: bool = False
    is_published: bool = True

    @property
    def token(self) -> str:
        """By which a form names it."""
        return f"{self.update.pk}:{self.key}"

    @property
    def headline(self) -> str:
        return self.block.value["headline"] or ""

    @property
    def is_withdrawn(self) -> bool:
        return any(not withdrawal.names for withdrawal in self.in_force)


def clippings_of(update: WeeklyUpdate, *, is_draft: bool = False) -> list[FoundClipping]:
    """The clippings of one version of an issue, as they were written. is_draft: readers do not have this version.

    One query, for what is withdrawn of them, where the issue does not bring it along.
    """
    withdrawals = update.withdrawals_in_force
    blocks = enumerate(zip(update.clippings, clipping_keys(update), strict=True), start=1)
    return [
        FoundClipping(
            update,
            block,
            position,
            key,
            tuple(each for each in withdrawals if each.concerns(block)),
            is_published=update.live and not is_draft,
        )
        for position, (block, key) in blocks
    ]


def all_clippings(update: WeeklyUpdate) -> list[FoundClipping]:
    """Those that readers have, and those that only the draft has."""
    published = clippings_of(update)
    known = {found.key for found in published}
    revision = update.latest_revision if update.has_unpublished_changes or not update.live else None
    draft = clippings_of(update.with_content_json(revision.content), is_draft=True) if revision else []
    return published + [found for found in draft if found.key not in known]


def clippings_of_issues(primary_keys: Iterable[int]) -> Iterator[FoundClipping]:
    """all_clippings() of these issues, the newest issue first. One query, and what drafts cost."""
    updates = WeeklyUpdate.with_withdrawals.filter(pk__in=primary_keys).select_related("latest_revision")
    for update in updates.newest():
        yield from all_clippings(update)


def withdraw(clippings: Iterable[FoundClipping], user, reason: str, names: Iterable[str] = ()) -> list[Withdrawal]:
    """Take the clippings from readers, or with names, these names in them. What is withdrawn already stays so."""
    now, names = timezone.now(), list(dict.fromkeys(names))
    made = [
        Withdrawal(
            page_id=found.update.pk,
            key=found.key,
            block_id=found.block.id or "",
            headline=found.headline,
            names=names,
            reason=reason,
            at=now,
            by=user,
        )
        for found in clippings
        if not found.is_withdrawn
    ]
    Withdrawal.objects.bulk_create(made)
    log_withdrawals(made, WITHDRAW, user)
    renew_outputs({withdrawal.page_id for withdrawal in made})
    return made


def restore(withdrawal: Withdrawal, user) -> None:
    """Give readers back what was withdrawn, with what went along with it, unless another withdrawal keeps it."""
    together = Withdrawal.objects.in_force().filter(page=withdrawal.page_id, at=withdrawal.at, by=withdrawal.by_id)
    restored = [each for each in together if each.pk == withdrawal.pk or each.is_same_as(withdrawal)]
    now = timezone.now()
    for each in restored:
        each.restored_at, each.restored_by = now, user
    Withdrawal.objects.bulk_update(restored, ["restored_at", "restored_by"])
    log_withdrawals(restored, RESTORE, user)
    renew_outputs({withdrawal.page_id})


def log_withdrawals(withdrawals: list[Withdrawal], action: str, user) -> None:
    updates = WeeklyUpdate.objects.in_bulk({withdrawal.page_id for withdrawal in withdrawals})
    for withdrawal in withdrawals:
        data = {"headline": withdrawal.headline, "names": withdrawal.names, "reason": withdrawal.reason}
        log(instance=updates[withdrawal.page_id], action=action, user=user, data=data)


def renew_outputs(primary_keys: Iterable[int]) -> None:
    """Make anew what is stored of these issues: their records, at once, and what a cache holds.

    Saving "live" has the records made (news/records/receivers.py); the rest of the row stays as it is, even where it
    would not be valid today. Feeds and search engines see by the time of publication that the issue has changed. A
    cache listens to Wagtail's signal, as it does for every publication.
    """
    for update in WeeklyUpdate.objects.live().filter(pk__in=primary_keys):
        update.last_published_at = timezone.now()
        update.save(update_fields=["live", "last_published_at"], clean=False)
        page_published.send(sender=WeeklyUpdate, instance=update, revision=update.live_revision)


class WithdrawLog(LogFormatter):
    """The entry in the history, which only staff read."""

    label = "Withdraw from readers"

    def format_message(self, log_entry):
        names = ", ".join(log_entry.data.get("names") or ())
        return describe(log_entry, f"Withheld {names} in" if names else "Withdrew")


class RestoreLog(LogFormatter):
    label = "Restore to readers"

    def format_message(self, log_entry):
        return describe(log_entry, "Restored")


def describe(log_entry, what: str) -> str:
    headline = Truncator(log_entry.data.get("headline", "")).chars(80)
    reason = log_entry.data.get("reason")
    return f"{what} “{headline}”" + (f": {reason}" if reason else "")


def register_withdrawals_in_history(actions):
    """Hook register_log_actions: who withdrew what from readers, and who gave it back."""
    actions.register_action(WITHDRAW)(WithdrawLog)
    actions.register_action(RESTORE)(RestoreLog)
