"""Where a request comes from, in words for the throttle and the log."""

from django.utils.crypto import salted_hmac


def get_network(request) -> str:
    """The client's network; without a request, as in a command, there is one for all."""
    return getattr(request, "client_network", "unknown")


def hash_network(network: str) -> str:
    """A digest by which networks can be compared, and which only SECRET_KEY can tell."""
    return salted_hmac("staff.network", network, algorithm="sha256").hexdigest()[:12]
