"""`./run quality`: measures every kind of page against the budgets. `./run quality /news/ …`: only these paths.

`--short`, as CI runs it, asks Lighthouse about the heaviest pages only, which are the slowest, and Mozilla's
Observatory about the front page and the admin's, and leaves Firefox and WebKit to the tests of narrow screens, which
open every type of page in them; all else of every page.
"""

import json
import os
import shutil
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from . import browser, csp, nu, observatory, overflow, report, screen_reader, tools, visits
from .accessibility import Checkers, check_accessibility
from .budgets import BY_LIGHTHOUSE, OBSERVATORY, get_budgets
from .engines import ENGINES, missing_engine
from .engines.chromium import ChromiumPage
from .lighthouse import run_lighthouse
from .site import FOLDER, ROOT, run_demo_site

HTML = FOLDER / "html"
OTHER_ENGINES = [engine for engine in ENGINES if engine != "chromium"]
JSON = ROOT / "var" / "quality.json"
SHORT = "--short"
HEAVIEST = 10  # pages that the short form asks Lighthouse about


def main(arguments: list[str]) -> int:
    """Returns the exit code: 1 where a budget is broken or a page type has no page."""
    paths = [argument for argument in arguments if argument != SHORT]
    for require in (
        tools.require_chromium,
        tools.require_node,
        tools.require_java,
        tools.install_packages,
        observatory.require_caddy,
    ):
        require()
    is_short = SHORT in arguments
    for reason in filter(None, map(missing_engine, choose_engines(is_short=is_short))):
        raise tools.MissingToolError(reason)
    with run_demo_site() as url:
        chosen = visits.visits_to(paths, url) if paths else visits.choose_visits(url)
        unvisited = set() if paths else visits.find_unvisited_types(chosen)
        scanned = observatory.choose(chosen, is_whole=not paths, is_short=is_short)
        results = measure(chosen, scanned, url, is_short=is_short)
    return write_report(results, unvisited)


def write_report(results: list[dict], unvisited: set[str]) -> int:
    """Write var/quality.json, print the table and the broken budgets. Returns the exit code. unvisited: page types."""
    lines = [f"{kind}: the demo content has no page of this type" for kind in sorted(unvisited)]
    lines += report.list_broken_budgets(results)
    JSON.write_text(json.dumps({"over_budget": lines, "pages": results}, indent=1, ensure_ascii=False) + "\n")
    print(f"\n{report.format_table(results)}\n")
    print(
        f"(!: over budget. The machine's load is {os.getloadavg()[1]:.1f} on {os.cpu_count()} processors; "
        "more than one on each makes every page slower than it is.)\n"
    )
    print("\n".join(["Over budget:", *lines]) if lines else "Every budget is kept.")
    return 1 if lines else 0


def choose_engines(*, is_short: bool) -> Sequence[str]:
    """In which the pages are opened beside Chromium."""
    return [] if is_short else OTHER_ENGINES


def measure(chosen: list[visits.Visit], scanned: list[visits.Visit], url: str, *, is_short: bool) -> list[dict]:
    """A dict for each visit: name, kind, figures and details, and which figures are left out.

    chosen: what is measured but for the Observatory's score, which is asked of what is scanned; so is the policy.
    """
    engines = choose_engines(is_short=is_short)
    results = {visit: begin_result(visit, chosen, scanned) for visit in dict.fromkeys([*chosen, *scanned])}
    for result in results.values():
        result["left_out"] += [overflow.name_figure(engine) for engine in OTHER_ENGINES if engine not in engines]

    def add(visit, figures):
        results[visit]["details"] |= figures.pop("details", {})
        results[visit]["figures"] |= figures

    with ThreadPoolExecutor() as pool:
        others = [pool.submit(overflow.measure_in_engine, engine, url, chosen) for engine in engines]
        for visit, (figures, html) in measure_first_visits(chosen, url).items():
            get_html_file(visit, chosen).write_text(html, encoding="utf-8")
            add(visit, figures)
        for future in others:
            for visit, figures in future.result().items():
                add(visit, figures)
    for visit, messages in nu.check_html({visit: get_html_file(visit, chosen) for visit in chosen}).items():
        add(visit, {"nu": len(messages), "details": {"nu": messages}})
    for visit, findings in csp.check_policies(list(results), url).items():
        add(visit, {"csp": len(findings), "details": {"csp": findings}})
    for visit, figures in observatory.score_visits(scanned).items():
        add(visit, figures)
    slowest = pick_slowest({visit: results[visit] for visit in chosen}, HEAVIEST) if is_short else set(chosen)
    with run_lighthouse(url) as measure_speed:
        for visit in chosen:
            if visit not in slowest:
                results[visit]["left_out"] += sorted(BY_LIGHTHOUSE)
                continue
            print(f"Lighthouse: {visit.name}", flush=True)
            add(visit, measure_speed(visit))
    return list(results.values())


def begin_result(visit: visits.Visit, chosen: list[visits.Visit], scanned: list[visits.Visit]) -> dict:
    """Without figures. What is only scanned has no other but its policy's, and what is not scanned lacks that one."""
    left_out = [] if visit in scanned else [OBSERVATORY]
    if visit not in chosen:
        left_out += sorted(get_budgets(visit.kind).keys() - {OBSERVATORY, "csp"})
    return {"name": visit.name, "kind": visit.kind, "figures": {}, "details": {}, "left_out": left_out}


def pick_slowest(results: dict[visits.Visit, dict], number: int) -> set[visits.Visit]:
    """The visits that load most: what a page weighs decides how soon it is painted on a slow network."""
    return set(sorted(results, key=lambda visit: results[visit]["figures"]["total_kb"], reverse=True)[:number])


def get_html_file(visit, chosen):
    return HTML / f"{chosen.index(visit):02}.html"


def measure_first_visits(chosen, url):
    shutil.rmtree(HTML, ignore_errors=True)
    HTML.mkdir(parents=True)
    shutil.rmtree(screen_reader.SPOKEN, ignore_errors=True)
    checkers = Checkers.load(tools.install_packages() / "node_modules")
    checks = [
        lambda page, visit: overflow.measure_in_chromium(ChromiumPage(page)),
        lambda page, visit: check_accessibility(page, visit, checkers),
    ]
    with browser.launch_chromium() as chromium:
        print(f"Visiting {len(chosen)} pages…", flush=True)
        return {visit: browser.first_visit(chromium, url, visit, checks) for visit in chosen}


if __name__ == "__main__":
    tools.run_command(main, sys.argv[1:])
