"""Replaces Django's GZipMiddleware, which compresses files too, and removes Wagtail's `Content-Encoding: None`.

The removal can go when `wagtail.utils.sendfile` sets that header for encoded files only; Wagtail 8.0.1 does not.
The rest stays: PDFs and pictures are compressed already, and an unchanged file keeps its Content-Length. Both are one
class because GZipMiddleware skips responses with an encoding: with the header removed, it would compress every PDF.
"""

from django.http import FileResponse
from django.middleware.gzip import GZipMiddleware


class PageGZipMiddleware(GZipMiddleware):
    """Compresses pages, feeds and data, but no files."""

    def process_response(self, request, response):
        if not isinstance(response, FileResponse):
            return super().process_response(request, response)
        if response.get("Content-Encoding") == "None":
            del response["Content-Encoding"]
        return response
