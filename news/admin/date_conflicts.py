"""Two editors choose one date for a weekly update at the same moment: how the second one's failure is recognized."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError

from ..models import WeeklyUpdate


def is_date_conflict(error: Exception) -> bool:
    """Whether saving failed because another weekly update has the date: in the model's validation or the database's."""
    if isinstance(error, IntegrityError):
        return error.__cause__.diag.table_name == WeeklyUpdate._meta.db_table
    if isinstance(error, ValidationError):
        return any(problem.code == "unique" for problem in getattr(error, "error_dict", {}).get("date", ()))
    return False
