"""The user model, and the counts of the throttle; roles are made by the migration 0002_roles."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A member of staff. A model of our own from the first migration on, because Django cannot swap it later."""


class AttemptCount(models.Model):
    """How often something was tried until `expires_at`. `key` is a digest: no address or account is stored in clear."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self):
        return self.key
