"""`./run quality`: every kind of page measured against the budgets. `./run quality /news/ …`: these addresses only."""

import json
import os
import shutil
import sys

from . import browser, nu, report, tools, visits
from .lighthouse import lighthouse
from .site import FOLDER, ROOT, served

HTML = FOLDER / "html"
JSON = ROOT / "var" / "quality.json"


def main(addresses: list[str]) -> int:
    """The exit code: 1 where a budget is broken or a page type has no page, 2 where something is not installed."""
    try:
        tools.chromium(), tools.node(), tools.java(), tools.packages()
    except tools.Missing as missing:
        print(missing, file=sys.stderr)
        return 2
    with served() as url:
        chosen = visits.visits_to(addresses, url) if addresses else visits.all_visits(url)
        forgotten = set() if addresses else visits.types_without_a_page(chosen)
        results = measure(chosen, url)
    return conclude(results, forgotten)


def conclude(results: list[dict], forgotten: set[str]) -> int:
    """Write the JSON, print the table and what is over budget; the exit code comes back."""
    lines = [f"{kind}: the demo content has no page of this type" for kind in sorted(forgotten)]
    lines += report.over_budget(results)
    JSON.write_text(json.dumps({"over_budget": lines, "pages": results}, indent=1, ensure_ascii=False) + "\n")
    print(f"\n{report.table(results)}\n")
    print(
        f"(!: over budget. The machine's load is {os.getloadavg()[1]:.1f} on {os.cpu_count()} processors; "
        "more than one on each makes every page slower than it is.)\n"
    )
    print("\n".join(["Over budget:", *lines]) if lines else "Every budget is kept.")
    return 1 if lines else 0


def measure(chosen: list[visits.Visit], url: str) -> list[dict]:
    """A result for each visit: name, kind, figures and details."""
    results = {visit: {"name": visit.name, "kind": visit.kind, "figures": {}, "details": {}} for visit in chosen}

    def add(visit, figures):
        results[visit]["details"] |= figures.pop("details", {})
        results[visit]["figures"] |= figures

    for visit, (figures, html) in visit_all(chosen, url).items():
        file_of(visit, chosen).write_text(html, encoding="utf-8")
        add(visit, figures)
    for visit, said in nu.check({visit: file_of(visit, chosen) for visit in chosen}).items():
        add(visit, {"nu": len(said), "details": {"nu": said}})
    with lighthouse(url) as measure_speed:
        for visit in chosen:
            print(f"Lighthouse: {visit.name}", flush=True)
            add(visit, measure_speed(visit))
    return list(results.values())


def file_of(visit, chosen):
    return HTML / f"{chosen.index(visit):02}.html"


def visit_all(chosen, url):
    shutil.rmtree(HTML, ignore_errors=True)
    HTML.mkdir(parents=True)
    axe = (tools.packages() / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    with browser.chromium() as chromium:
        print(f"Visiting {len(chosen)} pages…", flush=True)
        return {visit: browser.first_visit(chromium, url, visit, axe) for visit in chosen}


if __name__ == "__main__":
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in this thread
    sys.exit(main(sys.argv[1:]))
