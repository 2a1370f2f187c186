"""What caches may keep: nothing that is made for somebody who is signed in, or who has given a page's password, if they
are shared; and who keeps anything asks again before it is shown.
"""

from django.conf import settings
from django.utils.cache import patch_cache_control

# Without it, browsers may guess how long what they have is good (RFC 9111, 4.2.2): a redirect, for ever.
ASK_AGAIN = "no-cache"


class PrivateResponsesMiddleware:
    """Marks the response to a request with a session as private, unless it is the same for everybody, as a picture is.

    Such a page may be a private one. Visitors have no session. What says nothing of caches gets ASK_AGAIN.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.setdefault("Cache-Control", ASK_AGAIN)
        has_session = (
            settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies
        )
        if has_session and "public" not in response.get("Cache-Control", ""):
            patch_cache_control(response, private=True)
        return response
