"""Lighthouse on a page: figures by name, and under `details` what they come from."""

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from . import tools
from .budgets import PERFORMANCE, broken, not_applied, worth_another_try
from .visits import Visit

TRIES = 3


@contextmanager
def lighthouse(url: str) -> Iterator[Callable[[Visit], dict]]:
    """Inside, a function that measures a visit to the site at `url`, in one Chromium for all."""
    command = [tools.node(), "lighthouse.mjs", tools.chromium(), *tools.CHROMIUM_FLAGS]
    with subprocess.Popen(command, cwd=tools.packages(), stdin=-1, stdout=-1, text=True) as process:

        def ask(visit: Visit) -> dict:
            skip = not_applied(visit.noindex, visit.status)
            print(
                json.dumps({"url": url + visit.address, "form": visit.form, "skip": skip}),
                file=process.stdin,
                flush=True,
            )
            return json.loads(process.stdout.readline() or '{"error": "Lighthouse ended."}')

        yield lambda visit: best_of_several(visit.kind, lambda: ask(visit))
        process.stdin.close()


def best_of_several(kind: str, measure: Callable[[], dict]) -> dict:
    """The best of up to three tries, with their number as `tries`; another only where nothing but speed is amiss."""
    results = []
    while len(results) < TRIES:
        results.append(measure())
        if not worth_another_try(missed(kind, results[-1])):
            break
    return min(results, key=lambda result: how_bad(kind, result)) | {"tries": len(results)}


def missed(kind: str, figures: dict) -> list:
    return [each for each in broken(kind, figures) if each.name in figures]


def how_bad(kind: str, figures: dict) -> tuple:
    """Sorts results: the number of budgets missed, then the score, then the times."""
    if "error" in figures:
        return (len(PERFORMANCE) + 1,)
    return (len(missed(kind, figures)), -figures["performance"], figures["tbt_ms"], figures["lcp_ms"])
