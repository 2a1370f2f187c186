"""What the layer keeps of what Django makes, and what it makes for each visit."""

from dataclasses import replace

import pytest

from pagecache import negotiation
from pagecache.layer import PAUSE

from .small_site import FIRST, PAGE, RELEASE


@pytest.mark.parametrize("status", ["301 Moved Permanently", "404 Not Found"])
def test_redirects_and_missing_pages_are_kept(site, status):
    site.status = status
    assert site.is_stored()
    assert site.get()[0] == status


@pytest.mark.parametrize(
    "header",
    [
        ("Set-Cookie", "csrftoken=x"),
        ("Cache-Control", "max-age=0, no-store"),
        ("Cache-Control", "private"),
        ("Vary", "Cookie"),
        ("Content-Encoding", "br"),
    ],
)
def test_what_is_for_one_person_is_not_kept(site, header):
    site.headers.append(header)
    assert not site.is_stored()
    assert site.get()[2] == PAGE


@pytest.mark.parametrize("status", ["302 Found", "403 Forbidden", "410 Gone", "500 Error", "503 Service Unavailable"])
def test_no_other_status_is_kept(site, status):
    site.status = status
    assert not site.is_stored()


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_COOKIE": "sessionid=abc"},
        {"HTTP_AUTHORIZATION": "Basic abc"},
        {"HTTP_HOST": "another.example"},
        {"wsgi.url_scheme": "http"},
        {"query": "q=words"},
        {"method": "POST"},
        {"path": "/admin/"},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_such_a_request_is_neither_served_from_the_store_nor_kept(site, headers):
    site.get()
    assert not site.is_stored(**headers)


def test_a_visitor_with_another_cookie_is_served_from_the_store_and_leaves_nothing_there(site):
    assert not site.is_stored(HTTP_COOKIE="theme=dark")
    site.get()
    before = len(site.asked)
    site.get(HTTP_COOKIE="theme=dark")
    assert len(site.asked) == before


def test_a_query_string_that_is_known_makes_another_page(site):
    site.get()
    site.body = b"the second page"
    assert site.get(query="page=2")[2] == b"the second page"
    assert site.get()[2] == PAGE


def test_a_generation_that_is_full_takes_no_more(site):
    site.get()
    site.confirm(is_full=True)
    assert site.is_stored()
    assert not site.is_stored("/other/")


def test_no_more_missing_pages_are_kept_than_a_generation_may_have(site):
    site.confirm(is_full_of_open_ended=True)
    assert site.is_stored()
    site.status = "404 Not Found"
    assert not site.is_stored("/nothing/")
    site.status = "200 OK"
    assert not site.is_stored(query="page=2")
    assert site.is_stored("/another/")


@pytest.mark.parametrize("status", ["500 Error", "503 Service Unavailable"])
def test_a_page_whose_making_has_failed_once_is_kept_when_it_is_made_again(site, status):
    site.status = status
    site.get()
    site.status, site.since_start = "200 OK", site.since_start + PAUSE
    assert site.is_stored()


def test_a_page_of_which_it_is_not_known_how_long_it_is_true_is_kept_when_it_is(site):
    site.moment = 0
    assert not site.is_stored()
    site.moment, site.since_start = None, site.since_start + PAUSE
    assert site.is_stored()


def test_a_path_with_a_question_mark_is_not_the_page_with_that_query_string(site):
    site.status, site.body = "404 Not Found", b"missing"
    site.get("/list/?page=2")
    site.status, site.body = "200 OK", PAGE
    assert site.get("/list/", query="page=2")[2] == PAGE
    assert site.get("/list/?page=2")[2] == b"missing"


def test_a_request_whose_header_says_that_the_site_is_below_another_path_leaves_nothing(site):
    """The links of such a page begin with it."""
    assert not site.is_stored(SCRIPT_NAME="/below")
    assert all("content_version" not in environ for environ in site.asked)
    site.body = b"another"
    assert site.get()[2] == b"another"


def test_a_server_that_changes_the_headers_it_was_given_changes_no_other_response(site):
    def start_response(status, headers):
        given.append(list(headers))
        headers.append(("Set-Cookie", "of one visitor"))

    given = []
    for _ in range(3):
        list(site.layer(site.environ(), start_response))
    assert given[1] == given[2]
    assert len(site.asked) == 1


def test_who_has_waited_in_vain_keeps_the_page(site):
    """Else somebody who holds the lock keeps a page from being stored."""
    site.layer.flights.max_wait = 0
    with site.layer.flights.turn("/about/\n"):
        site.get()
    assert site.is_stored()
    assert len(site.asked) == 1


def test_the_first_view_asks_for_the_version_before_and_after_and_no_third_time(site):
    asked = []
    site.layer.read_version = lambda: asked.append(1) or site.version
    site.get()
    assert len(asked) == 2
    site.headers.append(("Cache-Control", "private"))
    site.get("/private/")
    assert len(asked) == 3
    site.get("/private/")
    assert len(asked) == 4


def test_what_is_not_kept_is_compressed_for_the_one_who_asks_alone(site, monkeypatch):
    made = []
    compress = negotiation.compress
    monkeypatch.setattr("pagecache.store.compress", lambda body, suffix: made.append(suffix) or compress(body, suffix))
    site.moment = 0
    assert site.get(HTTP_ACCEPT_ENCODING="gzip")[1]["Content-Encoding"] == "gzip"
    site.get("/other/")
    assert made == [".gz"]
    site.moment = None
    site.get("/kept/")
    assert made == [".gz", ".br", ".gz"]


def test_what_was_taken_from_the_front_server_is_linked_again_with_its_moment(site):
    site.moment = 1060.0
    site.get()
    generation = site.root / RELEASE / FIRST
    (generation / "front").rename(generation / "gone")
    (generation / "index").unlink()
    site.get()
    assert (generation / "front/about/index.html").read_bytes() == PAGE
    assert (generation / "index").read_text().split() == ["1060.0", "0", "-"] * 2
    assert len(site.asked) == 1


def test_what_changes_no_page_is_taken_off_the_query_string_before_the_page_is_looked_for(site):
    site.layer.rules = replace(site.layer.rules, clean_query=lambda query: query.removesuffix("&from=mail"))
    assert site.is_stored(query="page=2")
    before = len(site.asked)
    assert site.get(query="page=2&from=mail")[2] == site.body
    assert len(site.asked) == before
    site.get("/other/", query="page=2&from=mail")
    assert site.asked[-1]["QUERY_STRING"] == "page=2"
