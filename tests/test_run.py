"""`./run` in a copy of the checkout, as in a fresh clone."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from http import HTTPStatus
from pathlib import Path

import psutil
import pytest

from ncsej_site.free_port import free_port

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parent.parent
SHELL = shutil.which("sh")
PATIENCE = 400  # seconds for a first start; a loaded machine is slow, not wrong
SECRET = "a-password-nobody-may-see"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy in a folder with a space in its name; its .venv links to the packages that run these tests."""
    copy = tmp_path_factory.mktemp("a clone") / "ncsej site"
    listing = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    )
    for name in filter(None, listing.stdout.decode().splitlines()):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
    venv = copy / ".venv"
    venv.mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (venv / name).symlink_to(Path(sys.prefix) / name)
    locks = ["requirements.txt", "requirements-local.txt", "requirements-dev.txt"]
    checksum = subprocess.run(
        [SHELL, "-c", 'cat "$@" | cksum', SHELL, *locks], cwd=copy, capture_output=True, check=True
    )
    (venv / "installed").write_text(f"python {checksum.stdout.decode().strip()}\n")
    return copy


@pytest.fixture
def bare(checkout, tmp_path):
    """The same copy without .venv and var, for failures of the first steps."""
    for entry in checkout.iterdir():
        if entry.name not in {".venv", "var"}:
            (tmp_path / entry.name).symlink_to(entry)
    (tmp_path / "run").unlink()
    shutil.copy(checkout / "run", tmp_path / "run")
    return tmp_path


def environment(**changes):
    """The environment without the variables that the tests themselves were started with."""
    ours = {"DATABASE_URL", "LOCAL_POSTGRES", "DEBUG", "SITE_URL", "PORT", "PYTHON", "DJANGO_SETTINGS_MODULE"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return kept | {"PYTHONPYCACHEPREFIX": ""} | {name: str(value) for name, value in changes.items()}


def run(folder, *words, **changes):
    return subprocess.run(
        [SHELL, str(folder / "run"), *words],
        cwd="/",
        env=environment(**changes),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def assert_refused(result, *words):
    """It exited with an error; its output has each of these words, no traceback and no password."""
    output = result.stdout + result.stderr
    assert result.returncode not in {0, -signal.SIGTERM}
    for word in words:
        assert word in output
    assert "Traceback" not in output
    assert SECRET not in output


class Server:
    """Runs `./run` while the context lasts, from its first response on, unless a test stops it."""

    def __init__(self, folder, **changes):
        self.folder, self.port, self.changes = folder, free_port(), changes
        self.log = folder / "var" / "served.log"

    def __enter__(self):
        self.log.parent.mkdir(exist_ok=True)
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [SHELL, str(self.folder / "run")],
                cwd="/",
                env=environment(PORT=self.port, **self.changes),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.wait_for_response()
        return self

    def __exit__(self, *error):
        if self.process.poll() is None:
            self.stop(signal.SIGTERM)

    def wait_for_response(self):
        latest = time.monotonic() + PATIENCE
        while time.monotonic() < latest:
            if self.process.poll() is not None:
                break
            try:
                urllib.request.urlopen(self.url("healthz"), timeout=10)  # noqa: S310 — a loopback address
            except OSError:
                time.sleep(0.1)
            else:
                return
        self.__exit__()  # so that its PostgreSQL is not left running
        pytest.fail(f"./run did not serve:\n{self.output}")

    def url(self, path=""):
        return f"http://localhost:{self.port}/{path}"

    @property
    def output(self):
        return self.log.read_text()

    def get(self, path=""):
        with urllib.request.urlopen(self.url(path), timeout=60) as response:  # noqa: S310 — a loopback address
            return response.status, response.read().decode()

    def stop(self, number):
        os.killpg(self.process.pid, number)
        return self.process.wait(timeout=60)


def find_processes(folder):
    """The command lines of processes that have the folder in it, or as their working directory."""
    found = []
    for process in psutil.process_iter(["pid", "cmdline", "cwd", "status"]):
        words = " ".join(process.info["cmdline"] or [])
        if process.info["status"] != psutil.STATUS_ZOMBIE and (
            str(folder) in words or (process.info["cwd"] or "").startswith(str(folder))
        ):
            found.append(words)
    return found


def test_a_newcomer_is_told_the_urls_and_the_login_and_a_second_run_keeps_an_edit(checkout):
    with Server(checkout) as first:
        status, page = first.get()
        assert status == HTTPStatus.OK
        for words in (first.url(), first.url("admin/"), "editor"):
            assert words in first.output
        title = re.search(r"<title\s*>\s*(.+?)\s*</title>", page, re.DOTALL)[1]
        edit = "from pages.models import Home; Home.objects.update(seo_title='Edited by hand')"
        edited = run(checkout, "manage", "shell", "--no-imports", "-c", edit)  # joins the server that is running
        assert edited.returncode == 0, edited.stderr
        assert first.stop(signal.SIGINT) == 0
    assert find_processes(checkout) == []

    with Server(checkout) as second:
        _, page = second.get()
        assert title != "Edited by hand"
        assert "Edited by hand" in page
        second.stop(signal.SIGTERM)
    assert find_processes(checkout) == []


def test_a_server_that_a_killed_run_left_is_joined_and_stopped_by_the_next(tmp_path):
    start = f"from ncsej_site.local_postgres import *; database_url(Path({str(tmp_path / 'data')!r}))"
    command = [sys.executable, "-c"]
    killed = subprocess.Popen([*command, f"{start}; print('up', flush=True); input()"], cwd=ROOT, stdout=-1, stdin=-1)
    assert killed.stdout.readline() == b"up\n"
    killed.kill()
    killed.communicate()
    assert find_processes(tmp_path) != []
    subprocess.run([*command, start], cwd=ROOT, check=True)
    assert find_processes(tmp_path) == []


def test_a_port_in_use_is_named_with_the_remedy(checkout):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert_refused(run(checkout, PORT=port), f"Port {port}", "in use", "PORT=8001 ./run")


@pytest.mark.parametrize(
    "url", [f"postgres://ncsej:{SECRET}@host:no-port/ncsej", f"mysql://ncsej:{SECRET}@host/ncsej", SECRET]
)
def test_a_malformed_database_url_is_refused_without_showing_its_password(checkout, url):
    for word in ("serve", "manage", "test"):
        assert_refused(run(checkout, word, PORT=free_port(), DATABASE_URL=url), "DATABASE_URL", "postgres://user:")


def test_an_unreachable_database_is_reported_without_showing_its_password(checkout):
    url = f"postgres://ncsej:{SECRET}@127.0.0.1:{free_port()}/ncsej"
    assert_refused(run(checkout, PORT=free_port(), DATABASE_URL=url), "DATABASE_URL", "Connection refused")


def fake_python(folder, script):
    """A PATH that begins with a python3 under every name that `./run` looks for."""
    for name in ("python3.13", "python3.12", "python3.11", "python3"):
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


def test_an_old_python_is_reported_with_the_version_needed(bare, tmp_path_factory):
    path = fake_python(tmp_path_factory.mktemp("bin"), "echo 3.9.2; exit 1")
    assert_refused(run(bare, PATH=path), "Python 3.11.2", "python3 is 3.9.2", "PYTHON=")


def test_a_newcomer_without_the_venv_module_is_told_what_to_install(bare, tmp_path_factory):
    without_venv = f'case "$2" in *venv*) exit 1 ;; esac\nexec "{sys.executable}" "$@"'
    path = fake_python(tmp_path_factory.mktemp("bin"), without_venv)
    assert_refused(run(bare, PATH=path), "venv", "apt install python3-venv")


def test_the_packages_of_another_checkout_are_not_emptied_through_a_link(bare, tmp_path_factory):
    """Making a virtual environment anew follows the link."""
    another = tmp_path_factory.mktemp("another") / "installed"
    another.write_text("python of another checkout\n")
    (bare / ".venv").symlink_to(another.parent)
    assert_refused(run(bare, "manage", "check"), ".venv is a link", "Remove the link")
    assert another.exists()


def test_an_unreachable_package_index_is_reported_and_the_next_run_installs_again(bare):
    closed = {"PIP_INDEX_URL": f"http://127.0.0.1:{free_port()}/simple/", "PIP_CONFIG_FILE": os.devnull}
    emptied = dict.fromkeys(["PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS"], "")
    for _ in range(2):
        result = run(bare, **closed, **emptied, PIP_NO_CACHE_DIR="1", PIP_RETRIES="0")
        assert_refused(result, "package index", "PIP_INDEX_URL", "var/install.log")
        assert "Making .venv" in result.stdout
        assert not (bare / ".venv" / "installed").exists()


def test_an_unknown_command_is_reported_with_the_way_to_the_help(checkout):
    assert_refused(run(checkout, "sevre"), "sevre", "./run help")
    assert "./run test" in run(checkout, "help").stdout


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
def test_production_refuses_to_start_without_what_it_needs_and_names_it(missing):
    needed = {
        "SECRET_KEY": "fifty-characters-that-are-no-secret-in-a-test-0123456789",
        "ALLOWED_HOSTS": "www.example.org",
        "DATABASE_URL": "postgres://nobody@localhost/none",
    }
    del needed[missing]
    result = subprocess.run(
        [sys.executable, "-c", "import ncsej_site.wsgi"],
        cwd=ROOT,
        env=environment(DEBUG="false", **needed),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode != 0
    assert missing in result.stderr.splitlines()[-1]
