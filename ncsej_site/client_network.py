"""The network a request comes from, by which the password doors and the contact form count attempts."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings

# What one client can change at will: the host part of an IPv4 network, and all that a site gets of IPv6 (RFC 6177).
PREFIX_LENGTHS = {4: 24, 6: 48}


class ClientNetworkMiddleware:
    """Sets `request.client_network`, such as "192.0.2.0/24". It is never stored in clear: see salted_hmac()."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.client_network = get_client_network(request.META, settings.TRUSTED_PROXIES)
        return self.get_response(request)


def get_client_network(meta: dict, trusted_proxies: int) -> str:
    """The client's network, of which each trusted proxy has appended what it saw to X-Forwarded-For.

    Only the last `trusted_proxies` addresses of that header can be believed; a client may have sent the others. What is
    no IP address, such as the name of a Unix socket, is one network, "unknown".
    """
    forwarded = [part.strip() for part in meta.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    is_behind_proxy = trusted_proxies and len(forwarded) >= trusted_proxies
    text = forwarded[-trusted_proxies] if is_behind_proxy else meta.get("REMOTE_ADDR", "")
    try:
        address = ip_address(text)
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return str(ip_network((address, PREFIX_LENGTHS[address.version]), strict=False))
