"""Rates and ratios of what was measured in rounds, the table of them, and what fails. No server here."""

import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

NAME_WIDTH, WIDTH = 25, 30  # of the first column, and of each page


@dataclass(frozen=True, slots=True)
class Sample:
    """One server asked for one page, in one round. cpu: of the server's processes, in seconds; None where not known."""

    answers: int
    seconds: float
    cpu: float | None = None

    @property
    def rate(self) -> float:
        return self.answers / self.seconds


@dataclass(frozen=True, slots=True)
class Row:
    """A server. samples: by the name of a page, one for each round."""

    name: str
    samples: Mapping[str, list[Sample]] = field(default_factory=dict)

    def rate(self, page: str) -> float:
        """Pages a second, the median of the rounds."""
        return statistics.median(sample.rate for sample in self.samples[page])

    def ratio(self, base: "Row", page: str) -> float:
        """To another server's rate in the same round, the median of the rounds: a busy machine hits both alike."""
        pairs = zip(self.samples[page], base.samples[page], strict=True)
        return statistics.median(sample.rate / of_base.rate for sample, of_base in pairs)

    def cpu(self, page: str) -> float | None:
        """Seconds of CPU for a page, of all rounds; None where not known."""
        samples = self.samples[page]
        if any(sample.cpu is None for sample in samples):
            return None
        return sum(sample.cpu for sample in samples) / sum(sample.answers for sample in samples)

    def cpu_ratio(self, base: "Row", page: str) -> float | None:
        """How many pages for the CPU of one of another server's: what other programs do changes it less than a rate."""
        cpu, of_base = self.cpu(page), base.cpu(page)
        return of_base / cpu if cpu and of_base else None


@dataclass(frozen=True, slots=True)
class Limit:
    """A row must reach this ratio to another one on these pages: of rates, or of CPU, which a busy machine spares."""

    row: str
    base: str
    at_least: float
    pages: tuple[str, ...]


def format_group(title: str, rows: list[Row], pages: list[str]) -> Iterator[str]:
    """The lines of a table: pages a second, milliseconds of CPU for a page, and the ratio of each to the first row."""
    yield f"{title:{NAME_WIDTH}}" + "".join(f"{page:>{WIDTH}}" for page in pages)
    yield f"{'':{NAME_WIDTH}}" + f"{'a second ratio  CPU ms ratio':>{WIDTH}}" * len(pages)
    for row in rows:
        yield f"{row.name:{NAME_WIDTH}}" + "".join(format_cell(row, rows[0], page) for page in pages)


def format_cell(row: Row, base: Row, page: str) -> str:
    if page not in row.samples:
        return f"{'–':>{WIDTH}}"
    cpu = row.cpu(page)
    cost = "–" if cpu is None else f"{cpu * 1000:.2f}"
    ratios = format_ratio(row.ratio(base, page)), format_ratio(row.cpu_ratio(base, page))
    return f"{row.rate(page):10,.0f} {ratios[0]} {cost:>7} {ratios[1]}"


def format_ratio(ratio: float | None) -> str:
    """Five characters."""
    if ratio is None:
        return f"{'–':>5}"
    return f"{ratio:5.2f}" if ratio >= 0.1 else f"{ratio:5.3f}"


def find_failures(rows: list[Row], limits: list[Limit]) -> Iterator[str]:
    """A sentence for each page on which a row misses a limit; rows that were not measured miss none."""
    by_name = {row.name: row for row in rows}
    for limit in limits:
        row, base = by_name.get(limit.row), by_name.get(limit.base)
        if row is None or base is None:
            continue
        for page in limit.pages:
            ratio = max(row.ratio(base, page), row.cpu_ratio(base, page) or 0)
            if ratio < limit.at_least:
                yield f"{page}: “{limit.row}” reaches {ratio:.3f} of “{limit.base}”, not {limit.at_least:.2f}"
