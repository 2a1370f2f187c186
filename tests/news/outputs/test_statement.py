"""A statement as JSON, Markdown and plain text: whole, as it was typed, and as private as its page."""

import datetime
from dataclasses import replace
from http import HTTPStatus

import pytest

from news.bills import Bill
from news.outputs.json import build_statement_data
from news.outputs.markdown import render_statement as render_markdown
from news.outputs.plain_text import render_statement as render_plain_text
from news.outputs.statement import StatementText
from tests.factories import StatementFactory
from tests.html import parse
from tests.news.outputs.sample_issue import PUBLISHER

URL = "https://www.example.org/statements/two-bills/"
BODY = """<p>We support *both* bills; see <a href="https://example.org/a">the text</a>.</p>
<h2>What they ask</h2><ul><li>A report</li></ul><h3>1. When</h3><p>שלום לכולם</p>"""
STATEMENT = StatementText(
    title="Two bills",
    summary="In one sentence.",
    kind="press-release",
    kind_name="Press release",
    date=datetime.date(2025, 12, 1),
    body=BODY,
    bills=(Bill(113, "hr", 1911), Bill(118, "hr", 1911)),
    url=URL,
    correction="A number was wrong.",
    corrected_on=datetime.date(2025, 12, 2),
)
BLANK = StatementText("", "", "letter", "Letter", None, "", (), URL)

MARKDOWN = rf"""# Two bills

**Press release** · December 1, 2025

**Corrected December 2, 2025.** A number was wrong.

We support \*both\* bills; see [the text](https://example.org/a).

## What they ask

- A report

### 1\. When

שלום לכולם

## Bills in this press release

- [H.R. 1911, 113th Congress](https://www.congress.gov/bill/113th-congress/house-bill/1911)
- [H.R. 1911, 118th Congress](https://www.congress.gov/bill/118th-congress/house-bill/1911)

---

{PUBLISHER.about}

<{URL}>
"""
PLAIN_TEXT = f"""{PUBLISHER.name}
Press release
December 1, 2025

Two bills
{"=" * 72}

View in browser:
{URL}

Corrected December 2, 2025. A number was wrong.

We support *both* bills; see the text [1].

What they ask
-------------

- A report

1. When
-------

שלום לכולם

Bills in this press release:
- H.R. 1911, 113th Congress [2]
- H.R. 1911, 118th Congress [3]

[1] https://example.org/a
[2] https://www.congress.gov/bill/113th-congress/house-bill/1911
[3] https://www.congress.gov/bill/118th-congress/house-bill/1911

{"=" * 72}

{PUBLISHER.about}
"""


def test_as_markdown_it_is_as_it_was_typed_with_headings_and_bills():
    assert render_markdown(STATEMENT, PUBLISHER).replace("\u00a0", " ") == MARKDOWN


def test_as_plain_text_its_links_and_bills_are_numbered():
    text = render_plain_text(STATEMENT, PUBLISHER)
    assert text.startswith(PLAIN_TEXT)
    assert f"Donate: {PUBLISHER.donate_url}" in text


@pytest.mark.parametrize("statement", [STATEMENT, BLANK], ids=["whole", "blank"])
def test_as_json_it_has_all_its_keys(statement):
    data = build_statement_data(statement, PUBLISHER)
    assert " ".join(data) == (
        "type version url title summary kind date published modified publisher correction text bills"
    )
    assert (data["type"], data["version"]) == ("statement", 1)


def test_as_json_it_has_its_bills_and_its_correction():
    data = build_statement_data(STATEMENT, PUBLISHER)
    assert (data["kind"], data["date"], data["text"]) == ("press-release", "2025-12-01", BODY)
    assert data["correction"] == {"text": "A number was wrong.", "date": "2025-12-02"}
    assert data["bills"][1] == {
        "citation": "H.R. 1911",
        "congress": 118,
        "url": "https://www.congress.gov/bill/118th-congress/house-bill/1911",
    }
    assert build_statement_data(replace(STATEMENT, correction=""), PUBLISHER)["correction"] is None


def test_a_reader_finds_its_formats_in_its_head_and_each_leads_back_to_it(home, visitor):
    statement = StatementFactory(slug="two-bills", title="Two bills", body='<p>To <a href="/about/">us</a>.</p>')
    page = parse(visitor.get(statement.url))
    links = page.select("head link[rel=alternate][href^='/statements/two-bills']")
    formats = {link["type"]: link["href"] for link in links}
    assert formats == {
        "application/json": "/statements/two-bills.json",
        "text/markdown": "/statements/two-bills.md",
        "text/plain": "/statements/two-bills.txt",
    }
    for content_type, url in formats.items():
        response = visitor.get(url)
        assert response.headers["Content-Type"].startswith(content_type)
        assert response.headers["Link"] == f'<{statement.full_url}>; rel="canonical"'
        assert "Two bills" in response.text
        assert "/about/" in response.text


def test_a_format_costs_the_same_with_many_bills_and_links(home, visitor, django_assert_max_num_queries):
    links = "".join(f'<a linktype="page" id="{StatementFactory().pk}">one</a> ' for _ in range(9))
    statement = StatementFactory(slug="many", body=f"<p>{links}</p>")
    statement.bill_rows.set([statement.bill_rows.model(congress=118, kind="hr", number=n) for n in range(1, 30)])
    statement.save()
    visitor.get("/statements/many.json")
    with django_assert_max_num_queries(9):
        assert visitor.get("/statements/many.json").json()["bills"][28]["citation"] == "H.R. 29"


def test_nothing_else_below_the_statements_has_formats(home, visitor):
    StatementFactory(slug="one")
    for url in ("/statements/other.txt", "/statements/one.xml", "/statements/feed.txt", "/statements.txt"):
        assert visitor.get(url).status_code == HTTPStatus.NOT_FOUND
