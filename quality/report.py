"""Formats the results: a table, and a list of the broken budgets. Pure functions."""

from collections.abc import Iterable, Mapping

from .budgets import BrokenBudget, find_broken

COLUMNS = {
    "performance": ("perf", "{:.0f}"),
    "accessibility": ("acc", "{:.0f}"),
    "best_practices": ("best", "{:.0f}"),
    "seo": ("seo", "{:.0f}"),
    "lcp_ms": ("LCP ms", "{:.0f}"),
    "cls": ("CLS   ", "{:.2g}"),
    "tbt_ms": ("TBT ms", "{:.0f}"),
    "tries": ("tries", "{:.0f}"),
    "axe_light": ("light", "{:.0f}"),
    "axe_dark": ("dark", "{:.0f}"),
    "equal_access": ("IBM", "{:.0f}"),
    "spoken": ("spoken", "{:.0f}"),
    "overflow_chromium": ("wide", "{:.0f}"),
    "overflow_firefox": ("Fx", "{:.0f}"),
    "overflow_webkit": ("WK", "{:.0f}"),
    "csp": ("CSP", "{:.0f}"),
    "observatory": ("Obs", "{:.0f}"),
    "nu": ("Nu", "{:.0f}"),
    "html_kb": ("HTML KB", "{:.1f}"),
    "total_kb": ("total KB", "{:.1f}"),
    "requests": ("requests", "{:.0f}"),
}


def format_table(results: Iterable[Mapping]) -> str:
    """A line for each page; "!" marks a broken budget. Each result has `name`, `kind` and `figures`, and

    `left_out` where some figures were not to be measured.
    """
    results = list(results)
    wide = max(len(result["name"]) for result in results)
    lines = [" " * wide + "".join(f"{heading:>{width(heading)}} " for heading, _ in COLUMNS.values())]
    for result in results:
        missed = {each.name for each in list_broken(result)}
        cells = []
        for name, (heading, form) in COLUMNS.items():
            value = result["figures"].get(name)
            cell = "–" if value is None else form.format(value)
            cells.append(f"{cell:>{width(heading)}}{'!' if name in missed else ' '}")
        lines.append(f"{result['name']:{wide}}" + "".join(cells))
    return "\n".join(lines)


def list_broken(result: Mapping) -> list[BrokenBudget]:
    return list(find_broken(result["kind"], result["figures"], left_out=result.get("left_out", ())))


def width(heading: str) -> int:
    return max(len(heading), 4) + 1


def list_broken_budgets(results: Iterable[Mapping]) -> list[str]:
    """A line for each broken budget with its pages, and below it an indented line for each detail."""
    pages: dict[tuple, list[str]] = {}
    for result in results:
        if error := result["figures"].get("error"):
            pages.setdefault((f"Lighthouse said: {error}",), []).append(result["name"])
        for each in list_broken(result):
            problem = (str(each), *result["details"].get(each.name, []))
            pages.setdefault(problem, []).append(result["name"])
    lines = []
    for (message, *details), names in pages.items():
        lines += [f"{', '.join(names)}: {message}", *(f"    {detail}" for detail in details)]
    return lines
