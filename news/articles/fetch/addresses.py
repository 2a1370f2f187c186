"""Which addresses a page may be fetched from: those of the public internet, and no others.

Whoever may name a URL could otherwise let the server ask its own database, its neighbours or the metadata service of
its cloud (server-side request forgery). Python's `is_global` alone would not do: its tables differ between versions,
and it knows nothing of IPv4 addresses inside IPv6 ones.
"""

import ipaddress

# https://www.iana.org/assignments/iana-ipv4-special-registry/ (2025-10): all blocks that are not globally reachable, or
# are for relays and protocols; multicast and what is reserved. Last, a cloud's metadata service at a public address.
FORBIDDEN_IPV4 = tuple(
    ipaddress.IPv4Network(block)
    for block in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"),
        *("192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24"),
        *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        "168.63.129.16/32",
    )
)
# Only global unicast is allowed, so mapped (::ffff:0:0/96), translated (64:ff9b::/96, 64:ff9b:1::/48), unique local,
# link-local and multicast addresses are not. Of it, these are for tunnels that hide another address, for protocols or
# for documentation: https://www.iana.org/assignments/iana-ipv6-special-registry/
GLOBAL_IPV6 = ipaddress.IPv6Network("2000::/3")
FORBIDDEN_IPV6 = tuple(
    ipaddress.IPv6Network(block)
    for block in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)


def is_public(address: str) -> bool:
    """Whether a numeric address, as the resolver writes it, is one of the public internet."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv4Address):
        return not any(parsed in block for block in FORBIDDEN_IPV4)
    if parsed.scope_id is not None or parsed not in GLOBAL_IPV6:
        return False
    return not any(parsed in block for block in FORBIDDEN_IPV6)
