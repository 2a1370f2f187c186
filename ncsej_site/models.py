from django.db import models

from .mail.models import OutgoingMail
from .worker.models import MissedSchedule

__all__ = ["MissedSchedule", "OutgoingMail", "PeriodicRun"]


class PeriodicRun(models.Model):
    """When the worker last finished one of its periodic jobs. One row per job, which that run overwrites."""

    job = models.CharField(max_length=40, primary_key=True)
    finished_at = models.DateTimeField()

    def __str__(self):
        return f"{self.job}, {self.finished_at:%Y-%m-%d %H:%M}"
