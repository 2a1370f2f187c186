"""The ways into the inbox from outside the admin: a bookmarklet, and the share menu of a telephone."""

from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from pages.web_manifest import manifest_response

from .views import ADD, LIST, InboxBase

# Opens the filled form in a small window. The web server takes addresses of 4,094 bytes, so that a long selection is
# left out; the window cannot reach the page from which it was opened.
SCRIPT = """
(() => {
  const coded = encodeURIComponent;
  let address = "ADDRESS?url=" + coded(location.href) + "&title=" + coded(document.title.slice(0, 200));
  const text = "&text=" + coded(String(getSelection()).slice(0, 1000));
  if (address.length + text.length < 3900) address += text;
  open(address, "_blank", "popup,noopener,width=680,height=800");
})()
"""


def make_bookmarklet() -> str:
    """The javascript: URL that is dragged into a browser's bar of bookmarks."""
    lines = " ".join(line.strip() for line in SCRIPT.strip().splitlines())
    return "javascript:" + quote(lines.replace("ADDRESS", add_url()), safe="(){}=>;+&?/:,.'!~*")


def add_url() -> str:
    """The address of the form that adds, with the site's own."""
    return f"{settings.SITE_URL}{reverse(ADD)}"


class AnywhereView(InboxBase, TemplateView):
    page_title = "Add from anywhere"
    template_name = "news/admin/inbox/anywhere.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "bookmarklet": make_bookmarklet(),
            "inbox_url": f"{settings.SITE_URL}{reverse(LIST)}",
            "shortcut_url": f"{add_url()}?url=",
        }


@require_safe
def manifest(request):
    """The web app manifest of the admin: once it is installed, a telephone's share menu leads to the filled form.

    The share target is a GET, so that signing in on the way loses nothing, and nothing is stored before a press.
    """
    members = {
        "id": "/admin/",
        "name": "NCSEJ: staff",
        "short_name": "NCSEJ staff",
        "start_url": reverse(LIST),
        "scope": "/admin/",
        "display": "standalone",
        "share_target": {
            "action": reverse(ADD),
            "method": "GET",
            "params": {"title": "title", "text": "text", "url": "url"},
        },
    }
    return manifest_response(members)
