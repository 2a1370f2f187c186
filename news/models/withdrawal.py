"""Clippings that were taken away from readers because somebody in them is in danger; and what stands in their place."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from ..withholding import withhold_names
from .record import KEY_LENGTH

WITHDRAWN = "An article was withdrawn."


class WithdrawalQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(restored_at=None)


class Withdrawal(models.Model):
    """One clipping of a weekly update that readers do not have: the whole of it, or some names in it.

    The issue and its revisions stay as they were written. Every output takes its clippings from
    `WeeklyUpdate.shown_clippings`, which obeys the withdrawals in force; so an older revision that is published or
    previewed obeys them as well. A clipping is known by its block's id, and by its headline: one that is pasted into
    its issue again is withdrawn, too.
    """

    page = models.ForeignKey("news.WeeklyUpdate", on_delete=models.CASCADE, related_name="withdrawals")
    key = models.CharField(max_length=KEY_LENGTH, help_text="Of its record: its address says it.")
    block_id = models.TextField(blank=True, help_text="Empty where an import gave none.")
    headline = models.TextField(help_text="For staff only.")
    names = ArrayField(models.TextField(), default=list, help_text="What is withheld; empty for the whole clipping.")
    reason = models.TextField(blank=True, help_text="For staff only.")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    restored_at = models.DateTimeField(null=True)
    restored_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    wagtail_reference_index_ignore = True  # it is no use of the page that could keep it from being deleted

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["key"], name="withdrawal_key")]

    def __str__(self):
        return self.headline

    def concerns(self, block) -> bool:
        """Whether a block of the clippings is what was withdrawn."""
        return self.has_identity(block.id, block.value["headline"])

    def is_same_as(self, other: "Withdrawal") -> bool:
        """Whether this concerns what the other one, of the same issue, has withdrawn."""
        return self.has_identity(other.block_id, other.headline)

    def has_identity(self, block_id: str | None, headline: str | None) -> bool:
        return bool((self.block_id and block_id == self.block_id) or (headline and headline == self.headline))


def show_blocks(clippings, withdrawals: list[Withdrawal]) -> list:
    """The blocks of a StreamValue as readers have them, each in its place. withdrawals: those in force."""
    if not withdrawals:
        return list(clippings)
    return [show_block(block, [each for each in withdrawals if each.concerns(block)]) for block in clippings]


def show_block(block, withdrawals: list[Withdrawal]):
    if not withdrawals:
        return block
    is_withdrawn = any(not withdrawal.names for withdrawal in withdrawals)
    names = [name for withdrawal in withdrawals for name in withdrawal.names]
    value = empty_value(block.value) if is_withdrawn else withhold(block.value, names)
    return type(block)(block.block, value, id=block.id)


def empty_value(value):
    """A ClippingValue that says that there was one, and nothing of it."""
    shown = type(value)(value.block, [(name, block.get_default()) for name, block in value.block.child_blocks.items()])
    shown["headline"] = WITHDRAWN
    shown.is_withdrawn = True
    return shown


def withhold(value, names: list[str]):
    """The ClippingValue without these names; and without the article's address, behind which they stand."""
    shown = type(value)(value.block, list(value.items()))
    for field in ("headline", "byline", "source", "excerpt"):
        shown[field] = withhold_names(value[field] or "", names)
    shown["url"] = ""
    return shown
