"""The pages for errors. All but 404 stand alone: without database, context processor or tag, which may have failed."""

import sys

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader

CSRF_FAILURE = {
    "success": False,
    "error_code": "csrf",
    "error_message": "Somebody has signed in in this browser since the page was opened.",
}
RETRY_AFTER = 30  # seconds
UNAVAILABLE = {
    "success": False,
    "error_code": "unavailable",
    "error_message": "The site cannot answer at this moment. Please try again in a minute.",
}


def bad_request(request, exception):
    """413 where a form is larger than DATA_UPLOAD_MAX_MEMORY_SIZE, which Django counts as suspicious."""
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return render_error(f"{status}.html", status)


def permission_denied(request, exception):
    return render_error("403.html", 403)


def csrf_failure(request, reason=""):
    """A page, or JSON where a script asked: an editor that was open during a sign-in gets a new token and goes on."""
    if not request.accepts("text/html"):
        return JsonResponse(CSRF_FAILURE, status=403)
    return render_error("403_csrf.html", 403)


def page_not_found(request, exception):
    return render(request, "404.html", status=404)


def server_error(request):
    """503 where the database is what failed: it is down, full, frozen, or took too long; otherwise 500."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return unavailable(request)
    return render_error("500.html", 500)


def unavailable(request):
    """A page, or JSON where a script asked, such as the admin's autosave; Wagtail tells them apart in the same way."""
    is_page = request.accepts("text/html")
    response = render_error("503.html", 503) if is_page else JsonResponse(UNAVAILABLE, status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response


def render_error(template: str, status: int) -> HttpResponse:
    return HttpResponse(loader.get_template(template).render(), status=status)
