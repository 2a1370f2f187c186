"""What the proxy of deploy/Caddyfile asks and is told: who may send a large body, and which file to send.

With PROXY_SENDS_FILES, a response that would send a media file only names it, in X-Accel-Redirect (nginx's
name for that header). The proxy sends the file with the response's other headers, so that a slow reader of a large one
holds no thread, and passes that header to nobody.
"""

from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse

HEADER = "X-Accel-Redirect"


class ProxiedFileMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if settings.PROXY_SENDS_FILES and isinstance(response, FileResponse) and (path := find_media_path(response)):
            return name_file(response, path)
        return response


def find_media_path(response: FileResponse) -> str | None:
    """The path below MEDIA_ROOT of the file that the response would send; None if it is elsewhere, or in memory."""
    name = getattr(response.file_to_stream, "name", None)
    if not isinstance(name, str):
        return None
    root = Path(settings.MEDIA_ROOT).resolve()
    path = Path(root, name).resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else None


def name_file(response: FileResponse, path: str) -> HttpResponse:
    """A response without content that has the status, headers and cookies of `response`, and names the file."""
    named = HttpResponse(status=response.status_code, headers=response.headers)
    named.cookies = response.cookies
    named["Content-Length"] = "0"
    named[HEADER] = "/" + quote(path)
    response.close()
    return named


def may_upload(request):
    """204 for who may use the admin: the proxy asks before it reads a large body, which it keeps in memory."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    return HttpResponse(status=204)
