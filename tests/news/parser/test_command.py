"""The command that shows what a file of clippings holds, and the samples it is tried on."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

CORPUS = Path(__file__).parents[2] / "corpus" / "clippings"
SAMPLES = sorted(path for path in CORPUS.iterdir() if path.suffix in (".txt", ".html"))
ADDRESS = "https://example.org/1"


def article(source="Example Wire, December 28, 2018", headline="A headline of it"):
    return f"{headline}\n{source}\nText.\n{ADDRESS}"


def printed(path, **options):
    output = StringIO()
    call_command("parse_clippings", str(path), stdout=output, **options)
    return output.getvalue()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_sample_issue_is_understood(sample):
    assert json.loads(printed(sample, json=True)) == json.loads(sample.with_suffix(".json").read_text(encoding="utf-8"))


def test_there_are_samples_as_text_and_as_html():
    assert len(SAMPLES) >= 12
    assert {sample.suffix for sample in SAMPLES} == {".txt", ".html"}


def test_a_file_in_windows_letters_is_read(tmp_path):
    file = tmp_path / "clips.txt"
    file.write_bytes(article(headline="The “café” — it’s open").encode("cp1252"))
    assert json.loads(printed(file, json=True))["clippings"][0]["headline"] == "The “café” — it’s open"
    file.write_text(article(headline="Żółć"), encoding="utf-16")
    assert json.loads(printed(file, json=True))["clippings"][0]["headline"] == "Żółć"


def test_a_person_can_read_what_was_understood(tmp_path):
    file = tmp_path / "clips.txt"
    file.write_text(f"A stray line.\n\n{article('Example Wire, Deceber 28, 2018')}", encoding="utf-8")
    listing = printed(file)
    for part in (
        "1. A headline of it",
        "Example Wire, 2018-12-28",
        ADDRESS,
        "! The month is misspelt.",
        "A stray line.",
    ):
        assert part in listing


def test_the_day_of_the_issue_can_be_told(tmp_path):
    file = tmp_path / "clips.txt"
    file.write_text(article("Example Wire, December 28"), encoding="utf-8")
    assert json.loads(printed(file, json=True, near=date(2019, 1, 4)))["clippings"][0]["date"] == "2018-12-28"


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"missing\.txt cannot be read: No such file"):
        printed(tmp_path / "missing.txt")
    (tmp_path / "clips.docx").write_bytes(b"PK\x03\x04rest")
    with pytest.raises(CommandError, match="a Word document or another zip file"):
        printed(tmp_path / "clips.docx")
