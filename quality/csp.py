"""What Google's CSP Evaluator finds in the Content-Security-Policy of pages."""

import json
import subprocess
import urllib.error
import urllib.request
from collections.abc import Sequence

from . import tools
from .visits import Visit

HEADER = "Content-Security-Policy"
MISSING = "There is no Content-Security-Policy."


def check_policies(visits: Sequence[Visit], url: str) -> dict[Visit, list[str]]:
    """What is found above "info", by visit. url: of the running site."""
    policies = [fetch_policy(url + visit.path) for visit in visits]
    return dict(zip(visits, evaluate(policies), strict=True))


def fetch_policy(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=60) as response:  # noqa: S310 — a loopback URL
            return response.headers.get(HEADER, "")
    except urllib.error.HTTPError as error:
        return error.headers.get(HEADER, "")


def evaluate(policies: Sequence[str]) -> list[list[str]]:
    """The findings of each policy; a missing one is a finding."""
    command = [tools.require_node(), "csp.mjs"]
    given = json.dumps(policies)
    result = subprocess.run(
        command, cwd=tools.install_packages(), input=given, stdout=subprocess.PIPE, text=True, check=True
    )
    return [found if policy else [MISSING] for policy, found in zip(policies, json.loads(result.stdout), strict=True)]
