"""Which Content-Security-Policy a response has, if not SECURE_CSP of the settings, which is for every public page.

A page may load pictures and fonts of this site, and send forms to it. It runs no script at all, and has no style but
the stylesheets whose hashes stand in the policy: all that there are, so that the policy is the same for all pages.

The admin runs the scripts that are files of this site, and no other: what Wagtail puts into its pages as scripts is put
there as data instead (ncsej_site/initializers.py), so that no page needs a nonce. Its scripts set styles.
"""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from pages.stylesheet import get_all_stylesheets

from .csp import CSP

# Feeds, data, text and pictures, if somebody opens them in a window: they load nothing and run nothing.
FILES = {"default-src": [CSP.NONE], "frame-ancestors": [CSP.NONE]}
ADMIN = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],  # data: in Wagtail's stylesheets; blob: a picture before it is uploaded
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "frame-src": [CSP.SELF],  # previews
    "manifest-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "upgrade-insecure-requests": settings.SECURE_CSP["upgrade-insecure-requests"],
}
FRAMED = ADMIN | {"frame-ancestors": [CSP.SELF]}
NONE: dict[str, list[str]] = {}
ERROR_PAGE = Path(settings.BASE_DIR) / "templates" / "standalone.html"


@cache
def get_style_hashes() -> tuple[str, ...]:
    """The sources of style-src: the SHA-256 of every stylesheet that a public page has inline, error pages included."""
    (of_errors,) = re.findall(r"<style>(.*?)</style>", ERROR_PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return tuple(hash_source(css) for css in [*get_all_stylesheets(), of_errors])


def hash_source(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


class ContentPolicyMiddleware:
    """Chooses the policy of what is no public page; a view that has chosen one keeps it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        policy = choose_policy(request, response)
        if policy is not None and not hasattr(response, "_csp_config"):
            response._csp_config = policy
        return response


def choose_policy(request, response) -> dict | None:
    """ADMIN, FRAMED, FILES, NONE, or no choice. Django's pages for developers can have none."""
    if settings.DEBUG and response.status_code in (404, 500):
        return NONE
    content_type = response.get("Content-Type")
    if content_type is None:  # 304: what the browser has keeps the policy that it has
        return NONE
    if not content_type.startswith("text/html"):
        return FILES
    if getattr(request, "is_preview", False):
        return FRAMED
    if request.path.startswith("/admin/"):
        return FRAMED if response.get("X-Frame-Options") == "SAMEORIGIN" else ADMIN
    return None
