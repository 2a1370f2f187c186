"""`./run quality`: a broken budget is found and reported, and makes the command fail."""

import json
import re

import pytest

from quality import __main__ as quality
from quality import budgets, nu, observatory, report, tools, visits
from quality.lighthouse import MAX_TRIES, best_of_several
from quality.visits import Visit
from tests.whole_site import PAGE_TYPES, existing_types

GOOD = budgets.get_budgets("pages.StandardPage")
BLANK = {name: [] for name in (*budgets.SCORES, *budgets.PERFORMANCE)}
FAST = {name: GOOD[name] for name in (*budgets.SCORES, "lcp_ms", "cls", "tbt_ms")}


def names(broken):
    return [each.name for each in broken]


def result(**figures):
    return {
        "name": "/a/",
        "kind": "pages.StandardPage",
        "figures": GOOD | {"tries": 1} | figures,
        "details": {"nu": ["error: Stray end tag"], "axe_dark": ["color-contrast: .kicker"]},
    }


def test_a_page_exactly_at_its_limits_keeps_them():
    assert names(budgets.find_broken("pages.StandardPage", GOOD)) == []


@pytest.mark.parametrize("name", GOOD)
def test_a_broken_budget_and_a_missing_figure_are_found(name):
    worse = -1 if name in budgets.AT_LEAST else 0.001
    assert names(budgets.find_broken("pages.StandardPage", GOOD | {name: GOOD[name] + worse})) == [name]
    unmeasured = {other: value for other, value in GOOD.items() if other != name}
    assert names(budgets.find_broken("pages.StandardPage", unmeasured)) == [name]


def test_a_budget_of_one_kind_of_page_does_not_apply_to_others():
    home = GOOD | {"total_kb": 100, "requests": 10}
    assert names(budgets.find_broken("pages.Home", home)) == []
    assert names(budgets.find_broken("news.Statement", home)) == ["total_kb", "requests"]


def test_every_kind_with_limits_of_its_own_exists():
    kinds = existing_types() | {observatory.SIGN_IN.kind}
    assert set(budgets.BUDGETS) - {"every_page", "not_applied"} <= kinds


def test_the_audit_for_crawlers_is_skipped_for_noindex_pages_only():
    assert budgets.get_skipped_audits(noindex=False, status=200) == []
    assert budgets.get_skipped_audits(noindex=True, status=200) == ["is-crawlable"]


def tries(*results):
    """A stand-in for Lighthouse that returns these results in turn; `requested` lists the categories of each call."""
    remaining = iter(results)

    def measure(categories):
        measure.requested.append(categories)
        return {"details": {}} | next(remaining)

    measure.requested = []
    return measure


def test_a_slow_try_is_repeated_for_its_speed_and_each_figure_counts_at_its_best():
    slow = FAST | {"lcp_ms": 2000, "tbt_ms": 9}
    measure = tries(
        slow | {"details": {"lcp_ms": ["slow"]}},
        {"lcp_ms": 1300, "tbt_ms": 9, "details": {"lcp_ms": ["a"]}},
        *[slow] * (MAX_TRIES - 2),
    )
    best = best_of_several("news.Statement", measure)
    assert best == FAST | {"lcp_ms": 1300, "tbt_ms": 9, "tries": MAX_TRIES, "details": best["details"]}
    assert best["details"]["lcp_ms"] == ["a"]
    assert measure.requested[1:] == [["performance"]] * (MAX_TRIES - 1)


def test_a_try_is_repeated_only_for_a_broken_performance_budget():
    assert best_of_several("news.Statement", tries(FAST))["tries"] == 1
    bad = best_of_several("news.Statement", tries(FAST | {"seo": 99}))
    assert (bad["tries"], bad["seo"]) == (1, 99)


def test_another_try_does_not_hide_another_broken_budget():
    slow = FAST | {"seo": 99, "lcp_ms": 2000}
    assert best_of_several("news.Statement", tries(slow, {"lcp_ms": 900}))["seo"] == 99


def test_a_crash_of_lighthouse_is_tried_again_and_reported_if_it_persists():
    assert best_of_several("news.Statement", tries({"error": "crashed"}, FAST)) == FAST | {"tries": 2, "details": BLANK}
    assert best_of_several("news.Statement", tries(*[{"error": "crashed"}] * MAX_TRIES))["error"] == "crashed"


def test_the_report_marks_a_broken_budget_and_says_where_it_comes_from():
    bad = result(nu=1, axe_dark=1)
    assert report.list_broken_budgets([bad]) == [
        "/a/: axe_dark 1, at most 0",
        "    color-contrast: .kicker",
        "/a/: nu 1, at most 0",
        "    error: Stray end tag",
    ]
    assert report.format_table([bad]).count("!") == 2
    assert report.list_broken_budgets([result()]) == []
    assert "!" not in report.format_table([result()])


def test_the_same_problem_on_two_pages_is_listed_once():
    bad = result(nu=1)
    lines = report.list_broken_budgets([bad, bad | {"name": "/b/"}])
    assert lines == ["/a/, /b/: nu 1, at most 0", "    error: Stray end tag"]


def test_a_failure_of_lighthouse_is_listed():
    unmeasured = {"name": "/a/", "kind": "news.Statement", "figures": {"error": "crashed"}, "details": {}}
    assert report.list_broken_budgets([unmeasured])[0] == "/a/: Lighthouse said: crashed"


def test_the_short_form_leaves_out_lighthouse_for_light_pages_and_nothing_else():
    measured = {name: value for name, value in result()["figures"].items() if name not in budgets.BY_LIGHTHOUSE}
    light = result() | {"figures": measured, "left_out": sorted(budgets.BY_LIGHTHOUSE)}
    assert report.list_broken_budgets([light]) == []
    assert report.list_broken_budgets([light | {"figures": measured | {"nu": 1}}])[0] == "/a/: nu 1, at most 0"
    assert report.list_broken_budgets([light | {"left_out": ()}])


def test_the_short_form_asks_lighthouse_about_the_heaviest_pages():
    weights = {Visit("pages.Home", "/"): 90, Visit("news.NewsIndex", "/news/"): 20, Visit("search", "/search/"): 30}
    results = {visit: {"figures": {"total_kb": weight}} for visit, weight in weights.items()}
    assert {visit.path for visit in quality.pick_slowest(results, 2)} == {"/", "/search/"}


def test_the_observatory_is_asked_of_every_page_that_it_can_open_and_of_signing_in():
    home, news = Visit("pages.Home", "/"), Visit("news.NewsIndex", "/news/")
    missing, sent = Visit("not found", "/no/", status=404), Visit("form", "/contact/message/", form="<form>")
    every = [home, news, missing, sent]
    assert observatory.choose(every, is_whole=True, is_short=False) == [home, news, observatory.SIGN_IN]
    assert observatory.choose(every, is_whole=True, is_short=True) == [home, observatory.SIGN_IN]
    assert observatory.choose([news], is_whole=False, is_short=False) == [news]


def test_of_the_page_for_signing_in_the_score_and_the_policy_count_and_nothing_else():
    home, sign_in = Visit("pages.Home", "/"), observatory.SIGN_IN
    began = quality.begin_result(sign_in, chosen=[home], scanned=[home, sign_in])
    lines = report.list_broken_budgets([began])
    assert lines == [
        "/admin/login/ (admin): csp was not measured",
        "/admin/login/ (admin): observatory was not measured",
    ]
    limit = budgets.get_budgets("admin")["observatory"]
    figures = {"observatory": limit - 1, "csp": 0}
    poor = began | {"figures": figures, "details": {"observatory": ["redirection: missing (-20)"]}}
    assert report.list_broken_budgets([poor]) == [
        f"/admin/login/ (admin): observatory {limit - 1}, at least {limit}",
        "    redirection: missing (-20)",
    ]
    assert report.list_broken_budgets([began | {"figures": figures | {"observatory": limit}}]) == []


def test_a_page_of_which_the_observatory_is_not_asked_breaks_no_budget_by_that():
    home, news = Visit("pages.Home", "/"), Visit("news.NewsIndex", "/news/")
    began = quality.begin_result(news, chosen=[home, news], scanned=[home])
    figures = {name: value for name, value in budgets.get_budgets(news.kind).items() if name != "observatory"}
    assert report.list_broken_budgets([began | {"figures": figures}]) == []


def test_a_message_of_the_html_checker_goes_to_its_page_and_a_failure_to_every_page(tmp_path):
    files = {"one": tmp_path / "1.html", "two": tmp_path / "2.html"}
    messages = [
        {
            "type": "error",
            "message": "Stray end tag",
            "url": f"file:{tmp_path}/1.html",
            "lastLine": 3,
            "extract": "</p>",
        },
        {"type": "info", "subType": "warning", "message": "Empty heading", "url": f"file:{tmp_path}/2.html"},
        {"type": "info", "message": "A remark", "url": f"file:{tmp_path}/2.html"},
        {"type": "non-document-error", "message": "No memory"},
    ]
    lines = nu.group_by_page(messages, files)
    assert lines["one"] == ["error: Stray end tag (</p>)", "non-document-error: No memory"]
    assert lines["two"] == ["warning: Empty heading", "non-document-error: No memory"]


@pytest.mark.parametrize(
    ("message", "is_ignored"),
    [
        ("CSS: “inset”: “anchor(bottom)” is not a “inset” value.", True),
        ("CSS: “anchor-name”: Property “anchor-name” doesn't exist.", True),
        ("CSS: “inset”: Parse Error.", False),
        ("CSS: “inset”: “bottom” is not a “inset” value.", False),
        ("CSS: “color”: “anchor(bottom)” is not a “color” value.", False),
    ],
)
def test_the_html_checker_is_overruled_only_about_what_its_css_lacks(message, is_ignored):
    assert bool(re.fullmatch(nu.IGNORED_MESSAGES, message)) is is_ignored


def test_the_longest_page_of_a_kind_is_visited_and_the_one_with_most_pictures_and_fonts():
    short, long, picture, cyrillic = (Visit("news.Statement", path) for path in ("/s/", "/l/", "/p/", "/c/"))
    html = {"/s/": "short", "/l/": "long" * 9, "/p/": "<img>" + "long" * 5, "/c/": "<img> Вильна", "/": "home"}
    home = Visit("pages.Home", "/")
    assert visits.pick_heaviest([home, short, long, picture], html) == [home, long, picture]
    assert visits.pick_heaviest([short, long, picture, cyrillic], html) == [long, cyrillic]


@pytest.mark.parametrize(("text", "fonts"), [("Kyiv", 0), ("Przemyśl", 1), ("Київ", 1), ("Вильна, ווילנע, Ł", 3)])
def test_each_script_but_that_of_english_is_a_font_more(text, fonts):
    assert visits.count_files(f"<p>{text}</p>") == fonts
    assert visits.count_files(f"<img><p>{text} {text}</p><img>") == 2 + fonts


def test_a_page_type_without_a_page_is_found():
    every = [Visit(kind, "/") for kind in PAGE_TYPES]
    assert visits.find_unvisited_types(every) == set()
    assert visits.find_unvisited_types(every[1:]) == {"pages.Home"}


@pytest.mark.django_db
def test_a_path_with_a_query_string_has_the_budgets_of_its_page(full):
    known, listing, search, other = visits.visits_to(
        [full["news.WeeklyUpdate"].url, full["news.NewsIndex"].url + "?year=2025", "/search/?q=a", "/feed/"], "http://a"
    )
    assert (known.kind, listing.kind, other.kind) == ("news.WeeklyUpdate", "news.NewsIndex", "other")
    assert listing.path.endswith("?year=2025")
    assert search.noindex
    assert not listing.noindex


@pytest.mark.parametrize(("nu_errors", "code", "words"), [(0, 0, "Every budget is kept"), (1, 1, "nu 1, at most 0")])
def test_a_broken_budget_makes_the_command_fail(monkeypatch, tmp_path, capsys, nu_errors, code, words):
    monkeypatch.setattr(quality, "JSON", tmp_path / "quality.json")
    assert quality.write_report([result(nu=nu_errors)], unvisited=set()) == code
    assert words in capsys.readouterr().out
    assert bool(json.loads(quality.JSON.read_text())["over_budget"]) == bool(code)


def test_an_unvisited_page_type_makes_the_command_fail(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(quality, "JSON", tmp_path / "quality.json")
    assert quality.write_report([result()], unvisited={"news.Statement"}) == 1
    assert "news.Statement: the demo content has no page of this type" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("find_tool", "package"), [(tools.require_node, "nodejs"), (tools.require_java, "default-jre-headless")]
)
def test_a_missing_tool_is_named_with_the_package_to_install(monkeypatch, find_tool, package):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(tools.MissingToolError, match=package):
        find_tool()


def test_the_lock_file_has_exact_versions_and_no_registry():
    lock = json.loads((tools.HERE / "package-lock.json").read_text())["packages"]
    assert not [name for name, package in lock.items() if "resolved" in package]
    assert not [name for name, package in lock.items() if "latest" in package.get("dependencies", {}).values()]
