"""`python -m tests.pagecache.explorer [--small] [--trace NAME]`: explores the design, then every seeded bug."""

import argparse
import sys
import time

from .bugs import BUGS
from .forms import LARGE, SMALL
from .promises import PROMISES
from .search import explore


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.pagecache.explorer")
    parser.add_argument("--small", action="store_true", help="only what the tests explore, and the bugs")
    parser.add_argument("--trace", metavar="NAME", help="how a bug does harm, in words")
    options = parser.parse_args()
    if options.trace:
        return trace(options.trace)
    failed = design(SMALL if options.small else [*SMALL, *LARGE])
    failed |= bugs()
    print()
    for name, words in PROMISES.items():
        print(f"{name:<11} {words}")
    return failed


def trace(name):
    """Prints the shortest way to harm for the first bug whose words contain the name."""
    for bug in BUGS:
        if name in bug.words:
            result = explore(bug.scenario.under(bug.protocol))
            print(f"{bug.words}: breaks {result.broken}", *result.trace, sep="\n  ")
            return 0
    print("No such bug. There are:", *(bug.words for bug in BUGS), sep="\n  ")
    return 1


def design(scenarios):
    """Explores the design in each scenario; 1 where a promise is broken."""
    print(f"{'the design':<76} {'states':>9} {'steps':>10} {'seconds':>8}")
    failed, states, steps, began = 0, 0, 0, time.process_time()
    for scenario in scenarios:
        start = time.process_time()
        result = explore(scenario)
        print(row(described(scenario), result, start), result.broken or "holds", flush=True)
        print(*result.trace, sep="\n  ", end="")
        failed |= result.broken is not None
        states, steps = states + result.states, steps + result.steps
    print(f"{'all':<76} {states:>9,} {steps:>10,} {time.process_time() - began:>8.1f}")
    return failed


def described(scenario):
    left = ", ".join(f"{name} {count}" for name, count in scenario.left._asdict().items() if count)
    return f"{scenario.words} ({scenario.workers} workers{'; ' + left if left else ''})"


def row(words, result, start):
    return f"{words:<76} {result.states:>9,} {result.steps:>10,} {time.process_time() - start:>8.1f}"


def bugs():
    """Explores until each bug is caught; 1 where one is not, or by another promise than it is known to break."""
    print(f"\n{'seeded bug':<76} {'states':>9} {'steps':>10} {'seconds':>8}")
    failed = 0
    for bug in BUGS:
        start = time.process_time()
        result = explore(bug.scenario.under(bug.protocol))
        caught = result.broken == bug.caught_by
        print(row(bug.words, result, start), f"{result.broken}" if caught else f"MISSED: {result.broken}", flush=True)
        failed |= not caught
    print(f"{len(BUGS)} seeded bugs")
    return failed


if __name__ == "__main__":
    sys.exit(main())
