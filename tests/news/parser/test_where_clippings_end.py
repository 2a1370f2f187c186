"""Where a pasted article ends, and which URL is its own."""

import pytest

from news.parser import parse_clippings
from news.parser.urls import normalize_url
from news.parser.whole_issue import read_issue
from tests.news.parser.test_clippings import URL, article, page, parse_one


@pytest.mark.parametrize(
    "wording",
    [
        *("Read the full article here.", "Read the full article here", "READ THE FULL ARTICLE HERE", "Read more"),
        *("Read More »", "[Read more]", "(Read the full story here.)", "Full article:", "Click here to read more."),
        *("Continue reading →", "To read the full article, click here.", "Read the rest of the article here:"),
        "Read it in the original",
    ],
)
def test_read_more_in_any_wording_ends_an_article(wording):
    for below in (f"Text.\n{wording}\n{URL}", f"Text.\n\n{wording} {URL}", f"Text. {wording} <{URL}>"):
        clipping = parse_one(article(below=below))
        assert (clipping.excerpt, clipping.url) == ("Text.", URL)
    for last in ([f"<a href='{URL}'>{wording}</a>"], [f"Text. <a href='{URL}'>{wording}</a>"]):
        clipping = parse_one(
            page("A headline of it", "Example Wire, December 28, 2018", *["Text."][: "Text" not in last[0]], *last)
        )
        assert (clipping.excerpt, clipping.url) == ("Text.", URL)


@pytest.mark.parametrize(
    "below",
    [
        *(f"{URL}\nText.", f"Text. {URL}", f"Text.\n[Read the full article here]({URL})"),
        *(f"Text.\nLink: {URL}", f"Text.\nRead the full article here<{URL}>."),
        f"Text.\nRead the article at Example Wire: {URL}",
    ],
)
def test_the_url_of_an_article_is_found_above_inside_and_below_its_text(below):
    assert parse_one(article(below=below)).url == URL
    assert parse_one(article(f"{URL}\nExample Wire, December 28, 2018", below="Text.")).url == URL
    assert parse_one(f"{URL}\n{article(below='Text.')}").url == URL


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://www.google.com/url?q=https://example.org/1&sa=D&ust=1", URL),
        ("https://www.google.co.uk/url?sa=t&url=https%3A%2F%2Fexample.org%2F1", URL),
        ("https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2F1&data=02", URL),
        ("https://www.google.com/url?q=https://www.google.com/url?q%3Dhttps://example.org/1", URL),
        (
            "https://www.google.com/search?q=https://example.org/1",
            "https://www.google.com/search?q=https://example.org/1",
        ),
        ("https://www.google.com/url?q=javascript:alert(1)", "https://www.google.com/url?q=javascript:alert(1)"),
        *((" https://example.org/\n1 ", URL), ("www.example.org/1", "https://www.example.org/1")),
        *(
            ("javascript:alert(1)", ""),
            ("mailto:a@example.org", ""),
            ("http://[bad", ""),
            ("https://", ""),
            ("#top", ""),
        ),
        ("https://example.org/" + "a" * 2000, ""),
    ],
)
def test_a_redirect_is_unwrapped_and_what_is_no_web_url_is_refused(written, meant):
    assert normalize_url(written) == meant


@pytest.mark.parametrize(
    "written", ["https://example.org/a_(b)", "https://example.org/?a=1&b=2,3", "https://example.org/~a/"]
)
def test_a_url_keeps_its_own_punctuation_and_not_that_of_the_sentence(written):
    assert parse_one(article(below=f"Text. ({written}).")).url == written


def test_a_last_link_with_unusual_words_is_taken_with_a_doubt_and_a_link_inside_the_text_is_not():
    head = ("A headline of it", "Example Wire, December 28, 2018", "Text.")
    parsed = parse_clippings(page(*head, f"<a href='{URL}'>Zum Artikel</a>"))
    assert (parsed.clippings[0].url, parsed.clippings[0].confidence) == (URL, 0.9)
    assert (parsed.unplaced[0].text, parsed.unplaced[0].url) == ("Zum Artikel", URL)
    related = "<a href='https://example.org/other'>Another story</a>"
    assert parse_one(page(*head, related, "More.", f"<a href='{URL}'>Continue reading</a>")).url == URL


def test_a_url_in_the_middle_of_an_article_is_part_of_its_excerpt():
    video = "Watch it. https://example.org/video"
    clipping = parse_one(article(below=f"{video}\nAnd this: https://example.org/2\n{URL}"))
    assert (clipping.excerpt, clipping.url) == (f"{video}\n\nAnd this: https://example.org/2", URL)


def test_a_link_on_the_headline_or_source_gives_the_url():
    link = f"<a href='{URL}'>{{}}</a>".format
    assert parse_one(page(link("A headline of it"), "Example Wire, December 28, 2018", "Text.")).url == URL
    assert parse_one(page("A headline of it", f"{link('Example Wire')}, December 28, 2018", "Text.")).url == URL
    assert (
        parse_one(page("A headline", "<a href='https://example.org/'>Example Wire</a>, May 5, 2018", "Text.")).url == ""
    )


def test_lines_after_an_article_are_neither_its_excerpt_nor_the_next_headline():
    parsed = parse_clippings(f"{article(below='Text.')}\nRead more here.\nA correction.\n\nAnother line\n\n{article()}")
    assert [(found.headline, found.excerpt, found.url) for found in parsed.clippings] == [
        ("A headline of it", "Text.", ""),
        ("A headline of it", "Text.", URL),
    ]
    assert [line.text for line in parsed.unplaced] == ["A correction.", "Another line"]


def test_an_article_without_a_date_between_others_is_a_clipping_with_a_doubt():
    undated = f"An undated headline\nExample Wire\nIts text.\n{URL}9"
    parsed = parse_clippings(f"{article(below='Text.')}\nRead more here.\nA correction.\n\n{undated}\n\n{article()}")
    assert [found.headline for found in parsed.clippings] == [
        *("A headline of it", "An undated headline", "A headline of it")
    ]
    found = parsed.clippings[1]
    assert (found.source, found.date, found.excerpt, found.url) == ("Example Wire", None, "Its text.", f"{URL}9")
    assert found.doubts == ("No date stands beside the source.",)
    assert [line.text for line in parsed.unplaced] == ["A correction."]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_articles_without_read_more_links_are_separated_by_their_source_lines(gap):
    heads = ("One headline\nExample Wire, May 5, 2018", "Two Sample Headlines\nExample Wire, May 4, 2018")
    parsed = parse_clippings("".join(f"{head}{gap}Text of it.{gap}It ends.{gap}" for head in heads))
    assert [(found.headline, found.excerpt) for found in parsed.clippings] == [
        ("One headline", "Text of it.\n\nIt ends."),
        ("Two Sample Headlines", "Text of it.\n\nIt ends."),
    ]


def test_an_editor_is_told_of_a_source_without_a_headline():
    parsed = parse_clippings(f"{article()}\n\nExample Wire, December 27, 2018\nText.")
    assert parsed.clippings[1].headline == ""
    assert parsed.clippings[1].doubts[0] == "No headline was found above the source."
    assert parsed.clippings[1].confidence < 0.5


def test_the_foot_of_a_mail_is_no_excerpt_of_the_last_article():
    letter = "Dear Friend,\n\nThe board met.\n\nBen Sample\nExecutive Director\n\n"
    last = "Ministers meet in Baku | Reuters | November 25, 2026 | https://www.reuters.com/baku\n\n"
    foot = "NCSEJ • 1120 20th Street NW • Washington, DC 20036"
    issue = read_issue(f"Weekly Update\nNovember 27, 2026\n\n{letter}{last}{foot}\nUnsubscribe | Update profile")
    assert [each.excerpt for each in issue.clippings] == [""]
    assert foot in {each.line.text for each in issue.boilerplate}
    assert issue.unplaced == ()


def test_an_address_written_behind_a_headline_and_a_number_that_is_not_the_clippings_own_are_no_part_of_it():
    first = "3. School opens in Riga https://wire.example/3\nBy Anna Sample\nJTA, November 24, 2026\n\nIt opened.\n\n"
    second = "7. Museum opens in Vilnius\nJTA, November 24, 2026\n\nIt opened, too.\nhttps://wire.example/7"
    clippings = parse_clippings(f"{first}{second}").clippings
    assert [(each.headline, each.url) for each in clippings] == [
        ("School opens in Riga", "https://wire.example/3"),
        ("Museum opens in Vilnius", "https://wire.example/7"),
    ]
