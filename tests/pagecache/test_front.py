"""Under which name a front server finds a page: never another's, and only what it sends alike."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagecache.front import HTML, FrontServer

PAGES, FILES = {"x-frame-options": "DENY", "csp": "pages"}, {"x-frame-options": "DENY", "csp": "files"}
FRONT = FrontServer("https://site.example", PAGES, FILES)
RSS, JSON = "application/rss+xml; charset=utf-8", "application/json"


def find(path, content_type=HTML, **extra):
    standard = PAGES if content_type == HTML else FILES
    return FRONT.find_name(path, {**standard, "content-type": content_type, **extra})


def test_a_page_is_found_under_its_url():
    assert find("/") == "index.html"
    assert find("/news/2025-02-21/") == "news/2025-02-21/index.html"
    assert find("/news/feed/", RSS) == "news/feed/index.rss"
    canonical = '<https://site.example/news/2025-02-21/>; rel="canonical"'
    assert find("/news/2025-02-21.json", JSON, link=canonical) == "news/2025-02-21.json"


def test_a_front_server_with_other_headers_looks_elsewhere():
    front = FrontServer("https://site.example", PAGES, FILES, "headers")
    assert front.find_name("/about/", {**PAGES, "content-type": HTML}) == "headers/about/index.html"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "about/",
        "/about",
        "//",
        "/a//b/",
        "/../etc/",
        "/./",
        "/.well-known/security.txt",
        "/a.b/",
        "/a.json/b/",
        "/index.html",
        "/about/index.html",
        "/about/index.html.gz",
        "/a\0b/",
        "/Дім/",
        "/a b/",
        "/a/\n",
        f"/{'a' * 101}/",
        "/" + "a/" * 21,
    ],
)
def test_an_odd_url_has_no_name(path):
    assert {find(path), find(path, JSON), find(path, "text/plain")} == {None}


def test_what_is_not_answered_with_the_usual_headers_has_no_name():
    assert find("/about/", link="<x>") is None
    assert find("/about/", csp="another") is None
    assert find("/about/", "text/html") is None
    assert find("/news/2025-02-21.json", JSON) is None  # without its canonical link
    assert find("/robots.txt", "text/plain; charset=utf-8") is None


PARTS = st.text(alphabet="aZ0-_./%\\ \0é~", max_size=12)


@given(st.lists(PARTS, max_size=5).map("/".join), st.sampled_from([HTML, RSS, "text/plain"]))
def test_no_url_leads_out_of_the_folder_and_no_two_to_the_same_file(path, content_type):
    name = find(f"/{path}", content_type)
    if name is not None:
        parts = PurePosixPath(name).parts
        assert not name.startswith("/")
        assert not any(part.startswith(".") for part in parts)
        assert all("." not in folder for folder in parts[:-1])
        assert name.removesuffix("index.html").removesuffix("index.rss") == path
