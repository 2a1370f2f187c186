"""What `./run quality` counts in a visit, on a page that breaks every budget."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from quality import browser, overflow, screen_reader
from quality.accessibility import Checkers, check_accessibility
from quality.engines.chromium import ChromiumPage
from quality.visits import Visit

pytestmark = pytest.mark.usefixtures("site")  # before Chromium, whose event loop makes Django refuse queries
PAGE = """<!DOCTYPE html><html lang="en"><title>A page</title>
<meta name="viewport" content="width=device-width">
<style>body { overflow-wrap: anywhere } p { color: #777; background: #fff }
@media (prefers-color-scheme: dark) { p { color: #000 } }</style>
<script src="/script.js"></script><script>1 + 1</script><script type="application/ld+json">{}</script>
<main><p>Too pale.</p><img src="/gone.png" alt="Gone">
<img src="http://localhost:%d/elsewhere.png" alt="From another host">
<div style="height: 9000px"></div>
<img src="/lazy.png" loading="lazy" width="100" height="100" alt="Far below"></main>"""
SCRIPT = b"let it = 'be counted';"
# The checkers come from npm, which tests do without: each of these finds what the real one would be asked for.
AXE = """axe = {run: async () => ({violations: [{
    id: "color", help: getComputedStyle(document.querySelector("p")).color, nodes: [{target: ["p"]}]}]})}"""
EQUAL_ACCESS = """ace = {Checker: class { check = async () => ({results: [
    {value: ["VIOLATION", "FAIL"], ruleId: "wide", message: `${innerWidth} px`, snippet: "<p>"},
    {value: ["VIOLATION", "POTENTIAL"], ruleId: "perhaps", message: "", snippet: ""},
    {value: ["VIOLATION", "FAIL"], ruleId: "aria_content_in_landmark", message: "", snippet: ""}]}) }}"""
SCREEN_READER = """export class Virtual {
    start = async () => {
        this.nodes = [...document.querySelectorAll("h1, a, summary, div, output"), document.body];
    };
    get activeNode() { return this.nodes[0]; }
    itemText = async () => this.activeNode.textContent;
    lastSpokenPhrase = async () => ({
        a: `link, ${this.activeNode.textContent}`, body: "end of document"
    })[this.activeNode.localName] ?? this.activeNode.textContent;
    next = async () => this.nodes.shift();
    stop = async () => {};
}"""
CHECKERS = Checkers(axe=AXE, equal_access=EQUAL_ACCESS, screen_reader=SCREEN_READER)
SPOKEN_PAGE = """<!DOCTYPE html><html lang="en"><title>Spoken</title>
<meta name="viewport" content="width=device-width">
<style>a { display: block } details:first-of-type::details-content { content-visibility: visible }</style>
<p>A page.</p><a href="one">Home</a><a href="two">News</a>
<details><summary>Contents</summary><div>seen</div></details>
<details><summary>Menu</summary><div>unseen</div></details><svg><a href="one"><text y="9">Home</text></a></svg>
<p style="width: 22rem; background: #fff">A line that is wider than a telephone when its text is twice as large.</p>
<p hidden style="width: 99rem">What is hidden takes no space.</p>"""


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        bodies = {"/": (PAGE % self.server.server_port).encode(), "/script.js": SCRIPT, "/spoken": SPOKEN_PAGE.encode()}
        body = bodies.get(self.path, b"something")
        self.send_response(404 if self.path == "/gone.png" or self.command == "POST" else 200)
        self.send_header("Content-Type", "image/png" if self.path.endswith(".png") else "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Set-Cookie", "seen=yes")
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def url():
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def check(page, visit):
    return check_accessibility(page, visit, CHECKERS)


@pytest.fixture(autouse=True)
def spoken(monkeypatch, tmp_path):
    monkeypatch.setattr(screen_reader, "SPOKEN", tmp_path)
    return tmp_path


def test_everything_that_a_budget_limits_is_counted(chromium, url):
    figures, html = browser.first_visit(chromium, url, Visit("other", "/"), [check])
    assert figures["javascript_bytes"] == len(SCRIPT) + len("1 + 1")
    assert figures["cookies"] == 1
    assert figures["details"]["failed_requests"] == [f"{url}/gone.png"]
    assert figures["other_hosts"] == 1
    assert figures["html_kb"] * browser.KB == len(html)
    assert figures["total_kb"] > figures["html_kb"]
    assert any("/lazy.png" in line for line in figures["details"]["requests"])
    assert figures["details"]["axe_light"] == ["color (rgb(119, 119, 119)): p"]
    assert figures["details"]["axe_dark"] == ["color (rgb(0, 0, 0)): p"]
    phone, desktop = browser.PHONE["width"], browser.DESKTOP["width"]
    assert figures["details"]["equal_access"] == [f"wide ({phone} px): <p>", f"wide ({desktop} px): <p>"]


def test_what_a_screen_reader_speaks_is_kept_and_its_faults_are_counted(chromium, url, spoken):
    figures, _ = browser.first_visit(chromium, url, Visit("other", "/spoken"), [check])
    assert figures["details"]["spoken"] == [
        "“Contents, collapsed”, but its content is shown",
        "“HomeNews” has no space between “Home” and “News”",
    ]
    lines = ["link, Home", "link, News", "Contents, collapsed", "seen", "Menu, collapsed", "link, Home"]
    for screen in ("phone", "desktop"):
        assert (spoken / f"other-spoken-{screen}.txt").read_text().splitlines() == [*lines, "end of document"]


def lines_of_overflow():
    """What is to be found on the page: the paragraph, with the margin of a browser's own style sheet."""
    screens = {"390 px with text at 200 %": 22 * 32 + 8 - 390, "320 px": 22 * 16 + 8 - 320}
    return [f"{pixels} px at {screen}: p" for screen, pixels in screens.items()]


def test_what_is_wider_than_a_telephone_with_large_text_is_measured_in_an_open_page(chromium, url):
    figures, _ = browser.first_visit(
        chromium, url, Visit("other", "/spoken"), [lambda page, _: overflow.measure_in_chromium(ChromiumPage(page))]
    )
    assert figures["overflow_chromium"] == 22 * 32 + 8 - 390
    assert figures["details"]["overflow_chromium"] == lines_of_overflow()


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<h1 style='overflow-wrap: normal'>A title</h1>", "h1 with long words"),
        ("<h1 style='display: grid; grid-template-columns: 1fr'><b>A title</b></h1>", "b with long words"),
        (
            "<b style='white-space: pre; font: 16px monospace'>Thirty letters, equally wide.</b>",
            "b with wide spacing",
        ),
    ],
)
def test_what_long_words_or_wide_spacing_push_off_a_telephone_is_found_and_left_as_it_was(chromium, body, found):
    page = chromium.new_page()
    page.set_content(f"<!DOCTYPE html><style>body {{ overflow-wrap: break-word }}</style>{body}")
    before = page.content()
    figures = overflow.measure_in_chromium(ChromiumPage(page))
    assert found in {line.partition(": ")[2] for line in figures["details"]["overflow_chromium"]}
    assert page.content() == before
    assert page.evaluate("document.adoptedStyleSheets.length") == 0
    page.close()


@pytest.mark.parametrize("engine", ["firefox", "webkit"])
def test_what_is_wider_than_a_telephone_with_large_text_is_measured_in_other_engines(chromium, url, engine):
    form = Visit("other", "/sent", form=f'<form method="post" action="{url}/spoken"><button>Send</button></form>')
    narrow = Visit("other", "/")
    found = overflow.measure_in_engine(engine, url, [form, narrow])
    assert found[form]["details"] == {f"overflow_{engine}": lines_of_overflow()}
    assert found[narrow] == {f"overflow_{engine}": 0, "details": {f"overflow_{engine}": []}}


def test_a_page_behind_a_form_is_measured_and_an_unexpected_status_is_counted(chromium, url):
    form = f'<form method="post" action="{url}/sent"><button>Send</button></form>'
    figures, _ = browser.first_visit(chromium, url, Visit("other", "/sent", form=form))
    assert figures["failed_requests"] == 1
