"""`./run torture`: it attacks loopback only, a broken bound fails it, and a seed repeats it."""

from contextlib import contextmanager

import pytest

from quality.torture import __main__ as torture
from quality.torture.client import Client
from quality.torture.loopback import ForeignHostError, connect, require_loopback
from quality.torture.report import format_report
from quality.torture.runner import finish, run_trials
from quality.torture.trial import NotRunError, Trial
from quality.torture.trials import TRIALS


def trial(run, name="a-trial", short=1, long=10):
    return Trial(name, "does something", "something holds", run, "times", short, long, needs_server=False)


@contextmanager
def no_site(trial):
    yield None


def run_all(*trials, seed=1, is_short=True):
    return run_trials(trials, is_short, seed, no_site)


def status(results, tmp_path):
    return finish(results, 1, "short", tmp_path / "report.md")


def holds(run):
    run.at_most("found", 3, 3)


def breaks(run):
    run.at_most("found", 4, 3)


def crashes(run):
    raise ValueError("no such thing")


def says_nothing(run):
    run.show("milliseconds", 12)


def cannot_run(run):
    raise NotRunError("only root may mount")


@pytest.mark.parametrize(
    "host", ["www.ncsej.org", "192.0.2.1", "10.0.0.5", "0.0.0.1", "2001:db8::1", "localhost.example.org", ""]
)
def test_a_host_that_is_not_loopback_is_refused(host):
    with pytest.raises(ForeignHostError):
        require_loopback(host)
    with pytest.raises(ForeignHostError):
        connect(host, 80, 1)
    with pytest.raises(ForeignHostError):
        Client(f"http://{f'[{host}]' if ':' in host else host or 'example.org'}:80").get("/")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.3.1", "localhost", "::1"])
def test_loopback_is_accepted(host):
    assert require_loopback(host) == host


def test_a_client_may_not_come_from_another_address_than_loopback():
    with pytest.raises(ForeignHostError):
        Client("http://127.0.0.1:9", source="192.0.2.1").get("/")


def test_the_exit_status_is_0_where_everything_held(tmp_path):
    assert status(run_all(trial(holds)), tmp_path) == 0


@pytest.mark.parametrize("fails", [breaks, crashes, says_nothing])
def test_a_broken_bound_a_crash_and_a_trial_without_a_bound_fail_the_run_and_stop_no_other(fails, tmp_path):
    results = run_all(trial(fails, "first"), trial(holds, "second"))
    assert [bool(result.failures) for result in results] == [True, False]
    assert status(results, tmp_path) == 1


def test_a_site_that_does_not_start_fails_its_trial_and_stops_no_other(tmp_path):
    @contextmanager
    def open_site(trial):
        if trial.name == "first":
            raise RuntimeError("The site did not start")
        yield None

    results = run_trials([trial(holds, "first"), trial(holds, "second")], True, 1, open_site)
    assert results[0].failures == ["RuntimeError: The site did not start"]
    assert results[1].failures == []


def test_a_trial_that_cannot_run_here_says_why_and_fails_a_run_of_nothing_else(tmp_path):
    results = run_all(trial(cannot_run), trial(holds))
    assert "only root may mount" in format_report(results, 1, "short")
    assert status(results, tmp_path) == 0
    assert status(run_all(trial(cannot_run)), tmp_path) == 1


def test_what_was_broken_before_a_trial_gave_up_still_fails(tmp_path):
    def run(run):
        breaks(run)
        cannot_run(run)

    assert status(run_all(trial(run)), tmp_path) == 1


def test_a_seed_repeats_a_trials_chance_alone_and_among_others():
    seen = []

    def run(run):
        seen.append(run.random.random())
        holds(run)

    run_all(trial(run, "first"), trial(run, "second"), seed=5)
    run_all(trial(run, "second"), seed=5)
    run_all(trial(run, "second"), seed=6)
    assert seen[2] == seen[1]
    assert len(set(seen)) == 3


def test_the_short_and_the_long_form_have_their_amounts():
    amounts = []

    def run(run):
        amounts.append(run.amount)
        holds(run)

    run_all(trial(run))
    run_all(trial(run), is_short=False)
    assert amounts == [1, 10]


def test_the_report_is_a_table_with_the_figures_and_what_failed():
    def run(run):
        run.none("secrets", ["<b>one|two</b>"])
        breaks(run)

    report = format_report(run_all(trial(run), trial(holds, "another")), 7, "short")
    assert "--seed=7" in report
    rows = [line for line in report.splitlines() if line.startswith("| a-trial") or line.startswith("| another")]
    assert [row.count("|") for row in rows] == [6, 6]
    assert "✗ secrets: 1 (must be 0)<br>✗ found: 4 (at most 3)" in rows[0]
    assert "**no**" in rows[0]
    assert "| yes |" in rows[1]
    assert "&lt;b>one\\|two&lt;/b>" in report
    assert "1 of 2 trials failed" in report


@pytest.mark.parametrize("arguments", [["fast-clients"], ["--without", "fast-clients"]])
def test_trials_are_run_by_name_and_an_unknown_one_is_refused(arguments, capsys):
    assert torture.parse(["--short", "slow-clients"]).names == ["slow-clients"]
    with pytest.raises(SystemExit):
        torture.parse(arguments)
    assert "fast-clients" in capsys.readouterr().err


def test_each_trial_is_either_among_those_that_are_named_or_among_those_without_them():
    named = ["restarts", "slow-clients"]
    chosen = [torture.choose(torture.parse(arguments)) for arguments in (named, ["--without", *named])]
    assert [trial.name for trial in chosen[0]] == ["slow-clients", "restarts"]
    assert sorted(trial.name for trials in chosen for trial in trials) == sorted(trial.name for trial in TRIALS)
    assert torture.choose(torture.parse([])) == TRIALS


def test_every_trial_has_a_name_of_its_own_and_its_long_form_is_not_shorter():
    assert len({trial.name for trial in TRIALS}) == len(TRIALS)
    assert all(0 < trial.short <= trial.long for trial in TRIALS)
    assert torture.main(["--list"]) == 0
