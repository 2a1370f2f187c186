"""`./run torture [--short] [--seed=N] [name …]`: every trial, or those that are named; `--list` names them.

`--without name …`: all but those.
"""

import argparse
import os
import secrets
import sys

from quality.tools import run_command

from .runner import finish, run_trials
from .site import FOLDER, open_torture
from .trial import Trial
from .trials import TRIALS


def main(arguments: list[str]) -> int:
    """Returns the exit status: 0 where everything held, else 1."""
    options = parse(arguments)
    if options.list:
        for trial in TRIALS:
            print(f"{trial.name:18} {trial.does}\n{'':18} holds: {trial.holds}")
        return 0
    chosen = choose(options)
    form = "short" if options.short else "long"
    print(f"The {form} form of {len(chosen)} trials, --seed={options.seed}. The load is {os.getloadavg()[0]:.1f}.")
    with open_torture() as open_site:
        results = run_trials(chosen, options.short, options.seed, open_site)
    return finish(results, options.seed, form, FOLDER / "report.md")


def choose(options: argparse.Namespace) -> list[Trial]:
    """The trials to run, in the order of the table."""
    chosen = [trial for trial in TRIALS if trial.name in options.names] if options.names else TRIALS
    return [trial for trial in chosen if trial.name not in options.without]


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run torture", description="Attacks a site of its own, on loopback only.")
    names = [trial.name for trial in TRIALS]
    parser.add_argument("names", nargs="*", metavar="name", help=f"only these trials: {', '.join(names)}")
    parser.add_argument("--without", nargs="+", metavar="name", default=[], help="all trials but these")
    parser.add_argument("--short", action="store_true", help="a few minutes, as CI runs it; else about half an hour")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6), help="repeats a run's chance")
    parser.add_argument("--list", action="store_true", help="name the trials")
    options = parser.parse_args(arguments)
    if unknown := {*options.names, *options.without} - set(names):
        parser.error(f"there is no trial {', '.join(sorted(unknown))}; --list names them")
    return options


if __name__ == "__main__":
    run_command(main, sys.argv[1:])
