"""Runs trials one after the other, each on a site in its known state. One that fails does not stop the others."""

import time
import traceback
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager

from .report import format_report
from .trial import NotRunError, Result, Run, Trial


def run_trials(
    trials: Iterable[Trial], is_short: bool, seed: int, open_site: Callable[[Trial], AbstractContextManager]
) -> list[Result]:
    """open_site: a context manager, for a trial, of the site in its known state; it cleans up behind the trial."""
    return [run_trial(trial, is_short, seed, open_site) for trial in trials]


def run_trial(trial: Trial, is_short: bool, seed: int, open_site) -> Result:
    amount = trial.short if is_short else trial.long
    print(f"\n{trial.name}: {trial.does} ({amount:,} {trial.unit})", flush=True)
    run = Run(trial, None, amount, seed, report_progress=lambda line: print(f"  … {line}", flush=True))
    start, error, not_run = time.monotonic(), "", ""
    try:
        with open_site(trial) as run.site:
            trial.run(run)
    except NotRunError as reason:
        not_run = f"not run: {reason}"
    except Exception as raised:
        traceback.print_exc()
        error = f"{type(raised).__name__}: {raised}"
    result = Result(trial, amount, tuple(run.figures), time.monotonic() - start, error, not_run)
    for line in [*map(str, run.figures), *(f"FAILED: {line}" for line in result.failures)]:
        print(f"  {line}")
    print(f"  {'failed' if result.failures else not_run or 'held'} after {result.seconds:.0f} s", flush=True)
    return result


def finish(results: list[Result], seed: int, form: str, path) -> int:
    """Write the report to `path` and print it. Returns the exit status: 1 where a trial failed, or none ran."""
    report = format_report(results, seed, form)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(report, encoding="utf-8")
    print(f"\n{report}\nWritten to {path}.")
    ran = [result for result in results if not result.not_run]
    return 1 if not ran or any(result.failures for result in results) else 0
