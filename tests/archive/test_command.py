"""What `manage.py import_issues` prints, stores and exits with."""

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from archive.models import ImportedIssue, ImportedSource
from archive.reading import Form, Refused, SourceText
from news.models import NewsIndex, WeeklyUpdate

from .issues import issue

TEXTS = [
    issue(),
    Refused("scan.pdf", "It has no text, only pictures."),
    SourceText(path="box.mbox, message 2", form=Form.MAIL_TEXT, text="See you at four?", subject="=HYPERLINK(A1)"),
]


@pytest.fixture
def run(news_index, monkeypatch, tmp_path):
    """run(*arguments, texts=…): what is printed, the message of the error, and the exit status. texts: what is read."""

    def run(*arguments, texts=TEXTS, stderr=None):
        monkeypatch.setattr("archive.management.commands.import_issues.read_paths", lambda paths: iter(texts))
        monkeypatch.setattr("archive.management.commands.import_issues.count_files", lambda paths: 2)
        out = io.StringIO()
        try:
            call_command("import_issues", tmp_path, *arguments, stdout=out, stderr=stderr or io.StringIO())
        except CommandError as error:
            return out.getvalue(), str(error), error.returncode
        return out.getvalue(), "", 0

    return run


def test_the_report_is_a_table_with_a_line_for_each_text(run):
    printed, error, status = run()
    lines = printed.splitlines()
    assert lines[0].split() == ["File", "Date", "Shape", "Clippings", "Unplaced", "Confidence", "Result"]
    assert lines[1].split()[:2] == ["2017-04-07.txt", "2017-04-07"]
    assert lines[1].endswith("  draft")
    assert [lines[2].split(), lines[3].strip()] == [["scan.pdf", "refused"], "It has no text, only pictures."]
    assert lines[-1] == "3 texts: 1 draft, 1 no issue, 1 refused"
    assert error.endswith("To look at: 2.")
    assert status == 1


def test_the_exit_status_is_0_where_all_is_stored_and_again_where_it_was(run):
    assert run(texts=TEXTS[:1])[2] == 0
    printed, _, status = run(texts=TEXTS[:1])
    assert (status, ImportedSource.objects.count()) == (0, 1)
    assert "It is stored already." in printed


def test_the_report_as_csv_runs_no_formula(run):
    texts = [*TEXTS, Refused("=cmd.pdf", "It is empty.")]
    rows = list(csv.DictReader(io.StringIO(run("--csv", texts=texts)[0])))
    assert [row["file"] for row in rows] == ["2017-04-07.txt", "scan.pdf", "box.mbox, message 2", "'=cmd.pdf"]
    assert [row["result"] for row in rows] == ["draft", "refused", "no issue", "refused"]


def test_the_report_as_json_has_the_columns_of_the_table(run):
    rows = json.loads(run("--json")[0])
    assert (
        rows[0].items() >= {"file": "2017-04-07.txt", "date": "2017-04-07", "clippings": 2, "result": "draft"}.items()
    )
    assert rows[0]["page_id"] == WeeklyUpdate.objects.get().pk
    assert "record" not in rows[0]


def test_a_dry_run_of_one_file_prints_the_record_that_would_be_stored(run):
    record = json.loads(run("--dry-run", "--json", texts=TEXTS[:1])[0])
    assert record["date"] == "2017-04-07"
    assert record["from"][0] == {"name": "Daniel Rubin", "title": "Chairman"}
    assert [each["source"] for each in record["clippings"]] == ["JTA", "RFE/RL"]
    assert {"kicker", "to", "salutation", "letter", "signature", "unplaced", "confidence", "reasons"} <= {*record}
    assert not WeeklyUpdate.objects.exists()


def test_a_dry_run_of_several_prints_an_array_that_says_what_is_refused(run):
    records = json.loads(run("--dry-run", "--json")[0])
    assert [record["result"] for record in records] == ["draft", "refused", "no issue"]
    assert records[1]["message"] == "It has no text, only pictures."


def test_nothing_below_the_threshold_is_published(run):
    printed, _, status = run("--publish", "--threshold", "1", texts=[issue(letter="The anti- Semitic text.")])
    assert "draft, below the threshold" in printed
    assert status == 1
    assert not WeeklyUpdate.objects.live().exists()


def test_what_is_sure_and_complete_is_published(run):
    printed, _, status = run("--publish", texts=TEXTS[:1])
    assert printed.splitlines()[1].endswith("  published")
    assert status == 0
    assert WeeklyUpdate.objects.live().exists()
    assert ImportedIssue.objects.get().state == ImportedIssue.State.TO_REVIEW


def test_what_lacks_something_stays_a_draft_and_says_what(run):
    head, _, rest = issue().text.partition("Dear Friend,")
    articles = rest[rest.index("Parliament in Kyiv") :]
    texts = [SourceText(path="a.txt", form=Form.TEXT, text=head + articles)]
    printed, _, status = run("--publish", "--threshold", "0", texts=texts)
    assert "draft, incomplete\n    Letter: missing." in printed
    assert status == 1
    assert not WeeklyUpdate.objects.live().exists()


def test_what_was_stored_without_publishing_is_published_by_the_next_run(run):
    run(texts=TEXTS[:1])
    printed, _, status = run("--publish", texts=TEXTS[:1])
    assert printed.splitlines()[1].endswith("  published")
    assert status == 0
    assert WeeklyUpdate.objects.live().exists()
    assert "It is stored already." in run("--publish", texts=TEXTS[:1])[0]


def test_a_second_run_tells_again_what_wants_a_look(run):
    texts = [issue(letter="The anti- Semitic text.")]
    first = run("--publish", "--threshold", "1", texts=texts)
    printed, error, status = run("--publish", "--threshold", "1", texts=texts)
    assert "It is stored already. Its confidence of 0.98 is below 1.00." in printed
    assert (error, status) == first[1:]


@pytest.mark.parametrize("texts", [[], TEXTS[1:2]])
def test_the_exit_status_is_2_where_nothing_can_be_read(run, texts):
    _, error, status = run(texts=texts)
    assert error.endswith("Nothing could be read.")
    assert status == 2


def test_the_exit_status_is_2_where_there_is_no_such_file(news_index):
    with pytest.raises(CommandError) as error:
        call_command("import_issues", "no/such/file.eml")
    assert error.value.returncode == 2


def test_the_exit_status_is_2_where_no_page_could_hold_the_issues(home, tmp_path):
    with pytest.raises(CommandError, match="no news page") as error:
        call_command("import_issues", tmp_path)
    assert error.value.returncode == 2


def test_a_lost_database_ends_the_run_and_not_the_report(run, monkeypatch):
    def lose(importer, found):
        raise OperationalError("gone")

    monkeypatch.setattr("archive.importing.importer.Importer.take", lose)
    printed, error, status = run("--json")
    assert (json.loads(printed), status) == ([], 1)
    assert "The database was lost: gone" in error


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Stopped. 1 issue is stored; run it again to go on."),
        (["--dry-run"], "Stopped. Nothing is stored: it was a dry run."),
    ],
)
def test_ctrl_c_ends_the_run_with_a_sentence_and_the_report_as_far_as_it_goes(run, monkeypatch, arguments, told):
    def read():
        yield TEXTS[0]
        yield issue(letter="The anti- Semitic text.", path="twin.txt")
        raise KeyboardInterrupt

    printed, error, status = run("--json", *arguments, texts=read())
    assert [len(json.loads(printed)), error, status] == [2, told, 130]
    assert WeeklyUpdate.objects.count() == (not arguments)


def test_ctrl_c_while_a_row_is_written_ends_the_run_with_a_sentence_too(run, monkeypatch):
    def stop(row):
        raise KeyboardInterrupt

    monkeypatch.setattr("archive.importing.report.format_row", stop)
    assert run()[1:] == ("Stopped. 1 issue is stored; run it again to go on.", 130)


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_who_looks_on_sees_how_far_it_is(run):
    terminal = Terminal()
    run(stderr=terminal)
    assert "0 of 2" in terminal.getvalue()
    assert "2 of 3" in terminal.getvalue()
    assert NewsIndex.objects.exists()
