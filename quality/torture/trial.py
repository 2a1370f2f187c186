"""What a trial is: what it does, what must hold, and what came of it. Pure: no Django, no server."""

import random
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

MAX_EXAMPLES, MAX_LENGTH = 5, 200  # of what was found where nothing may be; characters


class NotRunError(Exception):
    """This machine cannot run the trial; the message says why, and what took its place."""


@dataclass(frozen=True)
class Trial:
    """A row of the table in quality/torture/trials/__init__.py.

    run: takes a Run, does its worst, and states by Run's methods what must hold.
    unit: of what there are `short` in the short form and `long` in the long one.
    needs_server: whether gunicorn, the worker and the proxy are started for it; its database and media it has anyway.
    """

    name: str
    does: str
    holds: str
    run: Callable[["Run"], None]
    unit: str
    short: int
    long: int
    needs_server: bool = True


@dataclass(frozen=True)
class Figure:
    """A number or word that a trial found. `bound` says what it must be, and is empty where it is only shown.

    examples: what was found where nothing may be.
    """

    name: str
    value: Any
    bound: str = ""
    is_held: bool = True
    examples: tuple[str, ...] = ()

    def __str__(self):
        value = f"{self.value:,.3g}" if isinstance(self.value, float) else str(self.value)
        bound = f" ({self.bound})" if self.bound else ""
        return f"{'' if self.is_held else '✗ '}{self.name}: {value}{bound}"


@dataclass
class Run:
    """One run of a trial: the site it may attack, how much of it, its own chance, and the figures it has found.

    site: quality.torture.site.Site, in its known state. amount: of the trial's unit.
    report_progress: called with a line for the person who waits.
    """

    trial: Trial
    site: Any
    amount: int
    seed: int
    report_progress: Callable[[str], None] = print
    figures: list[Figure] = field(default_factory=list)

    def __post_init__(self):
        # The trial's name is part of it, so that a trial does the same alone and among others.
        self.random = random.Random(f"{self.seed}-{zlib.crc32(self.trial.name.encode())}")

    def show(self, name: str, value) -> None:
        """Add a figure that nothing depends on, such as a time."""
        self.figures.append(Figure(name, value))

    def at_most(self, name: str, value, limit) -> None:
        self.figures.append(Figure(name, value, f"at most {limit}", value <= limit))

    def at_least(self, name: str, value, limit) -> None:
        self.figures.append(Figure(name, value, f"at least {limit}", value >= limit))

    def equals(self, name: str, value, expected) -> None:
        self.figures.append(Figure(name, value, f"must be {expected}", value == expected))

    def none(self, name: str, found) -> None:
        """Nothing may have been found; the first of what was are kept as examples."""
        found = list(found)
        examples = tuple(str(each)[:MAX_LENGTH] for each in found[:MAX_EXAMPLES])
        self.figures.append(Figure(name, len(found), "must be 0", not found, examples))


@dataclass(frozen=True)
class Result:
    """What came of a run. error: what the trial raised; not_run: why it could not be run."""

    trial: Trial
    amount: int
    figures: tuple[Figure, ...]
    seconds: float
    error: str = ""
    not_run: str = ""

    @property
    def failures(self) -> list[str]:
        """Why it failed, with examples; empty where everything held."""
        broken = ["; ".join([str(figure), *figure.examples]) for figure in self.figures if not figure.is_held]
        if self.error:
            broken.append(self.error)
        if not self.not_run and not broken and not any(figure.bound for figure in self.figures):
            broken.append("the trial stated nothing that must hold")
        return broken
