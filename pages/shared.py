"""What all pages share, such as the menu, is read once per content version and kept in the process.

The page cache's WSGI layer puts the content version into the environment of a request. It reads the version before
anything else is read, so what is kept under a version is at least as new as it. Where there is no version, as in
previews, in development and for the client of tests, what is shared lives for the request.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

CONTENT_VERSION = "content_version"  # the key in the WSGI environment; no header of a request can set it


@dataclass(frozen=True, slots=True)
class Kept:
    """Function and arguments → what it returned, of one content version."""

    version: str
    values: dict[tuple, Any] = field(default_factory=dict)


class Newest:
    """What is kept of the version that was seen last. What older ones have is let go with their last request."""

    kept = Kept("")


def values_of(request) -> dict[tuple, Any]:
    """What is kept for a request: one dictionary from its beginning to its end, whatever is published meanwhile."""
    try:
        return request._shared_values
    except AttributeError:
        request._shared_values = find_values(request.META.get(CONTENT_VERSION))
        return request._shared_values


def find_values(version: str | None) -> dict[tuple, Any]:
    """A new dictionary without a version, or for another than that of the last request."""
    kept = Newest.kept
    if not version:
        return {}
    if kept.version != version:
        kept = Newest.kept = Kept(version)
    return kept.values


def shared(make: Callable) -> Callable:
    """Keep what a function of the request returns, for each value of its other arguments, which must be few.

    What it returns must be the same for every request with these arguments, and is not changed by who gets it. Two
    threads may call the function at once; what either returns is right.
    """

    @wraps(make)
    def get(request, *arguments):
        values, key = values_of(request), (make, *arguments)
        try:
            return values[key]
        except KeyError:
            value = values[key] = make(request, *arguments)
            return value

    return get
