"""Replaces django.middleware.csp and django.utils.csp of Django 6, of which this is the part that is used here.

It can go with Django 6, where SECURE_CSP means the same, and so does `_csp_config` of a response, which csp_override()
sets there.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from django.conf import settings


class CSP(StrEnum):
    HEADER_ENFORCE = "Content-Security-Policy"
    NONE = "'none'"
    SELF = "'self'"
    UNSAFE_INLINE = "'unsafe-inline'"


def build_policy(config: Mapping[str, Iterable[str] | bool]) -> str:
    """The header of these directives. A directive without sources is True, one that is left out is False."""
    directives = {name: "" if sources is True else " ".join(sources) for name, sources in config.items() if sources}
    return "; ".join(f"{name} {sources}".rstrip() for name, sources in directives.items())


class ContentSecurityPolicyMiddleware:
    """The policy of SECURE_CSP for each response that has none of its own."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        config = getattr(response, "_csp_config", settings.SECURE_CSP)
        if config:
            response.headers.setdefault(str(CSP.HEADER_ENFORCE), build_policy(config))
        return response
