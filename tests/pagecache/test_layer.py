"""The layer: what it keeps, serves and leaves to Django. The application is a few lines, the clocks are the test's."""

import threading

import pytest

from pagecache.state import FRESH_FOR

from .small_site import FIRST, PAGE, RELEASE, SECOND


def test_the_second_visitor_is_sent_the_same_without_the_application(site):
    first, second = site.get(), site.get()
    assert first == second
    assert (second[0], second[2], len(site.asked)) == ("200 OK", PAGE, 1)
    assert second[1]["Content-Length"] == str(len(PAGE))
    assert second[1]["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(("accepted", "coding"), [("gzip, br", "br"), ("gzip;q=1, br;q=0", "gzip"), ("", None)])
def test_what_is_stored_is_sent_in_the_coding_that_the_visitor_takes(site, accepted, coding):
    for _ in range(2):
        _, headers, body = site.get(HTTP_ACCEPT_ENCODING=accepted)
        assert (headers.get("Content-Encoding"), headers["Vary"]) == (coding, "Accept-Encoding")
        assert headers["Content-Length"] == str(len(body))
        assert (len(body) < len(PAGE)) == bool(coding)
    assert len(site.asked) == 1


def test_a_visitor_who_has_the_page_is_told_so(site):
    etag = site.get()[1]["ETag"]
    for given in (etag, f'"another", {etag}', etag.removeprefix("W/"), "*"):
        status, headers, body = site.get(HTTP_IF_NONE_MATCH=given)
        assert (status, headers, body) == ("304 Not Modified", {"ETag": etag, "Vary": "Accept-Encoding"}, b"")
    assert site.get(HTTP_IF_NONE_MATCH='"another"')[0] == "200 OK"


def test_the_application_is_asked_for_the_whole_page_and_told_the_version(site):
    status, headers, body = site.get(
        method="HEAD", HTTP_RANGE="bytes=0-1", HTTP_IF_NONE_MATCH='"x"', HTTP_ACCEPT_ENCODING="br"
    )
    assert (status, body) == ("200 OK", b"")
    (environ,) = site.asked
    assert environ["REQUEST_METHOD"] == "GET"
    assert environ["content_version"] == FIRST
    assert {"HTTP_RANGE", "HTTP_IF_NONE_MATCH", "HTTP_ACCEPT_ENCODING"}.isdisjoint(environ)
    assert site.get(HTTP_ACCEPT_ENCODING="br")[1] == headers


def test_a_page_of_the_version_before_is_not_served(site):
    site.get()
    site.version = SECOND
    site.confirm()
    site.body = b"new"
    assert site.get()[2] == b"new"


def test_a_page_is_not_kept_when_something_was_published_while_it_was_made(site):
    def publish():
        site.version = SECOND

    site.during = publish
    site.get()
    for version in (FIRST, SECOND):
        site.version = version
        site.confirm()
        assert site.layer.store.load(version, "/about/\n", site.wall) is None


def test_a_page_that_was_made_before_the_sweeper_knows_its_version_is_served_when_it_does(site):
    site.get()
    site.version, site.body = SECOND, b"new"
    assert site.get()[2] == PAGE  # for as long as the sweeper has not heard of it
    site.confirm(FIRST)
    site.get("/other/")  # kept for the second version
    site.confirm(SECOND)
    assert site.get("/other/")[2] == b"new"
    assert len(site.asked) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"confirmed": 500 - FRESH_FOR - 1},
        {"confirmed": 501},
        {"boot": "another start of the machine"},
        {"release": "another release"},
    ],
    ids=["too old", "of the future", "another start", "another release"],
)
def test_nothing_is_served_by_a_state_that_says_nothing_of_now(site, change):
    site.get()
    site.confirm(**change)
    site.body = b"new"
    assert site.get()[2] == b"new"


def test_while_the_database_is_away_what_is_stored_is_served_and_the_rest_left_to_the_application(site):
    site.get()
    site.version, site.body, site.status = None, b"away", "503 Service Unavailable"
    assert site.get()[2] == PAGE
    assert site.get("/other/")[::2] == ("503 Service Unavailable", b"away")
    site.since_start += FRESH_FOR + 1
    assert site.get()[0] == "503 Service Unavailable"


def test_a_page_is_served_until_it_becomes_untrue_by_itself(site):
    site.moment = 1060.0
    site.get()
    site.wall = 1059.9
    assert site.get()[2] == PAGE
    site.wall, site.moment, site.body = 1060.0, None, b"without the banner"
    assert site.get()[2] == b"without the banner"
    assert site.get()[2] == b"without the banner"
    assert len(site.asked) == 2


def test_a_page_is_not_served_before_it_was_made_where_the_clock_is_set_back(site):
    site.body = b"without the banner"
    site.get()
    site.wall, site.moment, site.body = 940.0, 1000.0, PAGE
    assert site.get()[2] == PAGE
    assert site.get()[2] == PAGE
    assert len(site.asked) == 2


def test_where_the_folder_cannot_be_written_the_page_is_sent(site):
    (site.root / RELEASE).write_text("a file in the place of the folder")
    assert [site.get()[2] for _ in range(2)] == [PAGE] * 2
    (site.root / "flights").rename(site.root / "moved")
    (site.root / "flights").write_text("another")
    assert site.get()[2] == PAGE


def test_a_page_whose_body_was_deleted_is_made_anew(site):
    site.get()
    for body in (site.root / RELEASE / FIRST / "bodies").rglob("*.*"):
        body.unlink()
    assert site.get(HTTP_ACCEPT_ENCODING="br")[0] == "200 OK"
    assert len(site.asked) == 2


def test_of_many_who_want_the_same_page_at_once_one_has_it_made(site):
    all_are_here = threading.Barrier(8)

    def visit():
        all_are_here.wait()
        bodies.append(site.get()[2])

    bodies = []
    visitors = [threading.Thread(target=visit) for _ in range(8)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    assert (bodies, len(site.asked)) == ([PAGE] * 8, 1)


def test_nobody_waits_for_a_page_that_may_not_be_kept(site):
    """All eight are in the application at once, or it would wait without end."""
    site.headers.append(("Cache-Control", "private"))
    site.get()
    together = threading.Barrier(8)
    site.during = lambda: together.wait(60)
    visitors = [threading.Thread(target=site.get) for _ in range(8)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    assert len(site.asked) == 9


def test_a_front_server_finds_what_it_may_send_and_nothing_else(site):
    site.get()
    site.get(query="page=2")
    site.headers.append(("X-Another", "header"))
    site.get("/other/")
    front = site.root / RELEASE / FIRST / "front"
    found = {str(path.relative_to(front)) for path in front.rglob("*") if path.is_file()}
    bodies = {f"about/index.html{suffix}" for suffix in ("", ".br", ".gz")}
    assert found == bodies | {f"{name}.etag" for name in bodies}
    assert (front / "about/index.html").read_bytes() == PAGE
    assert (front / "about/index.html.etag").read_text() == site.get()[1]["ETag"]
