"""Two people, one date: whoever comes second is told at the field, and keeps what was typed."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError

from .models import WeeklyUpdate


class AskAgainWhenTaken:
    """Runs a view once more when a date is refused that was free while the form was checked.

    The second time the form finds the other issue and says so. If the second time fails too, its error stands.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, error):
        if date_is_taken(error):
            view = request.resolver_match
            return view.func(request, *view.args, **view.kwargs)
        return None


def date_is_taken(error: Exception) -> bool:
    """Whether it is the model or, a moment later still, the database that found the date taken."""
    if isinstance(error, IntegrityError):
        return error.__cause__.diag.table_name == WeeklyUpdate._meta.db_table
    if isinstance(error, ValidationError):
        return any(problem.code == "unique" for problem in getattr(error, "error_dict", {}).get("date", ()))
    return False
