"""Dates with a time of day, and bylines and months of other languages."""

import datetime

import pytest

from news.parser import parse_clippings
from news.parser.dates import is_date, parse_date_at_end, parse_date_at_start
from news.parser.whole_issue import read_issue
from tests.news.parser.test_whole_issue import issue

DAY = datetime.date(2026, 11, 21)
DATES_WITH_TIME = [
    *(
        "Saturday, 21 November 2026, 10:15",
        "Nov. 21, 2026 10:15 AM",
        "21 November 2026 at 09:05",
        "Nov 21, 2026, 9:00 a.m.",
    ),
    *("10:15, 21 November 2026", "10:15 AM EST, Nov. 21, 2026", "2026-11-21T10:15", "2026-11-21T10:15:00+02:00"),
    *("2026-11-21 10:15:30Z", "21.11.2026 10:15", "21 ноября 2026 г. в 10:15", "21 листопада 2026, 10:15"),
    *("21 novembre 2026 à 10h15", "21. November 2026, 10:15 Uhr", "November 21, 2026 10:15 PM EST"),
    *(
        "Nov 21, 2026 | 10:15 GMT",
        "Nov 21, 2026 - 10:15 GMT+2",
        "21 Nov 2026 10:15 +0200",
        "Nov 21, 2026 10:15 (Kyiv time)",
    ),
    *("Sat, 21 Nov 2026 08:15:00 GMT", "21/11/2026 10:15"),
]


@pytest.mark.parametrize("written", DATES_WITH_TIME)
def test_a_time_belongs_to_its_date(written):
    date = parse_date_at_end(f"Example Wire, {written}")
    assert (date.text, date.resolve(None)) == (written, DAY)
    assert is_date(written)


@pytest.mark.parametrize(
    "written",
    ["November 21, 2026 10:15", "2026-11-21T10:15", "21 November 2026, 10:15 AM EST", "21 November 2026, 10:15 MESZ"],
)
def test_a_time_behind_a_leading_date_belongs_to_it(written):
    assert parse_date_at_start(f"{written} | Example Wire").text == written


@pytest.mark.parametrize("label", ["", "Updated: ", "Last updated: ", "Published on "])
@pytest.mark.parametrize("written", DATES_WITH_TIME[:4])
@pytest.mark.parametrize("layout", ["Sample Daily\n{}", "Sample Daily, {}", "Sample Daily | {}"])
def test_an_article_whose_date_has_a_time_is_a_clipping_of_its_own(layout, written, label):
    above = "A first headline\nExample Wire, November 20, 2026\nText.\nhttps://a.org/1\n\n"
    source = layout.format(label + written)
    result = parse_clippings(f"{above}A second headline\n{source}\nMore text.\nhttps://a.org/2")
    assert [clipping.headline for clipping in result.clippings] == ["A first headline", "A second headline"]
    second = result.clippings[1]
    assert (second.source, second.date, second.excerpt, second.url) == (
        "Sample Daily",
        DAY,
        "More text.",
        "https://a.org/2",
    )
    assert (second.confidence, result.unplaced) == (1.0, ())


ARTICLE = "A sample hall reopens\nKyiv Post, May 3, 2018\nThe hall opened on Monday.\n{}\nIt is free."


@pytest.mark.parametrize(
    "line",
    [
        *("Sample Museum, Washington, May 15, 2018, 4 pm", "Capitol Visitor Center, May 15, 2018, 4 p.m. EST"),
        *("Sample Hall | May 15, 2018 at 11 am", "May 15, 2018, 4 pm | Sample Hall", "Sample Hall\nMay 15, 2018, 4 pm"),
        *("Sample Hall, 4 pm, May 15, 2018", "Washington, D.C., May 15, 2018, 4 pm"),
    ],
)
@pytest.mark.parametrize("gap", ["", "\n"])
def test_where_and_at_what_hour_something_will_be_stays_text(line, gap):
    result = parse_clippings(ARTICLE.format(f"{gap}{line}{gap}"))
    assert len(result.clippings) == 1
    assert [each for each in result.clippings[0].excerpt.split("\n") if each] == [
        "The hall opened on Monday.",
        *line.split("\n"),
        "It is free.",
    ]
    letter = f"We invite you to a concert.\n\n{line}\n\nWe hope to see you."
    found = read_issue(issue(letter=letter, signature=""))
    assert [each for each in found.letter.split("\n") if each] == [each for each in letter.split("\n") if each]


@pytest.mark.parametrize(
    "source",
    [
        *(
            "Kyiv Post, Nov 21, 2026, 9 a.m.",
            "Kyiv Post | Updated: Nov 21, 2026 at 9 am EST",
            "Nov 21, 2026, 9 am | Kyiv Post",
        ),
        *("Kyiv Post\nNov 21, 2026, 9 a.m.", "Kyiv Post\nUpdated: Nov 21, 2026 9 AM"),
    ],
)
def test_an_hour_belongs_to_the_date_of_a_publisher_that_is_known(source):
    above = "A first headline\nExample Wire, November 20, 2026\nText.\nhttps://a.org/1\n\n"
    result = parse_clippings(f"{above}A second headline\n{source}\nMore text.\nhttps://a.org/2")
    second = result.clippings[1]
    assert (second.headline, second.source, second.date) == ("A second headline", "Kyiv Post", DAY)
    assert (second.excerpt, result.unplaced) == ("More text.", ())


@pytest.mark.parametrize(
    "text", ["The score was 10:15", "Psalm 10:15", "Genesis 21, 10:15", "It opens at 10:15 on May"]
)
def test_a_time_alone_is_no_date(text):
    assert parse_date_at_end(text) is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        *(("Par Jeanne Modele", "Jeanne Modele"), ("Von Anna Muster", "Anna Muster")),
        *(
            ("Автор: Анна Примерова", "Анна Примерова"),
            ("Автор: Іван", "Іван"),
            ("Автор Іван Зразок", "Іван Зразок"),
            ("מאת דנה לוי", "דנה לוי"),
        ),
        *(("Par Jeanne Modele et Paul Cas", "Jeanne Modele et Paul Cas"), ("Autorka: Ewa Wzór", "Ewa Wzór")),
    ],
)
def test_what_means_by_in_another_language_is_no_part_of_the_name(written, name):
    text = f"A headline of it\n{written}\nExample Wire, May 5, 2018\nText.\nhttps://a.org/1"
    clipping = parse_clippings(text).clippings[0]
    assert (clipping.headline, clipping.byline, clipping.confidence) == ("A headline of it", name, 1.0)
    paragraphs = parse_clippings("".join(f"<p>{line}</p>" for line in text.split("\n"))).clippings[0]
    assert (paragraphs.headline, paragraphs.byline) == ("A headline of it", name)


@pytest.mark.parametrize(
    "headline", ["Von Sample Honored", "Par Anders Sample Dies", "Auteur Jeanne Modele", "Автор Иван Примеров"]
)
@pytest.mark.parametrize(
    "above",
    [
        "",
        *(f"A first headline\nExample Wire, May 3, 2018\nText of it.\n{link}\n" for link in ("", "https://a.org/0\n")),
    ],
)
@pytest.mark.parametrize("link", ["", "\nhttps://a.org/1"])
@pytest.mark.parametrize("source", ["DW, May 5, 2018", "Anna Muster\nDW, May 5, 2018", "By A. Muster\nDW, May 5, 2018"])
def test_a_headline_may_begin_with_such_a_word(headline, above, link, source):
    clipping = parse_clippings(f"{above}{headline}\n{source}\nText.{link}").clippings[-1]
    assert (clipping.headline, clipping.byline) == (headline, {"A": "Anna Muster", "B": "A. Muster"}.get(source[0], ""))
    assert "The headline reads like the author’s line." not in clipping.doubts


@pytest.mark.parametrize("row", ["{headline}\tDW\tMay 5, 2018\t{url}", "May 5, 2018\tDW\t{headline}\t{url}"])
def test_a_headline_in_a_table_may_begin_with_such_a_word(row):
    text = row.format(headline="Von Sample Honored", url="https://a.org/1")
    assert [each.headline for each in parse_clippings(text).clippings] == ["Von Sample Honored"]


def test_text_below_a_source_may_begin_with_such_a_word():
    clipping = parse_clippings("A headline of it\nDW, May 5, 2018\nVon Sample Honored\nMore of it.").clippings[0]
    assert (clipping.byline, clipping.excerpt) == ("", "Von Sample Honored\n\nMore of it.")


@pytest.mark.parametrize("line", ["Von der Leyen Visits Sample", "Par for the Course", "Автор романа о городе"])
def test_the_rest_of_a_headline_may_begin_with_such_a_word(line):
    text = f"A headline that goes on:\n{line}\nExample Wire, May 5, 2018\nText.\nhttps://a.org/1"
    assert line in parse_clippings(text).clippings[0].headline


@pytest.mark.parametrize(
    "written",
    [
        "16 septembre 2019",
        "16. September 2019",
        "le 16 sept. 2019",
        "16 сентября 2019 г.",
        "16 вересня 2019",
        "16 בספטמבר 2019",
    ],
)
def test_a_month_in_another_language_is_not_misspelt(written):
    date = parse_date_at_end(f"Example Wire, {written}")
    assert (date.resolve(None), date.doubts) == (datetime.date(2019, 9, 16), ())
