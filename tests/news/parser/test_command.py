"""The management command parse_clippings, and what it prints for each sample issue."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

CORPUS = Path(__file__).parents[2] / "corpus" / "clippings"
SAMPLES = sorted(path for path in CORPUS.iterdir() if path.suffix in (".txt", ".html"))
URL = "https://example.org/1"


def article(source="Example Wire, December 28, 2018", headline="A headline of it"):
    return f"{headline}\n{source}\nText.\n{URL}"


def run_command(path, **options):
    output = StringIO()
    call_command("parse_clippings", str(path), stdout=output, **options)
    return output.getvalue()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_sample_issue_is_parsed_as_its_json_file_says(sample):
    assert json.loads(run_command(sample, json=True)) == json.loads(
        sample.with_suffix(".json").read_text(encoding="utf-8")
    )


def test_there_are_samples_as_text_and_as_html():
    assert len(SAMPLES) >= 12
    assert {sample.suffix for sample in SAMPLES} == {".txt", ".html"}


def test_a_file_in_windows_1252_or_utf_16_is_read(tmp_path):
    file = tmp_path / "clips.txt"
    file.write_bytes(article(headline="The “café” — it’s open").encode("cp1252"))
    assert json.loads(run_command(file, json=True))["clippings"][0]["headline"] == "The “café” — it’s open"
    file.write_text(article(headline="Żółć"), encoding="utf-16")
    assert json.loads(run_command(file, json=True))["clippings"][0]["headline"] == "Żółć"


def test_a_person_can_read_the_clippings_in_a_terminal(tmp_path):
    file = tmp_path / "clips.txt"
    file.write_text(f"A stray line.\n\n{article('Example Wire, Deceber 28, 2018')}", encoding="utf-8")
    listing = run_command(file)
    for part in (
        "1. A headline of it",
        "Example Wire, 2018-12-28",
        URL,
        "! The month is misspelt.",
        "A stray line.",
    ):
        assert part in listing


def test_a_whole_issue_is_printed_as_json():
    printed = json.loads(run_command(CORPUS / "01-whole-issue.txt", issue=True))
    assert list(printed) == [
        *("date", "kicker", "to", "from", "salutation", "letter", "signature", "clippings", "unplaced"),
        *("confidence", "reasons"),
    ]
    assert (printed["date"], printed["from"][0]) == ("2017-04-07", {"name": "Daniel Rubin", "title": "Chairman"})


def test_the_date_of_the_issue_can_be_given(tmp_path):
    file = tmp_path / "clips.txt"
    file.write_text(article("Example Wire, December 28"), encoding="utf-8")
    assert json.loads(run_command(file, json=True, near=date(2019, 1, 4)))["clippings"][0]["date"] == "2018-12-28"


def test_an_operator_is_told_which_file_is_missing_or_not_text(tmp_path):
    with pytest.raises(CommandError, match=r"missing\.txt cannot be read: No such file"):
        run_command(tmp_path / "missing.txt")
    (tmp_path / "clips.docx").write_bytes(b"PK\x03\x04rest")
    with pytest.raises(CommandError, match="a Word document or another zip file"):
        run_command(tmp_path / "clips.docx")
