"""A script of the admin that asked for JSON is answered in JSON, where a person would be led to another page.

Wagtail redirects to the sign-in page, or to the dashboard, and shows a page where something is missing; its autosave
can tell none of them from a fault of the server.
"""

from django.contrib.messages import get_messages
from django.http import JsonResponse
from django.urls import reverse

from .session_state import signed_out

PERMISSION_DENIED = "permission_denied", "You may not change this any more. An administrator can tell you why."
GONE = "gone", "This is no longer here: somebody has deleted it, or you may not see it any more."
REFUSED = "refused", "The site could not read what was sent."
TOO_LARGE = "too_large", "It is larger than the site takes."
INTERNAL_ERROR = "internal_error", "The site had a fault."
ANSWERS = {302: PERMISSION_DENIED, 403: PERMISSION_DENIED, 404: GONE, 410: GONE, 413: TOO_LARGE}


class JSONAnswersMiddleware:
    """Stands innermost, so that a message for the next page, which nobody will read, can be taken back."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_json = response.get("Content-Type", "").startswith("application/json")
        if response.status_code < 300 or is_json or not expects_json(request):
            return response
        list(get_messages(request))  # reading them is what removes them
        if response.status_code == 302 and not request.user.is_authenticated:
            return signed_out()
        code, message = ANSWERS.get(response.status_code, INTERNAL_ERROR if response.status_code >= 500 else REFUSED)
        status = 403 if response.status_code == 302 else response.status_code
        return JsonResponse({"success": False, "error_code": code, "error_message": message}, status=status)


def expects_json(request) -> bool:
    """Whether a script of the admin asks for JSON and nothing else; Wagtail tells them apart in the same way."""
    return request.path.startswith(reverse("wagtailadmin_home")) and not request.accepts("text/html")
