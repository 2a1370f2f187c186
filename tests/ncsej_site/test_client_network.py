"""Which network a request is counted for: the client's, also behind a proxy, and never one that the client makes up."""

import pytest

from ncsej_site.client_network import get_client_network


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxies", "network"),
    [
        ("192.0.2.77", "", 0, "192.0.2.0/24"),
        ("192.0.2.77", "203.0.113.9", 0, "192.0.2.0/24"),
        ("10.0.0.2", "203.0.113.9", 1, "203.0.113.0/24"),
        ("10.0.0.2", "198.51.100.1, 203.0.113.9", 1, "203.0.113.0/24"),
        ("10.0.0.2", "198.51.100.1,203.0.113.9", 2, "198.51.100.0/24"),
        ("10.0.0.2", "203.0.113.9", 2, "10.0.0.0/24"),
        ("10.0.0.2", "", 1, "10.0.0.0/24"),
        ("2001:db8:1:2::3", "", 0, "2001:db8:1::/48"),
        ("2001:db8:1:ffff::9", "", 0, "2001:db8:1::/48"),
        ("::ffff:192.0.2.77", "", 0, "192.0.2.0/24"),
        ("10.0.0.2", "<script>", 1, "unknown"),
        ("", "", 0, "unknown"),
    ],
)
def test_a_request_is_counted_for_the_network_of_its_client(remote, forwarded, proxies, network):
    assert get_client_network({"REMOTE_ADDR": remote, "HTTP_X_FORWARDED_FOR": forwarded}, proxies) == network


def test_every_request_knows_its_network(home, client):
    response = client.get("/robots.txt", REMOTE_ADDR="192.0.2.77")
    assert response.wsgi_request.client_network == "192.0.2.0/24"
