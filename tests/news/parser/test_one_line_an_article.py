"""Articles as Markdown, Excel, a PDF, an alert or a colleague's one line write them."""

import datetime

import pytest

from news.parser import parse_clippings
from news.parser.whole_issue import read_issue
from tests.news.parser.test_whole_issue import issue

DAY = datetime.date(2026, 11, 24)
URL = "https://a.org/one-path"


def only(text):
    (clipping,) = parse_clippings(text).clippings
    return clipping


def test_markdown_leaves_no_mark_and_no_by():
    clipping = only(
        f"1. **[A sample school opens]({URL})**\n*By Sample A.* — **Example Wire**, Nov 24, 2026\n\n"
        "> The school **opened**.\n> All came.\n   - One item of it."
    )
    assert (clipping.headline, clipping.byline, clipping.source) == (
        "A sample school opens",
        "Sample A.",
        "Example Wire",
    )
    assert clipping.excerpt == "The school opened.\n\nAll came.\n\n- One item of it."


def test_a_short_linked_headline_stands_before_its_source_in_brackets():
    clipping = only(f"1. **[A fair]({URL})** (Example Wire, Nov 24, 2026)\n   - It sells things.")
    assert (clipping.headline, clipping.url, clipping.excerpt) == ("A fair", URL, "- It sells things.")


DIALOG = "- Who was at the sample fair? asked he.\n\n- All.\n\n* * Two asterisks\n\n+ A plus\n\n- [No] link"
SIGNS = "> 30 degrees was measured\n\n>100 people came\n\n> $5 was paid\n\n> −5 at night"


@pytest.mark.parametrize("above", ["", "**This week**\n\n", "## This week\n\n", f"[This week]({URL})\n\n"])
@pytest.mark.parametrize("text", [DIALOG, SIGNS])
def test_a_dash_or_sign_that_begins_a_line_is_text(text, above):
    found = read_issue(issue(letter=f"{above}We met.\n\n{text}"))
    assert found.letter.endswith(f"We met.\n\n{text}")
    clipping = only(f"A sample fair\nExample Wire, Nov 24, 2026\n{above}We met.\n\n{text}\n\nIt was good.")
    assert clipping.excerpt.endswith(f"We met.\n\n{text}\n\nIt was good.")


@pytest.mark.parametrize("line", ["> The town has it", "- All of it"])
def test_without_markdown_no_mark_of_it_is_left_out(line):
    assert only(f"A sample fair\nExample Wire, Nov 24, 2026\nIt opened.\n{line}").excerpt.endswith(line)


@pytest.mark.parametrize("mark", ["- ", "* ", "+ ", "  - ", "1. ", "> ", "> - "])
@pytest.mark.parametrize("words", [f"[A sample fair]({URL})", f"**[A sample fair]({URL})**", "**A sample fair**"])
def test_a_mark_before_what_is_linked_or_bold_is_left_out(mark, words):
    assert only(f"{mark}{words}\nExample Wire, Nov 24, 2026\nIt opened.").headline == "A sample fair"


EXCEL = "Headline\tAuthor\tSource\tDate\tLink\tText\n"


def test_a_cell_of_excel_may_have_two_lines():
    result = parse_clippings(
        f'{EXCEL}A hall, again\t\tExample Wire\t24.11.2026\t{URL}\t"One line\nand ""another"" one"\n'
    )
    assert result.clippings[0].excerpt.split()[:4] == ["One", "line", "and", '""another""']
    assert result.unplaced == ()


def test_a_quote_that_never_ends_joins_no_rows():
    row = f'A hall, again\t\tExample Wire\t24.11.2026\t{URL}\t"One line\n'
    assert len(parse_clippings(EXCEL + row + row.replace('"', "")).clippings) == 2


@pytest.mark.parametrize("date", ["46350", "24.11.2026"])
def test_a_row_of_excel_needs_no_link(date):
    result = parse_clippings(f"{EXCEL}A sample hall\tA. B.\tExample Wire\t{date}\t\tIts text.\n")
    assert [(each.headline, each.date, each.excerpt) for each in result.clippings] == [
        ("A sample hall", DAY, "Its text.")
    ]
    assert result.unplaced == ()


@pytest.mark.parametrize(
    "line",
    [
        f"Kyiv Post: A sample town reopens its hall (Nov 24, 2026) {URL}",
        f"Kyiv Post: A sample town reopens its hall (Nov 24, 2026) - {URL}",
        f"Nov 24, 2026 - Kyiv Post - A sample town reopens its hall - {URL}",
        f"A sample town reopens its hall – Kyiv Post – Nov 24, 2026 – {URL}",
    ],
)
def test_an_article_may_be_one_line(line):
    result = parse_clippings(f"{line}\n{line}\n")
    found = [(each.headline, each.source, each.date, each.url) for each in result.clippings]
    assert found == [("A sample town reopens its hall", "Kyiv Post", DAY, URL)] * 2
    assert result.unplaced == ()


def test_an_alert_may_have_its_address_below_its_last_line():
    results = "".join(
        f"A sample {name} reopens - Kyiv Post\nKyiv Post\nIts text ...\nFlag as irrelevant\nhttps://a.org/{name}\n"
        for name in ("town", "hall")
    )
    clippings = parse_clippings(
        f"Google Alerts\nDaily update ⋅ November 24, 2026\nNEWS\n{results}See more results\n"
    ).clippings
    assert [(each.url, each.excerpt) for each in clippings] == [
        ("https://a.org/town", "Its text ..."),
        ("https://a.org/hall", "Its text ..."),
    ]


@pytest.mark.parametrize("broken", ["one-\npath", "a/\none-path", "a/\npath.html"])
def test_a_pdf_may_break_the_address_before_the_article_goes_on(broken):
    clipping = only(
        f"A sample town reopens its hall Kyiv Post, November 24, 2026 https://a.org/{broken} The town did it."
    )
    assert clipping.url == f"https://a.org/{broken}".replace("\n", "")
    assert clipping.excerpt == "The town did it."


def test_an_address_that_is_whole_takes_no_word_of_the_article():
    clipping = only("A sample town reopens its hall Kyiv Post, November 24, 2026 https://a.org/one/\nThe town did it.")
    assert (clipping.url, clipping.excerpt) == ("https://a.org/one/", "The town did it.")


@pytest.mark.parametrize(
    ("end", "first"),
    [
        *(("/", "31 Sample towns met"), ("/", "9 Towns met"), ("-", "31 Sample towns met"), ("-", "1.5 Million came")),
        *(("/", "de Sample visits"), ("/", "iPhone Sales rose"), ("/", "anti-Sample Posters hang")),
        *(("/", "31-year-old Sample Man sings"), ("/", "1.5 Million came")),
    ],
)
def test_the_first_word_of_an_article_is_no_part_of_its_address(end, first):
    head = "A sample town reopens its hall Kyiv Post, November 24, 2026"
    clipping = only(f"{head} https://a.org/news/kyiv{end}\n{first} in the east.")
    assert clipping.url == f"https://a.org/news/kyiv{end}"
    assert clipping.excerpt == f"{first} in the east."
