"""Two editors choose one date for a weekly update at the same moment: how the second one's failure is recognized."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError

from ..models import WeeklyUpdate


def is_date_conflict(error: Exception) -> bool:
    """Whether saving failed because another weekly update has the date, in validation or at the unique constraint."""
    if isinstance(error, IntegrityError):
        return error.__cause__.diag.table_name == WeeklyUpdate._meta.db_table
    if isinstance(error, ValidationError):
        return any(detail.code == "unique" for detail in getattr(error, "error_dict", {}).get("date", ()))
    return False
