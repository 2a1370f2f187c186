"""The table of results, as Markdown. Pure functions."""

from collections.abc import Iterable

from .trial import Result


def format_report(results: Iterable[Result], seed: int, form: str) -> str:
    """A heading, a table with a row for each trial, and below it what failed. form: "short" or "long"."""
    results = list(results)
    lines = [
        "# ./run torture",
        "",
        f"The {form} form, `--seed={seed}`. Counts, bytes and ratios are bounded; times are only shown.",
        "",
        "| trial | what must hold | figures | held | seconds |",
        "| --- | --- | --- | --- | --- |",
        *(format_row(result) for result in results),
    ]
    failed = [result for result in results if result.failures]
    lines += ["", *(f"- **{result.trial.name}**: {escape(line)}" for result in failed for line in result.failures)]
    lines.append("Everything held." if not failed else f"\n{len(failed)} of {len(results)} trials failed.")
    return "\n".join(lines) + "\n"


def format_row(result: Result) -> str:
    figures = "<br>".join(escape(str(figure)) for figure in result.figures)
    if result.error or result.not_run:
        figures = "<br>".join(part for part in (figures, escape(result.error or result.not_run)) if part)
    held = "**no**" if result.failures else "not run" if result.not_run else "yes"
    amount = f"{result.trial.name} ({result.amount:,} {result.trial.unit})"
    return f"| {amount} | {escape(result.trial.holds)} | {figures} | {held} | {result.seconds:.0f} |"


def escape(text: str) -> str:
    """Text for a cell of a Markdown table."""
    return " ".join(text.replace("|", "\\|").replace("<", "&lt;").split())
