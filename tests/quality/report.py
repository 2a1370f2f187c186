"""The table, and the list of what is over budget: text from results."""

from collections.abc import Iterable, Mapping

from .budgets import broken

COLUMNS = {
    "performance": ("perf", "{:.0f}"),
    "accessibility": ("acc", "{:.0f}"),
    "best_practices": ("best", "{:.0f}"),
    "seo": ("seo", "{:.0f}"),
    "lcp_ms": ("LCP ms", "{:.0f}"),
    "cls": ("CLS", "{:.3g}"),
    "tbt_ms": ("TBT ms", "{:.0f}"),
    "tries": ("tries", "{:.0f}"),
    "axe_light": ("light", "{:.0f}"),
    "axe_dark": ("dark", "{:.0f}"),
    "nu": ("Nu", "{:.0f}"),
    "html_kb": ("HTML KB", "{:.1f}"),
    "total_kb": ("total KB", "{:.1f}"),
    "requests": ("requests", "{:.0f}"),
}


def table(results: Iterable[Mapping]) -> str:
    """A line a page: each result has `name`, `kind` and `figures`. A figure over its budget is marked."""
    lines = [f"{'':44}" + "".join(f"{heading:>10}" for heading, _ in COLUMNS.values())]
    for result in results:
        missed = {each.name for each in broken(result["kind"], result["figures"])}
        cells = (cell(result["figures"].get(name), form, name in missed) for name, (_, form) in COLUMNS.items())
        lines.append(f"{result['name'][:43]:44}" + "".join(cells))
    return "\n".join(lines)


def cell(value: float | None, form: str, is_broken: bool) -> str:
    return f"{'–' if value is None else form.format(value):>9}{'!' if is_broken else ' '}"


def over_budget(results: Iterable[Mapping]) -> list[str]:
    """A line for each broken budget, and below it a line for each thing it comes from."""
    lines = []
    for result in results:
        if error := result["figures"].get("error"):
            lines.append(f"{result['name']}: Lighthouse said: {error}")
        for each in broken(result["kind"], result["figures"]):
            lines.append(f"{result['name']}: {each}")
            lines += [f"    {detail}" for detail in result["details"].get(each.name, [])]
    return lines
