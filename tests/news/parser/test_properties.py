"""What holds for any input: no character is lost, nothing raises, and a well-formed issue is parsed completely."""

import html
import json
import re
import unicodedata
from collections import Counter
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from news.parser import parse_clippings
from news.parser.dates import month_number
from news.parser.doubts import Doubt
from news.parser.html_lines import looks_like_html
from news.parser.word_lists import word_set

thoroughly = settings(deadline=None, max_examples=200, derandomize=True, database=None)

URL = "https://example.org/1"
LINES = [
    *("A headline of something", "By An Author", "Sample Reporter", "Headline  By An Author", "Who Will Win?"),
    *("Example Wire, December 28, 2018", "Example Wire | Dec. 7, 2018", "Arutz Sheva/JTA, Deceber 28, 2018"),
    *("Example Wire, December 07", "By An Author, Example Wire, May 5, 2017"),
    *("Example Wire, 2018-02-30 (in Russian)", "A paragraph that says so."),
    *("On Tuesday, December 4, 2018, it rained.", "", "", "\N{NO-BREAK SPACE}", "-----"),
    *("Read the full article here.", f"Read more: {URL}", URL, f"It ends. {URL}"),
    *(f"Read at JTA {URL}", "Above: people", "Below left: others, Kyiv, May 5, 2017", "Dear Friend,"),
    *("TO: Leadership", "Weekly Top 10", "WASHINGTON, D.C. April 7, 2017", "About NCSEJ", "1. A headline"),
    *("• Another", "The Full Story", "Read more", "\ufffd\ufffd", "Заголовок новости", "כותרת של ידיעה"),
    *("Žinia iš Vilniaus", "a < b & c", "<jane@example.org>"),
    # Other shapes: Markdown, quoted mail, tables, heads run together, sources over two lines, links alone.
    *("## A heading of it", "**Bold words** and *others*", f"- [Words of it]({URL}) — JTA, May 5, 2018", "> quoted"),
    *(
        "> ## A heading",
        ">",
        f"A headline | JTA | Nov 24, 2026 | {URL}",
        f"A headline\tJTA\t11/24/26\t{URL}",
        "||",
        "\t|\t",
    ),
    *("Headline\tSource\tDate", "(JTA, Nov 24)", "A headline with words (JTA, Nov 24)", "JTA", "November 24, 2026"),
    f"Text. A headline of it By An Author Example Wire, May 5, 2018 {URL} More. Who Will Win? JTA, May 4, 2018 {URL}2",
    *(f"{URL}/a-", f"{URL}/", "b-c", f"A title of it - JTA {URL}", "JTA (May 5, 2018)", "May 5, 2018 | JTA"),
    *("5 Jun 06", "РИА, 28 декабря 2018 г.", "1. A Headline", "NCSEJ Weekly Top 10, May 5, 2018", "Google Alerts"),
]
TAGS = [
    *("<p>", "</p>", "<p class=MsoNormal>", "<b>", "</b>", "<br>", "<div>", "</div>", "<td>", "</td>", "<table>"),
    *("<tr>", "<li>", "<h2>", "</h2>", "<pre>", "</pre>", "<o:p>", "</o:p>", "<a>", "</a>", f"<a href={URL}>"),
    *("<a href='", "<script>", "</script>", "<style>", "<title>", "<xml>", "<!--", "-->", "<!", "<![endif]-->"),
    *("<![foo", "<?", "<", ">", "'", '"', "=", "&nbsp;", "&amp;", "&#8220;", "&#x0;", "&#" + "9" * 5000 + ";"),
    *("&lt;p&gt;", '<a title="1>0">'),
]

without_controls = st.text(st.characters(exclude_categories=["Cc", "Cs"]))
short = st.text(alphabet="AaBby .,|-–:\t0128<>&/\"'“”\N{NO-BREAK SPACE}\u200b\ufffdЖא", max_size=30)
issues = st.lists(st.sampled_from(LINES) | short | without_controls, max_size=25).map("\n".join)
tag_soups = st.lists(st.sampled_from(LINES) | st.sampled_from(TAGS) | short).map("".join)


def visible(*texts):
    """How often each visible character occurs; spaces, control and format characters do not count."""
    invisible = {"Cc", "Cf", "Zs", "Zl", "Zp"}
    return Counter(
        letter
        for text in texts
        for letter in text
        if unicodedata.category(letter) not in invisible and letter != "\u034f"
    )


def texts_of(parsed):
    for clipping in parsed.clippings:
        yield from (clipping.headline, clipping.byline, clipping.excerpt)
        if Doubt.SOURCE_FROM_URL.message not in clipping.doubts:  # else it is said twice, for the URL is boilerplate
            yield clipping.source
    yield from (line.text for line in (*parsed.unplaced, *parsed.boilerplate))


@thoroughly
@given(issues)
def test_every_visible_character_of_a_text_is_in_exactly_one_place(text):
    if looks_like_html(text):
        return
    assert visible(*texts_of(parse_clippings(text))) == visible(text)


@thoroughly
@given(
    st.lists(st.tuples(st.sampled_from(["p", "div", "td", "li", "h2", "b", "span"]), st.sampled_from(LINES) | short))
)
def test_every_visible_character_of_html_is_in_exactly_one_place(elements):
    page = "<html>" + "".join(f"<{tag}>{html.escape(text)}</{tag}>" for tag, text in elements)
    assert visible(*texts_of(parse_clippings(page))) == visible(*(text for _, text in elements))


@thoroughly
@given(issues)
def test_boilerplate_consists_only_of_known_words_and_dates(text):
    known = word_set("read_more") | {"by", "written", "author", "st", "nd", "rd", "th", "of", "г"}
    parsed = parse_clippings(text)
    known |= {word for found in parsed.clippings for word in re.findall(r"[^\W_]+", found.source.lower())}
    for line in parsed.boilerplate:
        words = re.sub(r"(?:https?://|www\.)\S+", "", line.text, flags=re.IGNORECASE)
        for word in re.findall(r"[^\W\d_]+", words.lower()):
            is_weekday = any(name.startswith(word[:3]) for name in word_set("weekday"))
            assert word in known or is_weekday or month_number(word), line


@thoroughly
@example("\ud800 half a character")
@example("<p>" + "&#" + "9" * 5000 + ";</p>")
@example("<p><![foo <![CDATA[</p>")
@given(st.text(st.characters()) | issues | tag_soups)
def test_no_input_raises_and_every_result_can_be_stored(text):
    parsed = parse_clippings(text, near=date(2018, 12, 28))
    stored = json.dumps(parsed.as_dict(), ensure_ascii=False)
    stored.encode("utf-8")
    assert "\\u0000" not in stored
    assert [clipping.position for clipping in parsed.clippings] == list(range(1, len(parsed.clippings) + 1))
    assert [clipping.line for clipping in parsed.clippings] == sorted(clipping.line for clipping in parsed.clippings)
    assert [line.position for line in parsed.unplaced] == sorted(line.position for line in parsed.unplaced)
    for clipping in parsed.clippings:
        assert 0 <= clipping.confidence <= 1
        assert bool(clipping.doubts) == (clipping.confidence < 1)
        assert clipping.url == "" or clipping.url.startswith(("http://", "https://"))
        assert not re.search(r"[\n\r\t]|  ", clipping.headline + clipping.byline + clipping.source)


# Well-formed issues, built from clippings and parsed back to them.

capitals = st.text("ABCDEŁŽЖא", min_size=1, max_size=1)
letters = st.text("abcdeżšжש", min_size=2, max_size=8)
name = st.builds("{}{}".format, capitals, letters)
sentence = st.lists(letters, min_size=4, max_size=20).map(lambda words: " ".join(words).capitalize() + ".")
clipping = st.fixed_dictionaries(
    {
        "headline": st.builds("{} {} so".format, name, st.lists(letters, min_size=3, max_size=9).map(" ".join)),
        "byline": st.just("")
        | st.builds("{} {}".format, name, st.text("XYZ", min_size=1, max_size=1).map("Q{}q".format)),
        "source": st.builds("{} Wire".format, name) | st.builds("{}/JTA".format, name),
        "date": st.dates(date(1990, 1, 1), date(2099, 12, 31)),
        "excerpt": st.lists(sentence, min_size=1, max_size=3),
        "url": st.integers(1, 99).map("https://example.org/{}".format),
    }
)
styles = st.fixed_dictionaries(
    {
        "by": st.sampled_from(["By ", ""]),
        "before_date": st.sampled_from([", ", " | ", ",\N{NO-BREAK SPACE}"]),
        "month": st.sampled_from(["%B", "%b."]),
        "between": st.sampled_from(["\n", "\n\n"]),
        "after": st.sampled_from(["\n\n", "\n\n\n\n\n"]),
        "element": st.sampled_from(["p", "div", "br", "td"]),
        "read_more": st.sampled_from(["{}", "Read the full article here.\n{}", "Full article: {}", "Read more <{}>"]),
    }
)


def as_text(record, style):
    lines = [record["headline"]]
    if record["byline"]:
        lines.append(style["by"] + record["byline"])
    day = record["date"]
    lines.append(record["source"] + style["before_date"] + day.strftime(f"{style['month']} %d, ") + str(day.year))
    return style["between"].join([*lines, *record["excerpt"], style["read_more"].format(record["url"])])


def as_html(record, style):
    *lines, read_more = as_text(record, style | {"between": "\n", "read_more": "{}"}).split("\n")
    lines = [html.escape(line) for line in lines]
    lines.append(f"<a href='{read_more}'>Read the full article here.</a>")
    return {
        "p": "".join(f"<p class=MsoNormal>{line}</p>\n" for line in lines) + "<p class=MsoNormal>&nbsp;</p>",
        "div": "".join(f"<div>{line}</div><div><br></div>" for line in lines),
        "br": "<br>".join(lines) + "<br><br>",
        "td": "<tr><td>" + "</td></tr><tr><td>".join(lines) + "</td></tr>",
    }[style["element"]]


@thoroughly
@given(st.lists(clipping, max_size=5), styles)
def test_a_well_formed_text_is_parsed_to_the_clippings_it_was_built_from(records, style):
    assert_parsed(parse_clippings(style["after"].join(as_text(record, style) for record in records)), records)


@thoroughly
@given(st.lists(clipping, max_size=5), styles)
def test_well_formed_html_is_parsed_to_the_clippings_it_was_built_from(records, style):
    assert_parsed(
        parse_clippings("<html>" + "".join(as_html(record, style) for record in records) + "</html>"), records
    )


def assert_parsed(parsed, records):
    assert parsed.unplaced == ()
    assert [
        {
            "headline": found.headline,
            "byline": found.byline,
            "source": found.source,
            "date": found.date,
            "excerpt": found.excerpt.split("\n\n"),
            "url": found.url,
        }
        for found in parsed.clippings
    ] == records
