"""What `./run quality` counts in a visit, on a page that breaks every budget."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from quality import browser
from quality.visits import Visit

pytestmark = pytest.mark.usefixtures("site")  # before Chromium, whose event loop makes Django refuse queries
PAGE = """<!DOCTYPE html><html lang="en"><title>A page</title>
<style>p { color: #777; background: #fff } @media (prefers-color-scheme: dark) { p { color: #000 } }</style>
<script src="/script.js"></script><script>1 + 1</script><script type="application/ld+json">{}</script>
<main><p>Too pale.</p><img src="/gone.png" alt="Gone">
<img src="http://localhost:%d/elsewhere.png" alt="From another host">
<div style="height: 9000px"></div>
<img src="/lazy.png" loading="lazy" width="100" height="100" alt="Far below"></main>"""
SCRIPT = b"let it = 'be counted';"
AXE_THAT_FINDS_THE_COLOR = """axe = {run: async () => ({violations: [{
    id: "color", help: getComputedStyle(document.querySelector("p")).color, nodes: [{target: ["p"]}]}]})}"""


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        bodies = {"/": (PAGE % self.server.server_port).encode(), "/script.js": SCRIPT}
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


def test_everything_that_a_budget_limits_is_counted(chromium, url):
    figures, html = browser.first_visit(chromium, url, Visit("other", "/"), AXE_THAT_FINDS_THE_COLOR)
    assert figures["javascript_bytes"] == len(SCRIPT) + len("1 + 1")
    assert figures["cookies"] == 1
    assert figures["details"]["failed_requests"] == [f"{url}/gone.png"]
    assert figures["other_hosts"] == 1
    assert figures["html_kb"] * browser.KB == len(html)
    assert figures["total_kb"] > figures["html_kb"]
    assert any("/lazy.png" in line for line in figures["details"]["requests"])
    assert figures["details"]["axe_light"] == ["color (rgb(119, 119, 119)): p"]
    assert figures["details"]["axe_dark"] == ["color (rgb(0, 0, 0)): p"]


def test_a_page_behind_a_form_is_measured_and_an_unexpected_status_is_counted(chromium, url):
    form = f'<form method="post" action="{url}/sent"><button>Send</button></form>'
    figures, _ = browser.first_visit(
        chromium, url, Visit("other", "/sent", form=form), "axe = {run: async () => ({violations: []})}"
    )
    assert figures["failed_requests"] == 1
