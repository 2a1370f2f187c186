"""Replaces Django's GZipMiddleware, which compresses files too, and mends Wagtail's `Content-Encoding: None`.

The header may go from here when `wagtail.utils.sendfile` sets it for encoded files only; Wagtail 8.0.1 does not yet.
The rest stays: PDFs and pictures are compressed already, and a file sent as it is keeps its Content-Length. Both are
mended here because GZipMiddleware leaves alone what has an encoding, so without the header it would compress every PDF.
"""

from django.http import FileResponse
from django.middleware.gzip import GZipMiddleware


class PageGZipMiddleware(GZipMiddleware):
    """Compresses pages, feeds and data; files go out as they are."""

    def process_response(self, request, response):
        if not isinstance(response, FileResponse):
            return super().process_response(request, response)
        if response.get("Content-Encoding") == "None":
            del response["Content-Encoding"]
        return response
