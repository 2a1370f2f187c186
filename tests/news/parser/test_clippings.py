"""Clippings read out of what an editor pastes: the two grammars, and the variants that real issues have."""

from datetime import date

import pytest

from news.parser import parse_clippings
from news.parser.dates import month_number

URL = "https://example.org/1"
DAY = date(2018, 12, 28)


def parse_one(text, **options):
    """The one clipping in a text that holds nothing else."""
    parsed = parse_clippings(text, **options)
    assert [line.text for line in parsed.unplaced] == []
    (clipping,) = parsed.clippings
    return clipping


def article(source="Example Wire, December 28, 2018", headline="A headline of it", below=f"Text.\n{URL}"):
    return f"{headline}\n{source}\n{below}"


def page(*paragraphs):
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


# The two grammars


@pytest.mark.parametrize(
    "byline", ["By An Author", "by An Author", "BY AN AUTHOR", "By: An Author", "Written by An Author"]
)
def test_an_author_is_named_with_by(byline):
    clipping = parse_one(article(f"{byline}\nExample Wire, December 28, 2018"))
    assert (clipping.headline, clipping.byline.title()) == ("A headline of it", "An Author")
    assert clipping.confidence == 1


@pytest.mark.parametrize(
    "byline",
    [
        *("Sample Author", "Mark B. Author, Jr.", "Ana de la Sample and Ben-Ami O’Neil"),
        *("Sample Author / Other Author", "AFP", "Example Wire staff", "Żywia Przykładowa-Żółć", "Иван Примеров"),
        *("ישראלה לדוגמה", "Wi\ufffdniewski Author"),
    ],
)
def test_an_author_is_named_without_by(byline):
    clipping = parse_one(article(f"{byline}\nExample Wire | December 28, 2018"))
    assert (clipping.headline, clipping.byline) == ("A headline of it", byline)
    assert clipping.confidence == 0.9


@pytest.mark.parametrize("between", ["  By ", "\N{NO-BREAK SPACE} By ", "\tBy ", "  by ", " | By ", " – By "])
def test_a_byline_on_the_line_of_its_headline_is_split_off(between):
    clipping = parse_one(article(headline=f"A headline of it{between}Sample Author"))
    assert (clipping.headline, clipping.byline) == ("A headline of it", "Sample Author")


@pytest.mark.parametrize(
    "headline",
    [
        *("Synagogue Burned By Vandals", "Kyiv Jews Celebrate", "Who Will Win?", "Envoy Leaves the U.S."),
        *("“We Are Here.”", "A Year\nBy the Numbers", "Envoys Arrive in\nSample Town"),
        *("A headline over\nthree lines\nof it", "KYIV JEWS\nMEET", "Kyiv Remembers, September 29, 2016"),
        *("10. Dinge über Kyjiw", "The Full Story", "Read Between the Lines"),
    ],
)
def test_a_headline_that_looks_like_a_byline_is_not_taken_for_one(headline):
    clipping = parse_one(article(headline=headline))
    assert (clipping.headline, clipping.byline) == (headline.replace("\n", " "), "")


def test_a_line_whose_last_word_is_common_in_the_text_is_not_taken_for_a_byline():
    text = article(headline="Ukraine Prepares for Elections\nRising Tensions", below=f"The tensions grew.\n{URL}")
    assert parse_one(text).headline == "Ukraine Prepares for Elections Rising Tensions"


@pytest.mark.parametrize("between", ["\n==========\n", "\nAbove: a picture\n"])
def test_underlining_and_captions_do_not_separate_a_headline_from_its_source(between):
    clipping = parse_clippings(
        f"A headline of it{between}By Sample Author\nExample Wire, December 28, 2018\nText."
    ).clippings[0]
    assert (clipping.headline, clipping.byline) == ("A headline of it", "Sample Author")


def test_a_byline_may_stand_before_or_below_the_source():
    assert parse_one(article("By Sample Author, Example Wire, December 28, 2018")).byline == "Sample Author"
    assert parse_one(article("Example Wire, December 28, 2018\nBy Sample Author")).byline == "Sample Author"


@pytest.mark.parametrize(
    "source",
    [
        *("Arutz Sheva/JTA", "Example, Wire & Co.", "Baltimore Sun", "Mail on Sunday", "ynet", "jta.org"),
        *("Radio of the East", "Gazeta Przykładowa", "Pavyzdžių žinios", "Пример Новости", "חדשות לדוגמה"),
        "The Example (Vilnius)",
    ],
)
@pytest.mark.parametrize("separator", [", ", " | ", " – ", "\N{NO-BREAK SPACE}|\N{NO-BREAK SPACE}"])
def test_a_source_is_what_stands_before_the_date(source, separator):
    clipping = parse_one(article(f"{source}{separator}December 28, 2018"))
    assert (clipping.source, clipping.date, clipping.confidence) == (source, DAY, 1)


@pytest.mark.parametrize(
    "written",
    [
        *("December 28, 2018", "DECEMBER 28, 2018", "Dec. 28, 2018", "Dec 28 2018", "December 28th, 2018"),
        *("December 28 ,2018", "28 December 2018", "28. Dec. 2018", "28th of December, 2018"),
        *("Friday, December 28, 2018", "Fri., Dec. 28, 2018", "December\N{NO-BREAK SPACE}28,\N{NO-BREAK SPACE}2018"),
        *("2018-12-28", "12/28/2018", "28.12.2018", "December 28,2018", "Deceber 28, 2018", "Decmeber 28, 2018"),
        *("Dece\ufffdber 28, 2018", "Firday, Decembre 28, 2018", "28 Dezember 2018"),
    ],
)
def test_a_date_is_read_however_it_is_written(written):
    assert parse_one(article(f"Example Wire, {written}")).date == DAY


@pytest.mark.parametrize(
    ("word", "month"),
    [
        *(("Janurary", 1), ("Febuary", 2), ("Feburary", 2), ("Mach", 3), ("Arpil", 4), ("Jume", 6), ("Agust", 8)),
        *(("Sept", 9), ("Setpember", 9), ("Ocotber", 10), ("Novmeber", 11), ("decemb", 12), ("Maybe", None)),
        *(("Remember", None), ("Ju", None), ("Section", None), ("Sunday", None), ("Decades", None)),
    ],
)
def test_a_misspelt_month_is_recognized_and_another_word_is_not(word, month):
    assert month_number(word) == month


def test_a_date_without_a_year_gets_the_year_of_the_issue_or_of_the_dates_around_it():
    assert parse_one(article("Example Wire, December 07"), near=date(2019, 1, 4)).date == date(2018, 12, 7)
    first, second = parse_clippings(
        article() + "\n\n" + article("Example Wire, January 02"), near=date(2026, 11, 24)
    ).clippings
    assert (first.date, second.date) == (DAY, date(2019, 1, 2))
    assert (
        parse_clippings("WASHINGTON, D.C. January 4, 2019\n\n" + article("Example Wire, December 28")).clippings[0].date
        == DAY
    )


@pytest.mark.parametrize("written", ["December 07", "February 30, 2018", "December 2018"])
def test_an_editor_is_told_of_a_date_that_cannot_be_read(written):
    parsed = parse_clippings(article(f"Example Wire, {written}"))
    assert (parsed.clippings[0].source, parsed.clippings[0].date) == ("Example Wire", None)
    assert [(line.position, line.text) for line in parsed.unplaced] == [(2, written)]
    assert "The date could not be read." in parsed.clippings[0].doubts


@pytest.mark.parametrize("remark", ["(in Russian)", "[Hebrew]"])
def test_a_remark_after_the_date_is_shown_to_the_editor_as_unplaced(remark):
    parsed = parse_clippings(article(f"Example Wire, December 28, 2018 {remark}"))
    assert parsed.clippings[0].date == DAY
    assert [line.text for line in parsed.unplaced] == [remark]


# Lines with a date that are no source line


@pytest.mark.parametrize(
    "line",
    [
        *("The law was passed on Tuesday, December 4, 2018.", "Example Wire, December 4, 2018, said that it was so."),
        *("Vilnius, December 4, 2018 (EW) — The mayor spoke.", "It takes place in Kyiv, on December 4, 2018"),
        *("May 5, 2018", "Published: December 4, 2018", "Updated December 4, 2018"),
        *("It ended. In Kyiv, December 4, 2018", "By May 5, 2018"),
        *("It was seen by the whole sample town, December 4, 2018", "in Vilnius, December 4, 2018"),
        "Kyiv, December 4, 2018",
    ],
)
def test_a_paragraph_that_ends_with_a_date_is_not_taken_for_a_source_line(line):
    clipping = parse_one(article(below=f"Text.\n{line}\nMore of it.\n{URL}"))
    assert clipping.excerpt == f"Text.\n\n{line}\n\nMore of it."


@pytest.mark.parametrize(
    "line",
    [
        *("WASHINGTON, D.C. April 7, 2017", "Washington, D.C., April 7, 2017", "Washington, DC | April 7, 2017"),
        *("Dear Friend,", "TO: NCSEJ Leadership and Interested Parties", "FROM: Daniel Rubin, Chairman;"),
        *("Weekly Top 10", "Weekly News Update", "Above: people, Kyiv, April 5, 2017"),
        *("Below left: others, Vilnius, May 5, 2017", "Photo: Example, May 5, 2017"),
        *("Sent: Friday, December 28, 2018 4:05 PM", "Executive Vice-Chairman & CEO", "April 7, 2017"),
    ],
)
def test_masthead_letter_and_captions_are_unplaced_and_in_no_clipping(line):
    parsed = parse_clippings(f"{line}\n\n{article()}")
    assert [found.text for found in parsed.unplaced] == [line]
    assert [(found.headline, found.confidence) for found in parsed.clippings] == [("A headline of it", 1)]


def test_a_caption_inside_an_article_is_unplaced_and_not_in_its_excerpt():
    parsed = parse_clippings(article(below=f"Text.\nBelow right: a picture\nMore of it.\n{URL}"))
    assert (parsed.clippings[0].excerpt, parsed.unplaced[0].text) == ("Text.\n\nMore of it.", "Below right: a picture")
