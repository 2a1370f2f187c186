"""What Mozilla's HTTP Observatory scores, by its own scanner: the site over https, as Caddy serves it in production.

The scanner asks the https and the http of a name with a trusted certificate. Here both are one loopback port of Caddy,
which sends http to https, and whose made-up authority the scanner trusts.
"""

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ncsej_site import production
from ncsej_site.free_port import free_port

from . import tools
from .budgets import OBSERVATORY
from .site import FOLDER, HOST, ROOT
from .visits import Visit

SIGN_IN = Visit("admin", "/admin/login/")
CADDY = FOLDER / "caddy"
AUTHORITY = CADDY / "caddy" / "pki" / "authorities" / "local" / "root.crt"
# Which names browsers ask for by https only, before they were there. The package's installation would download it.
PRELOADED = "node_modules/@mdn/mdn-http-observatory/conf/hsts-preload.json"
TIMEOUT = "60000"  # milliseconds, for a busy machine


def require_caddy() -> None:
    """Raises MissingToolError where there is none."""
    if not Path(production.caddy_path()).exists():
        raise tools.MissingToolError(
            "Caddy, behind which the Observatory sees the site, has no package for this platform."
        )


def can_be_scanned(visit: Visit) -> bool:
    """The scanner follows addresses, posts nothing, and refuses pages that say that there is none."""
    return visit.status == 200 and not visit.form


def choose(visits: Sequence[Visit], *, is_whole: bool, is_short: bool) -> list[Visit]:
    """Which of the visits it is asked about: all that it can ask, in short only the front page.

    The admin's page for signing in is another, where the whole site is measured.
    """
    chosen = [visit for visit in visits if can_be_scanned(visit) and (visit.path == "/" or not is_short)]
    return [*chosen, SIGN_IN] if is_whole else chosen


def score_visits(visits: Sequence[Visit]) -> dict[Visit, dict]:
    """The figure of each visit, and as its details every test with what it adds or takes.

    The site's database and files must be there, and Django set up (`run_demo_site`).
    """
    if not visits:
        return {}
    print("Asking Mozilla's Observatory…", flush=True)
    with serve_over_https() as address:
        scanned = scan([address + visit.path for visit in visits])
    return {
        visit: {"details": {OBSERVATORY: found["tests"]}} | ({OBSERVATORY: found["score"]} if "score" in found else {})
        for visit, found in zip(visits, scanned, strict=True)
    }


def scan(addresses: Sequence[str]) -> list[dict]:
    """For each host:port/path the `score` and a line for each of the `tests`; without a score where it has none."""
    folder = tools.install_packages()
    (folder / PRELOADED).write_text("{}")
    trust = {"NODE_EXTRA_CA_CERTS": str(AUTHORITY), "NO_PROXY": "localhost", "no_proxy": "localhost"}
    result = subprocess.run(
        [tools.require_node(), "observatory.mjs"],
        cwd=folder,
        env=os.environ | trust | {"ABORT_TIMEOUT": TIMEOUT, "CLIENT_TIMEOUT": TIMEOUT},
        input=json.dumps(addresses),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(result.stdout)


@contextmanager
def serve_over_https() -> Iterator[str]:
    """Context manager: host and port of the site behind Caddy, with the content of the site that is being measured."""
    from django.core.management import call_command

    port = str(free_port())
    error_pages = FOLDER / "error-pages"
    call_command("render_error_pages", error_pages)
    environment = {
        "ALLOWED_HOSTS": f"localhost,{HOST}",
        "SITE_URL": f"https://localhost:{port}",
        "TRUSTED_PROXIES": "1",
        "PROXY_SENDS_FILES": "true",
    }
    own_files = {"ERROR_PAGES": str(error_pages), "XDG_DATA_HOME": str(CADDY), "XDG_CONFIG_HOME": str(CADDY)}
    programs = [each for each in production.programs(port, f"{HOST}:{free_port()}") if each.name != "worker"]
    try:
        with (FOLDER / "https.log").open("w") as log:
            for program in programs:
                program.process = subprocess.Popen(
                    program.command,
                    cwd=ROOT,
                    env=os.environ | environment | program.environment | own_files,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                )
        production.wait_until_ready(port, programs)
        yield f"localhost:{port}"
    finally:
        for program in reversed(programs):
            program.stop()
