"""A request that no form of this site sends answers 400 where it would fail with 500."""

import logging

from django.core.exceptions import BadRequest
from django.db import DataError
from django.utils.datastructures import MultiValueDictKeyError

# What reading or storing JSON raises: too deep, a number too long, of another shape, text that PostgreSQL cannot hold.
JSON_FAILURES = (RecursionError, ValueError, TypeError, DataError)

logger = logging.getLogger(__name__)


class MalformedRequestMiddleware:
    """Looks at a request only after a view has failed, so it costs others nothing; what it turns into 400 is logged."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Raises BadRequest where the request explains the exception; otherwise the exception takes its course."""
        if is_malformed(request, exception):
            # With the traceback, because it may be a fault of ours after all.
            logger.warning("Malformed request to %s", request.path, exc_info=exception)
            raise BadRequest("The request is malformed.") from exception


def is_malformed(request, exception) -> bool:
    if isinstance(exception, MultiValueDictKeyError):
        return True  # a part of a form is missing
    if not isinstance(exception, JSON_FAILURES):
        return False
    if isinstance(exception, ValueError) and names_part_of_url(request, exception):
        return True
    values = [value for parameters in (request.GET, request.POST) for _, each in parameters.lists() for value in each]
    return request.content_type == "application/json" or any("\0" in value for value in values)


def names_part_of_url(request, exception) -> bool:
    """Whether the message repeats a part of the URL, such as a primary key that is no number."""
    arguments = request.resolver_match.kwargs.values() if request.resolver_match else []
    return any(isinstance(value, str) and repr(value) in str(exception) for value in arguments)
