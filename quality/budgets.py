"""Performance budgets: which of them the figures of a page break. Pure functions."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "budgets.toml"
BUDGETS = tomllib.loads(FILE.read_text(encoding="utf-8"))
SCORES = ("performance", "accessibility", "best_practices", "seo")
PERFORMANCE = {"performance", "lcp_ms", "cls", "tbt_ms"}
BY_LIGHTHOUSE = PERFORMANCE | set(SCORES)
OBSERVATORY = "observatory"
AT_LEAST = {*SCORES, OBSERVATORY}


@dataclass(frozen=True, slots=True)
class BrokenBudget:
    """A budget that a page breaks; `value` is None where it was not measured, which counts as broken."""

    name: str
    value: float | None
    budget: float

    def __str__(self) -> str:
        if self.value is None:
            return f"{self.name} was not measured"
        return f"{self.name} {self.value:g}, {'at least' if self.name in AT_LEAST else 'at most'} {self.budget:g}"


def get_budgets(kind: str, table: Mapping = BUDGETS) -> dict[str, float]:
    """Name of a figure → its limit, for a kind of page: the common ones, overridden by its own."""
    return table["every_page"] | table.get(kind, {})


def find_broken(
    kind: str, figures: Mapping[str, float], table: Mapping = BUDGETS, left_out: Collection[str] = ()
) -> Iterator[BrokenBudget]:
    """Each budget of a kind of page that the figures break, or for which there is no figure.

    left_out: the names of figures that were not to be measured.
    """
    for name, budget in get_budgets(kind, table).items():
        value = figures.get(name)
        if value is None and name in left_out:
            continue
        if value is None or (value < budget if name in AT_LEAST else value > budget):
            yield BrokenBudget(name, value, budget)


def get_skipped_audits(noindex: bool, status: int) -> list[str]:
    """The ids of the Lighthouse audits that do not apply to a page with noindex, or with an error status."""
    rules = BUDGETS["not_applied"]
    return [*(rules["noindex"] if noindex else []), *(rules["error"] if status >= 400 else [])]
