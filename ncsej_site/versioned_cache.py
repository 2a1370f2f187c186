"""Django's cache by content version, as pages/shared.py keeps its own things.

Wagtail keeps the sites' addresses and renditions in the process for minutes or an hour, and forgets them only in the
process of the editor. In another one, what is old would get into a page of the newest version, and be kept with it.
"""

from contextvars import ContextVar

from django.core.cache.backends.locmem import LocMemCache

from pages.shared import CONTENT_VERSION

_version = ContextVar("content_version", default="")


class VersionedCache(LocMemCache):
    def make_key(self, key, version=None):
        """As Django's own, with the content version of the request, if it has one."""
        return super().make_key(f"{_version.get()}:{key}", version)


class VersionedCacheMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = _version.set(request.META.get(CONTENT_VERSION) or "")
        try:
            return self.get_response(request)
        finally:
            _version.reset(token)
