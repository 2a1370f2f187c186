"""Shapes of pasted text besides the grammar: tables, Markdown, alerts, heads run together by a PDF, links alone."""

from datetime import date

import pytest

from news.parser import parse_clippings
from news.parser.doubts import Doubt
from news.parser.publishers import is_publisher, name_matches_url
from tests.news.parser.test_clippings import parse_one

URL = "https://www.kyivpost.com/1"
NEAR = date(2026, 11, 27)
DAY = date(2026, 11, 24)


def read(text):
    """(headline, byline, source, date, URL) of each clipping."""
    found = parse_clippings(text, near=NEAR).clippings
    return [(each.headline, each.byline, each.source, each.date, each.url) for each in found]


@pytest.mark.parametrize(
    "head",
    [
        *("Envoys Meet in Kyiv\nExample Wire\nNovember 24, 2026", "Envoys Meet in Kyiv\nExample Wire\n\nNov. 24, 2026"),
        *("Envoys Meet in Kyiv\nNovember 24, 2026 | Example Wire", "Envoys Meet in Kyiv\nExample Wire, 11/24/26"),
        *("Envoys Meet in Kyiv (Example Wire, Nov 24)", "Envoys Meet in Kyiv\n(Example Wire, Nov 24)"),
        *("Envoys Meet in Kyiv\nExample Wire (November 24, 2026)", "Envoys Meet in Kyiv\n— Example Wire, Nov 24, 2026"),
        *("## Envoys Meet in Kyiv\n*Example Wire, Nov 24, 2026*", "**Envoys Meet in Kyiv**\nExample Wire | 24 Nov 26"),
        *(
            "> Envoys Meet in Kyiv\n> Example Wire, Nov 24, 2026",
            "Envoys Meet in Kyiv\nSource: Example Wire, 24.11.2026",
        ),
        "Envoys Meet in Kyiv\nPublished on November 24, 2026\nKyiv Post",
    ],
)
def test_source_and_date_are_read_wherever_they_stand(head):
    found = read(f"{head}\nText of it.\n{URL}" if head[0] != ">" else f"{head}\n> Text of it.\n> {URL}")
    source = "Kyiv Post" if head.endswith("Kyiv Post") else "Example Wire"
    assert found == [("Envoys Meet in Kyiv", "", source, DAY, URL)]


@pytest.mark.parametrize(
    "rows",
    [
        f"Envoys Meet in Kyiv | Kyiv Post | Nov 24, 2026 | {URL}",
        f"Envoys Meet in Kyiv\tKyiv Post\t11/24/2026\t{URL}",
        f"Date\tSource\tHeadline\tLink\n24-Nov-26\tKyiv Post\tEnvoys Meet in Kyiv\t{URL}",
        f"Title | Outlet | Date | URL\n|---|---|---|---|\n| Envoys Meet in Kyiv | Kyiv Post | 2026-11-24 | {URL} |",
        "<table><tr><td>Envoys Meet in Kyiv</td><td>Kyiv Post</td><td>11/24/2026</td>"
        f"<td><a href='{URL}'>{URL}</a></td></tr></table>",
    ],
)
def test_a_row_of_a_table_is_a_clipping(rows):
    assert read(rows) == [("Envoys Meet in Kyiv", "", "Kyiv Post", DAY, URL)]


def test_an_author_in_a_table_is_a_byline():
    assert read(f"Envoys Meet in Kyiv | By An Author | JTA | Nov 24, 2026 | {URL}")[0][:3] == (
        *("Envoys Meet in Kyiv", "An Author", "JTA"),
    )


def test_heads_run_together_by_a_pdf_are_parted():
    text = (
        f"Envoys Meet in Kyiv to Discuss Restitution Kyiv Post, November 24, 2026 {URL} Text of it. It goes on. "
        "Mayor Opens School By Ann B. Author Jewish Telegraphic Agency, November 24, 2026 https://www.jta.org/2 More. "
        "Who Will Win? Sample Gazette, November 24, 2026 https://gazette.example/3 The last text."
    )
    assert read(text) == [
        ("Envoys Meet in Kyiv to Discuss Restitution", "", "Kyiv Post", DAY, URL),
        ("Mayor Opens School", "Ann B. Author", "Jewish Telegraphic Agency", DAY, "https://www.jta.org/2"),
        ("Who Will Win?", "", "Sample Gazette", DAY, "https://gazette.example/3"),
    ]
    assert parse_clippings(text).clippings[0].excerpt == "Text of it. It goes on."


def test_a_numbered_head_on_one_line_keeps_its_byline_below_the_address():
    clipping = parse_one(f"1. Sejm Passes a Law Kyiv Post, November 24, 2026 {URL}\nBy AN AUTHOR\nThe vote was close.")
    assert (clipping.headline, clipping.byline, clipping.source) == ("Sejm Passes a Law", "AN AUTHOR", "Kyiv Post")
    assert clipping.excerpt == "The vote was close."


def test_an_editor_is_told_where_the_end_of_a_headline_is_a_guess():
    clipping = parse_one("The envoys meet in the city Sample Gazette, May 5, 2018 https://example.org/1 Text of it.")
    assert (clipping.headline, clipping.source) == ("The envoys meet in the city", "Sample Gazette")
    assert clipping.doubts == (Doubt.GUESSED_SOURCE.message,)


def test_links_alone_are_clippings_with_their_host():
    found = parse_clippings(
        "https://www.jta.org/a\nhttps://example.org/b\n\nA title of a page\nhttps://www.rferl.org/c"
    )
    assert [(each.headline, each.source, each.url) for each in found.clippings] == [
        ("", "jta.org", "https://www.jta.org/a"),
        ("", "example.org", "https://example.org/b"),
        ("A title of a page", "rferl.org", "https://www.rferl.org/c"),
    ]
    assert all(Doubt.SOURCE_FROM_URL.message in each.doubts for each in found.clippings)


def test_links_in_a_letter_are_no_clippings():
    parsed = parse_clippings(f"Dear Friend,\n\nPlease register here:\n\n{URL}\n\nShabbat Shalom!")
    assert parsed.clippings == ()


@pytest.mark.parametrize(
    "text",
    [
        f"Special Report\nWASHINGTON, D.C. February 1, 2017\n\nIt has one paragraph.\n\nRead it here:\n\n{URL}",
        f"About NCSEJ\n\nIt is a sample.\n\n{URL}",
        "https://www.facebook.com/NCSEJ1120\nhttps://twitter.com/ncsej",
    ],
)
def test_links_of_an_issue_or_its_foot_are_no_clippings(text):
    assert parse_clippings(text).clippings == ()


def test_the_results_of_a_google_alert_are_clippings_without_a_date():
    link = "<https://www.google.com/url?rct=j&sa=t&url=https://sample.example/{}&ct=ga>".format
    text = (
        "=== News - 2 new results for [Jewish Ukraine] ===\n\n"
        f"Envoys Meet in Kyiv\nThe Sample Gazette\nEnvoys met on Tuesday to talk about ...\n{link(1)}\n\n"
        f"Mayor Opens School\nAnother Paper\nThe mayor of ...\n{link(2)}\n\n"
        "You have received this email because you have subscribed to Google Alerts.\n"
    )
    assert read(text) == [
        ("Envoys Meet in Kyiv", "", "The Sample Gazette", None, "https://sample.example/1"),
        ("Mayor Opens School", "", "Another Paper", None, "https://sample.example/2"),
    ]


def test_an_alert_as_text_behind_another_clipping_is_read_and_its_titles_lose_the_publisher():
    link = "https://www.google.com/url?rct=j&sa=t&url=https://sample.example/{}&ct=ga".format
    text = (
        "Envoys Meet in Kyiv\nExample Wire, November 24, 2026\nEnvoys met.\nhttps://wire.example/1\n\n"
        "Google Alert - antisemitism\nDaily update ⋅ November 24, 2026\nNEWS\n"
        f"Mayor Opens School - The Sample Gazette\nThe Sample Gazette\nThe mayor of ...\n{link(2)}\n"
    )
    assert read(text) == [
        ("Envoys Meet in Kyiv", "", "Example Wire", DAY, "https://wire.example/1"),
        ("Mayor Opens School", "", "The Sample Gazette", None, "https://sample.example/2"),
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://example.org/2026/11/envoys-\nmeet-in-kyiv", "https://example.org/2026/11/envoys-meet-in-kyiv"),
        ("https://example.org/2026/\n11/envoys", "https://example.org/2026/11/envoys"),
        ("<https://example.org/2026/11/\nenvoys>", "https://example.org/2026/11/envoys"),
    ],
)
def test_an_address_broken_over_two_lines_is_whole(written, meant):
    assert parse_one(f"A headline of it\nExample Wire, May 5, 2018\nText.\n{written}").url == meant


def test_a_sentence_below_an_address_is_not_joined_to_it():
    parsed = parse_clippings("A headline of it\nExample Wire, May 5, 2018\nText.\nhttps://example.org/\nThe end of it.")
    assert parsed.clippings[0].url == "https://example.org/"


def test_an_author_may_stand_between_empty_lines():
    assert read(f"Envoys Meet in the City of Kyiv\n\nAnn Author\nJTA, November 24, 2026\nText.\n{URL}")[0][:2] == (
        *("Envoys Meet in the City of Kyiv", "Ann Author"),
    )


def test_a_subheading_under_a_numbered_headline_begins_the_text():
    below = "Talks on restitution went on for three days and ended well"
    clipping = parse_one(f"1. Envoys Meet in Kyiv\n{below}\nJTA, November 24, 2026\nText.\n{URL}")
    assert (clipping.headline, clipping.excerpt) == ("Envoys Meet in Kyiv", f"{below}\n\nText.")
    assert clipping.doubts == (Doubt.SUBHEADING.message,)


def test_of_two_source_lines_the_first_counts():
    parsed = parse_clippings(f"Envoys Meet in Kyiv\nJTA, May 5, 2018\nHaaretz, May 6, 2018\nText.\n{URL}")
    assert [(each.headline, each.source, each.doubts) for each in parsed.clippings] == [
        ("Envoys Meet in Kyiv", "JTA", (Doubt.TWO_SOURCES.message,))
    ]
    assert [line.text for line in parsed.unplaced] == ["Haaretz, May 6, 2018"]


@pytest.mark.parametrize("masthead", ["NCSEJ Weekly Top 10, May 4, 2018", "Weekly Clips\nSample Office, May 4, 2018"])
def test_a_masthead_that_looks_like_a_clipping_is_none(masthead):
    parsed = parse_clippings(f"{masthead}\n\nEnvoys Meet in Kyiv\nJTA, May 5, 2018\nText.\n{URL}")
    assert [each.headline for each in parsed.clippings] == ["Envoys Meet in Kyiv"]
    assert [line.text for line in parsed.unplaced] == masthead.split("\n")


def test_an_editor_is_told_that_a_mail_service_hides_the_address():
    hidden = "https://x.us2.list-manage.com/track/click?u=1&id=2"
    assert parse_one(f"A headline of it\nJTA, May 5, 2018\nText.\n{hidden}").doubts == (Doubt.HIDDEN_URL.message,)


@pytest.mark.parametrize(
    ("name", "url"),
    [
        *(("The Times of Israel", "https://www.timesofisrael.com/1"), ("JTA", "https://www.jta.org/1")),
        *(("Jewish Telegraphic Agency", "https://jta.org"), ("Jerusalem Post", "https://www.jpost.com/1")),
        *(("Radio Free Europe/Radio Liberty", "https://www.rferl.org/a"), ("BBC News", "https://www.bbc.co.uk/1")),
        ("New York Times", "https://www.nytimes.com/1"),
    ],
)
def test_a_publisher_is_known_by_the_host_of_its_articles(name, url):
    assert name_matches_url(name, url)
    assert not name_matches_url("Sample Gazette", url)


def test_well_known_publishers_are_known_in_any_spelling():
    assert is_publisher("the NEW YORK times")
    assert is_publisher("Arutz Sheva/JTA")
    assert not is_publisher("Sample Gazette")
