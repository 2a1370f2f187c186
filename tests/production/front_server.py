"""Caddy alone, with the site's configuration and a page cache that a test has written by hand."""

import http.client
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from django.core.management import call_command

from ncsej_site.free_port import free_port
from ncsej_site.page_cache import front_folder
from pagecache.state import boot_id

from .server import CADDY, ROOT, request, wait_until


class Django(BaseHTTPRequestHandler):
    """What stands behind Caddy: it says of each page that it was made."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(b"made by Django")

    def log_message(self, *args):
        pass


class Caddy:
    """root: the folder of the page cache, which a test fills."""

    def __init__(self, folder: Path, **environment: str):
        self.root, self.port = folder / "pages", free_port()
        self.root.mkdir()
        call_command("render_error_pages", folder / "error-pages")
        self.upstream = ThreadingHTTPServer(("127.0.0.1", 0), Django)
        self.environment = os.environ | {
            "SITE_ADDRESS": f"http://127.0.0.1:{self.port}",
            "SITE_PORT": str(free_port()),
            "SITE_URL": f"https://127.0.0.1:{self.port}",
            "UPSTREAM": f"127.0.0.1:{self.upstream.server_port}",
            "UPSTREAM_WAIT": "1s",
            "PAGE_CACHE": str(self.root),
            "ERROR_PAGES": str(folder / "error-pages"),
            "STATIC_ROOT": str(folder),
            "MEDIA_ROOT": str(folder),
            "CADDY_OPTIONS": "auto_https off\ndefault_bind 127.0.0.1",
            "XDG_DATA_HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder),
            **environment,
        }

    @contextmanager
    def running(self) -> Iterator["Caddy"]:
        threading.Thread(target=self.upstream.serve_forever, daemon=True).start()
        command = [CADDY, "run", "--config=deploy/Caddyfile", "--adapter=caddyfile"]
        process = subprocess.Popen(command, cwd=ROOT, env=self.environment)
        try:
            wait_until(self.answers)
            yield self
        finally:
            process.terminate()
            process.wait()
            self.upstream.shutdown()
            self.upstream.server_close()

    def answers(self) -> bool:
        try:
            return self.get("/healthz")[0] == 200
        except OSError:
            return False

    def get(self, path: str, **headers: str):
        """(status, headers, body)"""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        return request(connection, "GET", path, headers)

    def body(self, path: str, **headers: str) -> bytes:
        return self.get(path, **headers)[2]

    def store(self, generation: str, path: str, body: str) -> None:
        """Keep an HTML page there, with an ETag that is its body."""
        folder = self.root / generation / "front" / front_folder() / path.strip("/")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.html").write_text(body)
        (folder / "index.html.etag").write_text(f'"{body}"')

    def confirm(self, generation: str, *, boot: str | None = None, until: str | None = None) -> None:
        """Say, as the sweeper does, that this generation is true."""
        self.switch_to(generation)
        self.write("boot", boot_id() if boot is None else boot)
        self.write("serve-until", str(int(time.time()) + 900) if until is None else until)

    def switch_to(self, generation: str) -> None:
        self.write("generation", generation)

    def write(self, name: str, text: str) -> None:
        (self.root / f"{name}.new").write_text(text)
        (self.root / f"{name}.new").rename(self.root / name)
