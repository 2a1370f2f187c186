"""Web app manifests: https://www.w3.org/TR/appmanifest/"""

from django.http import JsonResponse
from django.templatetags.static import static

from .palette import color

ICONS = [("192x192", "192", "any"), ("512x512", "512", "any"), ("512x512", "maskable-512", "maskable")]


def manifest_response(members: dict) -> JsonResponse:
    """A manifest with these members, and the site's colours and icons."""
    look = {
        "theme_color": color("paper"),
        "background_color": color("paper"),
        "icons": [
            {"src": static(f"img/icon-{name}.png"), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for sizes, name, purpose in ICONS
        ],
    }
    return JsonResponse(members | look, content_type="application/manifest+json")
