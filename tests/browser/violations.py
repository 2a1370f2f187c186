"""Middleware for the live server: each page begins with a script that lists what its policy stops."""

from django.conf import settings

from ncsej_site.content_policies import hash_source

SCRIPT = """window.stopped = [];
addEventListener("securitypolicyviolation", event =>
    stopped.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`.trim()));"""


class ListViolationsMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html") and response.content:
            response.content = response.content.replace(b"<head>", f"<head><script>{SCRIPT}</script>".encode(), 1)
            response._csp_config = settings.SECURE_CSP | {"script-src": [hash_source(SCRIPT)]}
        return response
