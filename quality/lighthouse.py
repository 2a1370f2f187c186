"""Runs Lighthouse on a page: figures by name, and under `details` what they come from."""

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from . import tools
from .budgets import PERFORMANCE, SCORES, find_broken, get_skipped_audits
from .visits import Visit

MAX_TRIES = 9  # on the machines of CI a paint is late in about every second try
CATEGORIES = [name.replace("_", "-") for name in SCORES]


@contextmanager
def run_lighthouse(url: str) -> Iterator[Callable[[Visit], dict]]:
    """Context manager: a function that measures a visit to the site at `url`, all in one Chromium."""
    command = [tools.require_node(), "lighthouse.mjs", tools.require_chromium(), *tools.CHROMIUM_FLAGS]
    with subprocess.Popen(command, cwd=tools.install_packages(), stdin=-1, stdout=-1, text=True) as process:

        def audit(visit: Visit, categories: list[str]) -> dict:
            skip = get_skipped_audits(visit.noindex, visit.status)
            request = {"url": url + visit.path, "form": visit.form, "categories": categories, "skip": skip}
            print(json.dumps(request), file=process.stdin, flush=True)
            return json.loads(process.stdout.readline() or '{"error": "Lighthouse ended."}')

        yield lambda visit: best_of_several(visit.kind, lambda categories: audit(visit, categories))
        process.stdin.close()


def best_of_several(kind: str, measure: Callable[[list[str]], dict]) -> dict:
    """The best value of each figure in up to MAX_TRIES tries, and their number as `tries`.

    A busy machine makes a page slower, never faster: so a broken performance budget is measured again, and that alone.
    A try in which Lighthouse failed counts as well.
    """
    best: dict = {}
    tries = 0
    while tries < MAX_TRIES:
        tries += 1
        result = measure(CATEGORIES[:1] if "performance" in best else CATEGORIES)
        if "error" not in result:
            best = merge_best(best, result)
        elif not best:
            best = result
        if "error" not in best and not {each.name for each in find_broken(kind, best)} & PERFORMANCE:
            break
    return best | {"tries": tries}


def merge_best(one: dict, other: dict) -> dict:
    """The better value of each figure, with its details."""
    chosen, details = dict(one), dict(one.get("details", {}))
    for name, value in other.items():
        if name == "details":
            continue
        if name not in one or (value > one[name] if name in SCORES else value < one[name]):
            chosen[name] = value
            details[name] = other["details"].get(name, [])
    chosen.pop("error", None)
    return chosen | {"details": details}
