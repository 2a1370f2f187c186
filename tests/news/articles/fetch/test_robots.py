"""robots.txt is honoured as RFC 9309 has it."""

import pytest

from news.articles.fetch import Fetcher, FetchError, Reason
from news.articles.fetch.fetcher import ROBOTS_SECONDS
from news.articles.fetch.robots import AGENT, parse_robots

from .internet import Internet, redirect, reply


def robots(*lines):
    return parse_robots("\n".join(lines))


@pytest.mark.parametrize(
    ("lines", "path", "allowed"),
    [
        ([], "/a", True),
        (["User-agent: *", "Disallow: /"], "/a", False),
        (["User-agent: *", "Disallow:"], "/a", True),
        (["User-agent: *", "Disallow: /private"], "/private/a", False),
        (["User-agent: *", "Disallow: /private"], "/public", True),
        (["User-agent: *", "Disallow: /a", "Allow: /a/b"], "/a/b/c", True),
        (["User-agent: *", "Allow: /a/b", "Disallow: /a/b/c"], "/a/b/c", False),
        (["User-agent: *", "Disallow: /a", "Allow: /a"], "/a", True),
        (["User-agent: *", "Disallow: /*.php$"], "/x/story.php", False),
        (["User-agent: *", "Disallow: /*.php$"], "/x/story.php?id=1", True),
        (["User-agent: *", "Disallow: /*?print="], "/a?print=1", False),
        (["User-agent: *", "Disallow: /a*b*c"], "/a1b2c3", False),
        (["User-agent: *", "Disallow: /a*b*c$"], "/a1b2c3", True),
        (["User-agent: *", "Disallow: /статья"], "/%D1%81%D1%82%D0%B0%D1%82%D1%8C%D1%8F", False),
        (["User-agent: *", "Disallow: /%7Eann"], "/~ann", False),
        (["User-agent: Other", "Disallow: /"], "/a", True),
        (["User-agent: *", "Disallow: /", f"User-agent: {AGENT}", "Allow: /"], "/a", True),
        ([f"User-Agent: {AGENT.lower()}/2.0", "Disallow: /a", "User-agent: *", "Disallow: /b"], "/b", True),
        ([f"User-agent: {AGENT}", "User-agent: Other", "Disallow: /a"], "/a", False),
        ([f"User-agent: {AGENT}", "Disallow: /a", f"User-agent: {AGENT}", "Disallow: /b"], "/b", False),
        (["Disallow: /", "nonsense", "User-agent"], "/a", True),
        (["user-agent:*#all", "DISALLOW : /a # no"], "/a", False),
    ],
)
def test_the_longest_rule_that_fits_decides(lines, path, allowed):
    assert robots(*lines).allows(path) is allowed


def test_a_page_that_a_publisher_keeps_from_programs_is_not_fetched():
    replies = {"news.example/robots.txt": reply(b"User-agent: *\nDisallow: /a", Content_Type="text/plain")}
    internet = Internet(replies | {"news.example/a": reply()})
    with pytest.raises(FetchError) as refusal:
        Fetcher(internet).fetch("http://news.example/a")
    assert (refusal.value.reason, internet.paths) == (Reason.ROBOTS, [])


def test_a_redirect_is_asked_of_the_robots_of_its_own_host():
    replies = {"b.example/robots.txt": reply(b"User-agent: *\nDisallow: /"), "b.example/x": reply()}
    internet = Internet(replies | {"a.example/x": redirect("http://b.example/x")})
    with pytest.raises(FetchError) as refusal:
        Fetcher(internet).fetch("http://a.example/x")
    assert (refusal.value.reason, internet.paths) == (Reason.ROBOTS, ["/x"])


def test_robots_are_kept_for_some_hours():
    now = [0.0]
    internet = Internet({"news.example/a": reply(), "news.example/robots.txt": redirect("/other.txt")})
    fetcher = Fetcher(internet, clock=lambda: now[0])
    for _ in range(3):
        fetcher.fetch("http://news.example/a")
    asked = [request for request in internet.requests if " /robots.txt " in request]
    assert len(asked) == 1
    now[0] = ROBOTS_SECONDS + 1
    fetcher.fetch("http://news.example/a")
    assert len([request for request in internet.requests if " /robots.txt " in request]) == 2


def test_a_publisher_with_a_fault_is_asked_for_nothing_and_again_later():
    replies = {"news.example/robots.txt": reply(b"", "503 Service Unavailable"), "news.example/a": reply()}
    internet = Internet(replies)
    fetcher = Fetcher(internet)
    with pytest.raises(FetchError) as refusal:
        fetcher.fetch("http://news.example/a")
    assert (refusal.value.reason, refusal.value.reason.is_transient, internet.paths) == (Reason.FAILED, True, [])
    replies["news.example/robots.txt"] = reply(b"", "404 Not Found")
    assert fetcher.fetch("http://news.example/a").body
