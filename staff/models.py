"""The user model, and the counts of the throttle; roles are made by the migration 0002_roles."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac

from .second_factor.models import RecoveryCodes

__all__ = ["AttemptCount", "RecoveryCodes", "User"]


class User(AbstractUser):
    """A member of staff. A model of our own from the first migration on, because Django cannot swap it later."""

    # Set up to the end, recovery codes included. The database has the defaults too, for the version before.
    has_second_factor = models.BooleanField(default=False, db_default=False, editable=False)
    factor_changes = models.PositiveIntegerField(default=0, db_default=0, editable=False)

    def get_session_auth_hash(self):
        """As Django's, which ends a session when the password is changed; this ends it when a factor is, too."""
        bound = f"{super().get_session_auth_hash()}{self.factor_changes}"
        return salted_hmac("staff.factor_changes", bound, algorithm="sha256").hexdigest()


class AttemptCount(models.Model):
    """How often something was tried until `expires_at`. `key` is a digest: no address or account is stored in clear."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self):
        return self.key
