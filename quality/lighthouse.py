"""Lighthouse on a page: figures by name, and under `details` what they come from."""

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from . import tools
from .budgets import PERFORMANCE, SCORES, broken, not_applied
from .visits import Visit

TRIES = 5
CATEGORIES = [name.replace("_", "-") for name in SCORES]


@contextmanager
def lighthouse(url: str) -> Iterator[Callable[[Visit], dict]]:
    """Inside, a function that measures a visit to the site at `url`, in one Chromium for all."""
    command = [tools.node(), "lighthouse.mjs", tools.chromium(), *tools.CHROMIUM_FLAGS]
    with subprocess.Popen(command, cwd=tools.packages(), stdin=-1, stdout=-1, text=True) as process:

        def ask(visit: Visit, categories: list[str]) -> dict:
            skip = not_applied(visit.noindex, visit.status)
            question = {"url": url + visit.address, "form": visit.form, "categories": categories, "skip": skip}
            print(json.dumps(question), file=process.stdin, flush=True)
            return json.loads(process.stdout.readline() or '{"error": "Lighthouse ended."}')

        yield lambda visit: best_of_several(visit.kind, lambda categories: ask(visit, categories))
        process.stdin.close()


def best_of_several(kind: str, measure: Callable[[list[str]], dict]) -> dict:
    """Each figure at its best in up to five tries, with their number as `tries`.

    A busy machine makes a page slow, never fast: so another try is made where a figure of speed is amiss, and measures
    speed alone. A try that failed altogether counts as one.
    """
    best: dict = {}
    tries = 0
    while tries < TRIES:
        tries += 1
        result = measure(CATEGORIES[:1] if "performance" in best else CATEGORIES)
        if "error" not in result:
            best = better(best, result)
        elif not best:
            best = result
        if "error" not in best and not {each.name for each in broken(kind, best)} & PERFORMANCE:
            break
    return best | {"tries": tries}


def better(one: dict, other: dict) -> dict:
    """The better of each figure, with the details of that one."""
    chosen, details = dict(one), dict(one.get("details", {}))
    for name, value in other.items():
        if name == "details":
            continue
        if name not in one or (value > one[name] if name in SCORES else value < one[name]):
            chosen[name] = value
            details[name] = other["details"].get(name, [])
    chosen.pop("error", None)
    return chosen | {"details": details}
