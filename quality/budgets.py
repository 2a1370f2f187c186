"""What a page may cost, and what it cost: values to values."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "budgets.toml"
TABLE = tomllib.loads(FILE.read_text(encoding="utf-8"))
SCORES = ("performance", "accessibility", "best_practices", "seo")
PERFORMANCE = {"performance", "lcp_ms", "cls", "tbt_ms"}


@dataclass(frozen=True, slots=True)
class Broken:
    """A budget that a page breaks; `value` is None where there is no figure, which is as bad as a wrong one."""

    name: str
    value: float | None
    budget: float

    def __str__(self) -> str:
        if self.value is None:
            return f"{self.name} was not measured"
        return f"{self.name} {self.value:g}, {'at least' if self.name in SCORES else 'at most'} {self.budget:g}"


def budgets_of(kind: str, table: Mapping = TABLE) -> dict[str, float]:
    """Name → limit, for a kind of page."""
    return table["every_page"] | table.get(kind, {})


def broken(kind: str, figures: Mapping[str, float], table: Mapping = TABLE) -> Iterator[Broken]:
    """Every budget of that kind of page which the figures do not keep."""
    for name, budget in budgets_of(kind, table).items():
        value = figures.get(name)
        if value is None or (value < budget if name in SCORES else value > budget):
            yield Broken(name, value, budget)


def not_applied(noindex: bool, status: int) -> list[str]:
    """The ids of Lighthouse's audits which do not apply to such a page."""
    rules = TABLE["not_applied"]
    return [*(rules["noindex"] if noindex else []), *(rules["error"] if status >= 400 else [])]
