"""No page is fetched from a computer that is not on the public internet, by whatever way it is named."""

import pytest

from news.articles.fetch import Fetcher, FetchError, Reason
from news.articles.fetch.addresses import is_public
from news.articles.fetch.urls import parse_target

from .internet import PUBLIC, Internet, redirect, reply

PRIVATE = [
    *("127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.5", "172.16.0.1", "172.31.255.255", "192.168.1.1"),  # noqa: S104
    *("169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.0.192", "198.18.0.1", "224.0.0.1", "240.0.0.1"),
    *("255.255.255.255", "192.0.2.1", "198.51.100.1", "203.0.113.1", "192.88.99.1", "168.63.129.16"),
    *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "fec0::1", "2001:db8::1"),
    *("::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1"),
    *("2002:7f00:1::", "2001::1", "2001:0:7f00:1::", "100::1", "5f00::1", "3fff::1"),
    *("", "localhost", "1.2.3", "0x7f.0.0.1", "010.0.0.1"),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_public_is_never_connected_to(address):
    internet = Internet({}, {"intranet.example": [address]})
    with pytest.raises(FetchError) as refusal:
        Fetcher(internet).fetch("http://intranet.example/")
    assert (refusal.value.reason, internet.connected) == (Reason.FORBIDDEN_ADDRESS, [])


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "93.184.216.34", "2606:2800:220:1::1", "2a00:1450:4001::1"])
def test_an_address_of_the_public_internet_is_allowed(address):
    assert is_public(address)


def test_a_name_with_one_address_that_is_not_public_is_refused_whole():
    internet = Internet({}, {"mixed.example": [PUBLIC, "10.0.0.1"]})
    with pytest.raises(FetchError):
        Fetcher(internet).fetch("http://mixed.example/")
    assert internet.connected == []


def test_a_redirect_to_an_address_that_is_not_public_is_refused():
    internet = Internet({"news.example/a": redirect("http://intranet.example/")}, {"intranet.example": ["10.0.0.1"]})
    with pytest.raises(FetchError) as refusal:
        Fetcher(internet).fetch("http://news.example/a")
    assert refusal.value.reason == Reason.FORBIDDEN_ADDRESS
    assert {address for address, _ in internet.connected} == {PUBLIC}


@pytest.mark.parametrize("location", ["http://127.0.0.1/", "http://[::1]/", "http://2130706433/", "//localhost/"])
def test_a_redirect_to_a_numeric_address_is_checked_like_a_name(location):
    hosts = {"127.0.0.1": ["127.0.0.1"], "::1": ["::1"], "2130706433": ["127.0.0.1"], "localhost": ["127.0.0.1"]}
    internet = Internet({"news.example/a": redirect(location)}, hosts)
    with pytest.raises(FetchError) as refusal:
        Fetcher(internet).fetch("http://news.example/a")
    assert refusal.value.reason == Reason.FORBIDDEN_ADDRESS


def test_a_name_that_changes_its_address_is_checked_at_every_request():
    """DNS rebinding: robots.txt is fetched from a public address, and then the name is that of a neighbour."""
    internet = Internet({"rebind.example/a": reply()}, {"rebind.example": [[PUBLIC], ["127.0.0.1"]]})
    with pytest.raises(FetchError) as refusal:
        Fetcher(internet).fetch("http://rebind.example/a")
    assert refusal.value.reason == Reason.FORBIDDEN_ADDRESS
    assert internet.connected == [(PUBLIC, 80)]


def test_a_name_is_resolved_once_for_a_request_and_the_checked_address_is_connected_to():
    internet = Internet({"news.example/a": reply()}, {"news.example": ["8.8.4.4"]})
    Fetcher(internet).fetch("http://news.example/a")
    assert internet.resolved == ["news.example"] * 2  # robots.txt, and the page
    assert internet.connected == [("8.8.4.4", 80)] * 2
    assert "Host: news.example\r\n" in internet.requests[-1]


@pytest.mark.parametrize(
    "url",
    [
        *("ftp://news.example/", "file:///etc/passwd", "gopher://news.example/", "javascript:alert(1)", "news.example"),
        *(
            "http://news.example:8080/",
            "http://news.example:22/",
            "https://news.example:0/",
            "http://",
            "//news.example/",
        ),
        *(
            "http://user@news.example/",
            "http://user:password@news.example/",
            "http://news.example\\@other.example/",
            "",
        ),
        *(
            "http://news.example/a b",
            "http://news.example/\r\nX: y",
            "http://exa mple/",
            "http://[::1/",
            "http://[foo]/",
        ),
        *(
            "http://-news.example/",
            "http://news..example/",
            f"http://news.example/{'a' * 2000}",
            "http://news.example:x/",
        ),
        "http://a.example%00.b.example/",
    ],
)
def test_only_urls_of_the_web_at_its_own_ports_are_fetched(url):
    internet = Internet({})
    with pytest.raises(FetchError) as refusal:
        Fetcher(internet).fetch(url)
    assert (refusal.value.reason, internet.resolved) == (Reason.BAD_URL, [])


@pytest.mark.parametrize(
    ("url", "authority", "path"),
    [
        ("http://News.Example", "news.example", "/"),
        ("https://news.example:443/a?b=c d#top".replace(" ", "%20"), "news.example", "/a?b=c%20d"),
        ("http://news.example:443/", "news.example:443", "/"),
        ("http://новости.example/статья", "xn--b1amnebsh.example", "/%D1%81%D1%82%D0%B0%D1%82%D1%8C%D1%8F"),
        ("http://[2606:2800:220:1::1]/", "[2606:2800:220:1::1]", "/"),
        ("http://news.example./a", "news.example", "/a"),
    ],
)
def test_a_url_is_sent_in_ascii(url, authority, path):
    target = parse_target(url)
    assert (target.authority, target.path) == (authority, path)
