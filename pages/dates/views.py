"""The JSON view behind the words beneath a date in the admin. It stores nothing."""

from itertools import islice

from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from .typed import (
    WEEKDAYS,
    NotUnderstoodError,
    date_in_words,
    datetime_as_value,
    datetime_in_words,
    read_date,
    read_datetime,
)

MAX_TEXTS = 100


@require_GET
def read_typed_dates(request):
    """JSON: `readings`, for each pair of `kind` ("date" or "datetime") and `text` in the query string, in their order.

    A reading has `words` and `value`, or the `error` that the form would have.
    """
    today = timezone.localdate()
    asked = zip(request.GET.getlist("kind"), request.GET.getlist("text"), strict=False)
    return JsonResponse({"readings": [_reading(kind, text, today) for kind, text in islice(asked, MAX_TEXTS)]})


def _reading(kind, text, today) -> dict:
    try:
        if kind != "datetime":
            day = read_date(text, today)
            return {"words": date_in_words(day, today), "value": day.isoformat()}
        moment = read_datetime(text, today)
    except NotUnderstoodError as error:
        return {"error": str(error)}
    return {"words": datetime_in_words(moment, today) + _note(moment), "value": datetime_as_value(moment)}


def _note(moment) -> str:
    """What is easily overlooked of a time, after a colon."""
    if moment <= timezone.now():
        return ": this is past"
    is_midnight = (moment.hour, moment.minute) == (0, 0)
    return f": midnight, as {WEEKDAYS[moment.weekday()]} begins" if is_midnight else ""
