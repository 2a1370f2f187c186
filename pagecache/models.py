"""What the content version is counted from, and which machines keep pages. Statements of SQL write the first two."""

from django.db import models


class ContentChange(models.Model):
    """A transaction that changed what visitors see: one row, written by the triggers of triggers.py, none to be read.

    The rows are counted and not numbered: a transaction with a smaller number may commit after one with a larger.
    """

    class Meta:
        db_table = "content_change"
        default_permissions = ()

    def __str__(self):
        return f"Change {self.pk}"


class ContentVersionBase(models.Model):
    """The one row to which the number of changes is added that are no longer rows. Each migrate makes a new `epoch`."""

    counted = models.BigIntegerField(default=0)
    epoch = models.CharField(max_length=16, default="0")

    class Meta:
        db_table = "content_version_base"
        default_permissions = ()

    def __str__(self):
        return f"Epoch {self.epoch}, {self.counted} changes"


class Machine(models.Model):
    """A machine that keeps pages: the version that its sweeper has last confirmed, and when. Its sweeper writes it."""

    name = models.CharField(max_length=100, primary_key=True)
    version = models.CharField(max_length=80)
    confirmed_at = models.DateTimeField()

    class Meta:
        db_table = "pagecache_machine"
        default_permissions = ()

    def __str__(self):
        return f"{self.name}, {self.confirmed_at:%Y-%m-%d %H:%M}"
