"""The user model; roles are made by the migration 0002_roles."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A member of staff. A model of our own from the first migration on, because Django cannot swap it later."""
