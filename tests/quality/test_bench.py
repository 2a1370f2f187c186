"""`./run bench pages`: ratios are taken within a round, a missed limit fails it, and its own client counts answers."""

import threading
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from quality.bench import __main__ as bench
from quality.bench import pages
from quality.bench.client import count_answers, write_request
from quality.bench.contestants import Field
from quality.bench.load import LoadFailed, Request, is_slow, read_ab, read_wrk
from quality.bench.plain_answers import make_wsgi_function, read_answers, write_answer
from quality.bench.table import Limit, Row, Sample, find_failures, format_group

WRK = """Running 1s test @ http://127.0.0.1:9100/
  1 threads and 8 connections
  4360 requests in 1.10s, 200.98MB read
Requests/sec:   3963.64
"""
AB = """Document Length:        47000 bytes
Time taken for tests:   1.100 seconds
Complete requests:      4360
Failed requests:        0
"""


def row(name, *answers, cpu=None, page="home"):
    """A server that gave these numbers of answers, in a round of a second each."""
    return Row(name, {page: [Sample(count, 1.0, cpu) for count in answers]})


def test_what_the_programs_print_is_read():
    for load in (read_wrk(WRK), read_ab(AB)):
        assert (load.answers, load.seconds) == (4360, 1.1)
    assert read_wrk("  12 requests in 1.02m, 1MB read").seconds == pytest.approx(61.2)


@pytest.mark.parametrize(
    ("read", "output"),
    [
        (read_wrk, WRK + "  Non-2xx or 3xx responses: 12\n"),
        (read_wrk, WRK.replace("4360 requests", "0 requests")),
        (read_ab, AB + "Non-2xx responses:      3\n"),
        (read_ab, "apr_socket_recv: Connection refused (111)"),
    ],
)
def test_answers_that_do_not_count_are_no_measurement(read, output):
    with pytest.raises(LoadFailed):
        read(output)


def test_a_ratio_is_taken_within_a_round_so_that_a_busy_machine_does_not_change_it():
    bare, stored = row("bare", 4000, 400, 4000), row("stored", 3800, 380, 3800)
    assert stored.ratio(bare, "home") == pytest.approx(0.95)
    assert bare.rate("home") == 4000


def test_the_cpu_of_a_page_is_of_all_rounds_and_unknown_for_a_foreign_server():
    assert row("bare", 100, 300, cpu=1.0).cpu("home") == pytest.approx(2 / 400)
    assert row("foreign", 100).cpu("home") is None


def test_a_row_that_misses_its_ratio_is_named_and_one_that_was_not_measured_is_not():
    limits = [Limit("stored", "bare", 0.9, ("home",)), Limit("nginx, stored", "nginx, a file", 0.95, ("home",))]
    rows = [row("bare", 1000), row("stored", 899)]
    assert list(find_failures(rows, limits)) == ["home: “stored” reaches 0.899 of “bare”, not 0.90"]
    assert list(find_failures([row("bare", 1000), row("stored", 900)], limits)) == []


def test_on_a_busy_machine_the_cpu_of_a_page_counts_where_its_rate_does_not():
    limits = [Limit("stored", "bare", 0.9, ("home",))]
    bare, cheap = row("bare", 1000, cpu=1.0), row("stored", 500, cpu=0.5)
    assert list(find_failures([bare, cheap], limits)) == []
    assert list(find_failures([bare, row("stored", 500, cpu=0.8)], limits)) == [
        "home: “stored” reaches 0.625 of “bare”, not 0.90"
    ]


def test_a_table_has_a_dash_where_a_server_was_not_asked():
    text = "\n".join(
        format_group("2 sync workers", [row("bare", 4000, cpu=2.0), row("files", 9, page="list")], ["home"])
    )
    assert "4,000  1.00    0.50  1.00" in text
    assert text.splitlines()[-1].split() == ["files", "–"]


def test_more_queries_than_a_page_may_have_are_found():
    kept = dict(pages.MAX_QUERIES)
    assert list(pages.find_too_many_queries(kept)) == []
    assert list(pages.find_too_many_queries(kept | {"issue": kept["issue"] + 1})) == [
        f"issue: {kept['issue'] + 1} queries, not at most {kept['issue']}"
    ]


def test_a_missed_limit_ends_the_command_with_a_failure(monkeypatch):
    monkeypatch.setattr(pages, "measure_all", lambda options: ["home: too slow"])
    with pytest.raises(SystemExit, match="home: too slow"):
        bench.main("pages", "--rounds", "1")
    monkeypatch.setattr(pages, "measure_all", lambda options: [])
    bench.main("pages")


def test_another_site_may_stand_beside_without_the_word_pages(monkeypatch):
    asked = []
    monkeypatch.setattr(pages, "measure_all", lambda options: asked.append(options.beside) or [])
    bench.main("--beside", "http://127.0.0.1:9100", "/", "/blog/")
    assert asked == [["http://127.0.0.1:9100", "/", "/blog/"]]
    field = Field(ExitStack(), Path(), "127.0.0.1:1", {"home": "/", "list": "/news/", "issue": "/news/2025-02-21/"}, "")
    contestant = field.beside(asked[0])
    assert (contestant.port, contestant.paths) == (9100, {"home": "/", "list": "/blog/"})


def test_a_measurement_that_does_not_exist_is_answered_with_those_that_do():
    with pytest.raises(SystemExit, match="only archive, articles, "):
        bench.main("page")


def test_the_plain_servers_answer_with_the_bytes_of_the_site(tmp_path, rf):
    headers = [("Content-Type", "text/html"), ("ETag", '"1"')]
    write_answer(tmp_path, "search", "/search/?q=x", headers, b"<p>Found</p>")
    started = []
    environ = rf.get("/search/?q=x").environ
    body = make_wsgi_function(read_answers(tmp_path))(environ, lambda *head: started.append(head))
    assert (started, body) == ([("200 OK", headers)], [b"<p>Found</p>"])


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = b"x" * 500_000
        self.send_response(200 if self.path == "/" else 404)
        self.send_header("Content-Length", str(len(body)))
        if self.headers["Accept-Encoding"] == "close":
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


class Server(ThreadingHTTPServer):
    def handle_error(self, *arguments):
        """A client that leaves in the middle is what one of the tests does."""


@pytest.fixture
def server():
    with Server(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.mark.parametrize("encoding", ["identity", "close"])
def test_our_client_counts_whole_answers_on_connections_that_stay_and_that_close(server, encoding):
    answers, seconds = count_answers(server, write_request("/", "localhost", encoding), 0.02, 3)
    assert answers >= 3
    assert seconds > 0


def test_our_client_takes_no_other_status_for_an_answer(server):
    with pytest.raises(ValueError, match="404"):
        count_answers(server, write_request("/no", "localhost", "identity"), 0, 1)
    with pytest.raises(LoadFailed, match=r"/no: .*404"):
        is_slow(Request(server, "/no", "localhost"))
