"""The management command read_article."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError

from news.models import Source

from .pages import HEADLINE, TEXT, URL, node, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def saved(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(page(node(datePublished="2026-11-24", author={"name": "Jane Sample"})), encoding="utf-8")
    return path


def run_command(path, **options):
    output = StringIO()
    call_command("read_article", str(path), url=URL, stdout=output, **options)
    return output.getvalue()


def test_a_program_reads_json_with_the_name_that_staff_keep(saved):
    Source.objects.create(name="Sample Wire", hosts="samplewire.example")
    printed = json.loads(run_command(saved, json=True))
    assert {field: printed[field] for field in ("headline", "source", "byline", "date", "url")} == {
        "headline": HEADLINE,
        "source": "Sample Wire",
        "byline": "Jane Sample",
        "date": "2026-11-24",
        "url": URL,
    }
    assert (printed["paragraphs"][0], printed["from"]["date"], printed["doubts"]) == (TEXT, "JSON-LD", [])


def test_a_person_reads_the_fields_where_they_were_found_and_the_doubts(saved):
    printed = run_command(saved)
    for part in (f"headline:  {HEADLINE}  [JSON-LD]", "date:      2026-11-24", TEXT[:40], "! The publisher’s name"):
        assert part in printed


def test_an_operator_is_told_which_file_is_missing(tmp_path):
    with pytest.raises(CommandError, match=r"missing\.html cannot be read: No such file"):
        run_command(tmp_path / "missing.html")


def test_without_a_database_the_publishers_of_a_new_site_stand_in(saved, monkeypatch):
    def fail(*args):
        raise ProgrammingError("no such table")

    monkeypatch.setattr(Source.objects, "as_table", fail)
    output, errors = StringIO(), StringIO()
    call_command("read_article", str(saved), url="https://www.jta.org/a-roof", stdout=output, stderr=errors)
    assert "source:    JTA" in output.getvalue()
    assert "The publishers of a new site stand in." in errors.getvalue()
