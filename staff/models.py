"""Who may edit."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A member of staff. Stands from the first migration, because Django cannot swap its user model later."""
