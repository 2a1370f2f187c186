"""What is made for somebody who is signed in, or who has given a page's password, is for no shared cache."""

from django.conf import settings
from django.utils.cache import patch_cache_control


class PrivateResponsesMiddleware:
    """Marks the response to a request with a session as private, unless it is the same for everybody, as a picture is.

    Such a page may be a private one. Visitors have no session.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        has_session = (
            settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies
        )
        if has_session and "public" not in response.get("Cache-Control", ""):
            patch_cache_control(response, private=True)
        return response
