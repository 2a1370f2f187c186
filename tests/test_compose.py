"""compose.yaml: what every service is denied and may take, and that only the proxy can be reached from outside."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
SERVICES = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
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
    assert {"media:/srv/media:ro", "certificates:/data"} == set(SERVICES["caddy"]["volumes"])


def test_nobody_runs_as_root():
    stages = DOCKERFILE.split("FROM ")
    for stage in stages:
        if " AS site" in stage.partition("\n")[0] or " AS proxy" in stage.partition("\n")[0]:
            assert "\nUSER " in stage
    assert SERVICES["db"]["user"] == "postgres"


def test_the_proxy_is_told_every_variable_that_its_configuration_names():
    named = set(re.findall(r"\{\$(\w+)\}", (ROOT / "deploy" / "Caddyfile").read_text())) - {"CADDY_OPTIONS"}
    given = SERVICES["caddy"]["environment"].keys() | set(re.findall(r"(\w+)=/srv", DOCKERFILE))
    assert named <= given
