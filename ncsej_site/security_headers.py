"""The security headers that Django does not set."""

from django.conf import settings

# What a browser would ask a person for, and the site uses none of, not in the admin either. The public pages run no
# script at all; every page pays for the length of this list.
DENIED_FEATURES = [
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "hid",
    "local-fonts",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
]
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in DENIED_FEATURES)
# What other pages show: renditions and social images, in emails, in messengers, and where others quote the site.
SHARED_FOLDER = f"/{settings.MEDIA_URL.strip('/')}/images/"


class SecurityHeadersMiddleware:
    """Permissions-Policy, and Cross-Origin-Resource-Policy: no other site may embed what is not meant for it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_shared = request.path.startswith(SHARED_FOLDER) and response.status_code < 400
        response.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if is_shared else "same-origin")
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


def get_security_headers() -> dict[str, str]:
    """What every response has that no other site may embed, but for HSTS, which is a server's: for the proxy's own."""
    return {
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": PERMISSIONS_POLICY,
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
    }
