"""`./run production`: the site on this machine as compose.yaml runs it: gunicorn, sweeper, worker, and Caddy in front.

Database and media are those of `./run`; DATABASE_URL, LOCAL_POSTGRES and MEDIA_ROOT choose others.
"""

import http.client
import os
import secrets
import signal
import ssl
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from .collected_static import collect_unless_unchanged
from .free_port import free_port
from .serve import phase, prepare_database

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "production"
START_TIMEOUT = 60  # seconds
STOP_TIMEOUT = 60  # seconds, as long as compose.yaml gives the worker for its task
RESTART_DELAY = 1  # seconds


class StartFailed(Exception):
    """A program did not start; its own output says why."""


@dataclass
class Program:
    """One of the programs that serve the site, which is started again whenever it ends."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(self.command, cwd=ROOT, env=os.environ | self.environment)  # noqa: S603

    def stop(self) -> None:
        """Ask it to end, and wait until it has. What does not end in time is killed."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def caddy_path() -> str:
    """Where the wheel puts it; not every platform has one."""
    return str(Path(sys.executable).with_name("caddy"))


def programs(port: str, upstream: str) -> list[Program]:
    """In the order of their start. port: Caddy's; upstream: host and port where gunicorn listens."""
    python = [sys.executable, "-m"]
    caddy_environment = {
        "SITE_ADDRESS": f"https://localhost:{port}, https://127.0.0.1:{port}",
        "SITE_PORT": port,
        "UPSTREAM": upstream,
        "STATIC_ROOT": str(settings.STATIC_ROOT),
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "PAGE_CACHE": str(settings.PAGE_CACHE or FOLDER / "no-page-cache"),
        "SITE_URL": settings.SITE_URL,
        "ERROR_PAGES": str(FOLDER / "error-pages"),
        "CADDY_OPTIONS": "auto_https disable_redirects\ndefault_bind 127.0.0.1",
        # Who asks the port without https is sent to https, as the port 80 of production does.
        "CADDY_SERVER_OPTIONS": "listener_wrappers {\nhttp_redirect\ntls\n}",
        "XDG_DATA_HOME": str(FOLDER / "caddy"),  # its certificate authority
        "XDG_CONFIG_HOME": str(FOLDER / "caddy"),
    }
    sweeper = [Program("sweeper", [*python, "ncsej_site.sweep_pages"])] if settings.PAGE_CACHE else []
    return [
        Program("gunicorn", [*python, "gunicorn", "--config=deploy/gunicorn.conf.py", f"--bind={upstream}"]),
        *sweeper,
        Program("worker", [sys.executable, "manage.py", "worker"]),
        Program("caddy", [caddy_path(), "run", "--config=deploy/Caddyfile", "--adapter=caddyfile"], caddy_environment),
    ]


def set_environment() -> None:
    """Production's settings, for this process and its programs; what is set already stays."""
    if not os.environ.get("DATABASE_URL"):
        from . import local_postgres  # with DATABASE_URL, its package need not be installed

        data = ROOT / os.environ.get("LOCAL_POSTGRES", "var/postgres")
        os.environ["DATABASE_URL"] = local_postgres.database_url(data)
    defaults = {
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "SECRET_KEY": read_or_make_secret_key(FOLDER / "secret-key"),
        "EMAIL_URL": "consolemail://",
        "MALLOC_MMAP_THRESHOLD_": "1048576",  # see the Dockerfile
        "TRUSTED_PROXIES": "1",
        "PROXY_SENDS_FILES": "true",
        "HSTS_SECONDS": "0",  # a browser that trusts the certificate would ask `./run` on the same host for https, too
    }
    if sys.platform != "linux":
        defaults["PAGE_CACHE"] = ""  # it tells the starts of a machine apart by what only Linux has
    os.environ |= {"DEBUG": "false"} | {name: value for name, value in defaults.items() if not os.environ.get(name)}


def read_or_make_secret_key(path: Path) -> str:
    """The key of this checkout, kept so that sessions outlive a restart."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(60))
    return path.read_text()


def wait_until_ready(port: str, running: list[Program]) -> None:
    """Return when the site answers through Caddy. Raises StartFailed."""
    latest = time.monotonic() + START_TIMEOUT
    while time.monotonic() < latest:
        for program in running:
            if program.process.poll() is not None:
                raise StartFailed(f"{program.name} ended with status {program.process.returncode}")
        if is_ready(port):
            return
        time.sleep(0.1)
    raise StartFailed(f"The site did not answer within {START_TIMEOUT} s")


def is_ready(port: str) -> bool:
    unverified = ssl._create_unverified_context()  # noqa: S323 — Caddy has just made the certificate
    connection = http.client.HTTPSConnection("localhost", int(port), timeout=5, context=unverified)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def keep_running(running: list[Program]) -> None:
    """Start again what ends, as `restart: unless-stopped` does in compose.yaml; until a signal raises SystemExit."""
    while True:
        time.sleep(RESTART_DELAY)
        for program in running:
            if program.process.poll() is not None:
                print(
                    f"{program.name} ended with status {program.process.returncode}; it is started again.", flush=True
                )
                program.start()


def print_urls(port: str) -> None:
    url = f"https://localhost:{port}/"
    print(f"\nThe site     {url}\nThe admin    {url}admin/")
    call_command("load_demo", show_logins=True)
    print(
        "\nThe certificate is made up by Caddy, so the browser warns once. No login yet? ./run manage createsuperuser\n"
        "Ctrl-C stops it; what you have changed stays in var/.\n",
        flush=True,
    )


def exit_on_signals() -> None:
    """Let SIGTERM and SIGHUP end this process as Ctrl-C does, so that what it has started is stopped."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, frame: sys.exit(128 + number))


def main() -> None:
    port = os.environ["PORT"]
    exit_on_signals()
    set_environment()
    prepare_database()
    with phase("Collecting the static files"):
        collect_unless_unchanged()
        call_command("render_error_pages", FOLDER / "error-pages")
    running = programs(port, f"127.0.0.1:{free_port()}")
    try:
        with phase("Starting gunicorn, sweeper, worker and Caddy"):
            for program in running:
                program.start()
            wait_until_ready(port, running)
        print_urls(port)
        keep_running(running)
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C would leave programs running
        for program in reversed(running):
            program.stop()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
    except StartFailed as error:
        sys.exit(f"\n{error}")
