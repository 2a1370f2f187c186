"""Where an article that an editor pastes ends, and which address is its own."""

import pytest

from news.parser import parse_clippings
from news.parser.urls import normalize_url
from tests.news.parser.test_clippings import ADDRESS, article, only, page


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
    for below in (f"Text.\n{wording}\n{ADDRESS}", f"Text.\n\n{wording} {ADDRESS}", f"Text. {wording} <{ADDRESS}>"):
        clipping = only(article(below=below))
        assert (clipping.excerpt, clipping.url) == ("Text.", ADDRESS)
    for last in ([f"<a href='{ADDRESS}'>{wording}</a>"], [f"Text. <a href='{ADDRESS}'>{wording}</a>"]):
        clipping = only(
            page("A headline of it", "Example Wire, December 28, 2018", *["Text."][: "Text" not in last[0]], *last)
        )
        assert (clipping.excerpt, clipping.url) == ("Text.", ADDRESS)


@pytest.mark.parametrize(
    "below",
    [
        *(f"{ADDRESS}\nText.", f"Text. {ADDRESS}", f"Text.\n[Read the full article here]({ADDRESS})"),
        *(f"Text.\nLink: {ADDRESS}", f"Text.\nRead the full article here<{ADDRESS}>."),
        f"Text.\nRead the article at Example Wire: {ADDRESS}",
    ],
)
def test_an_address_is_found_wherever_it_stands(below):
    assert only(article(below=below)).url == ADDRESS
    assert only(article(f"{ADDRESS}\nExample Wire, December 28, 2018", below="Text.")).url == ADDRESS
    assert only(f"{ADDRESS}\n{article(below='Text.')}").url == ADDRESS


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://www.google.com/url?q=https://example.org/1&sa=D&ust=1", ADDRESS),
        ("https://www.google.co.uk/url?sa=t&url=https%3A%2F%2Fexample.org%2F1", ADDRESS),
        ("https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2F1&data=02", ADDRESS),
        ("https://www.google.com/url?q=https://www.google.com/url?q%3Dhttps://example.org/1", ADDRESS),
        (
            "https://www.google.com/search?q=https://example.org/1",
            "https://www.google.com/search?q=https://example.org/1",
        ),
        ("https://www.google.com/url?q=javascript:alert(1)", "https://www.google.com/url?q=javascript:alert(1)"),
        *((" https://example.org/\n1 ", ADDRESS), ("www.example.org/1", "https://www.example.org/1")),
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
def test_a_redirect_is_unwrapped_and_what_is_no_normalize_url_is_none(written, meant):
    assert normalize_url(written) == meant


@pytest.mark.parametrize(
    "written", ["https://example.org/a_(b)", "https://example.org/?a=1&b=2,3", "https://example.org/~a/"]
)
def test_an_address_keeps_its_own_punctuation_and_not_the_sentences(written):
    assert only(article(below=f"Text. ({written}).")).url == written


def test_a_link_of_unusual_wording_is_taken_and_doubted_and_a_related_one_in_the_text_is_not():
    head = ("A headline of it", "Example Wire, December 28, 2018", "Text.")
    parsed = parse_clippings(page(*head, f"<a href='{ADDRESS}'>Zum Artikel</a>"))
    assert (parsed.clippings[0].url, parsed.clippings[0].confidence) == (ADDRESS, 0.9)
    assert (parsed.unplaced[0].text, parsed.unplaced[0].url) == ("Zum Artikel", ADDRESS)
    related = "<a href='https://example.org/other'>Another story</a>"
    assert only(page(*head, related, "More.", f"<a href='{ADDRESS}'>Continue reading</a>")).url == ADDRESS


def test_an_address_in_the_middle_of_an_article_is_part_of_its_text():
    video = "Watch it. https://example.org/video"
    clipping = only(article(below=f"{video}\nAnd this: https://example.org/2\n{ADDRESS}"))
    assert (clipping.excerpt, clipping.url) == (f"{video}\n\nAnd this: https://example.org/2", ADDRESS)


def test_a_linked_headline_gives_the_address():
    link = f"<a href='{ADDRESS}'>{{}}</a>".format
    assert only(page(link("A headline of it"), "Example Wire, December 28, 2018", "Text.")).url == ADDRESS
    assert only(page("A headline of it", f"{link('Example Wire')}, December 28, 2018", "Text.")).url == ADDRESS
    assert only(page("A headline", "<a href='https://example.org/'>Example Wire</a>, May 5, 2018", "Text.")).url == ""


def test_what_follows_an_article_is_neither_its_text_nor_the_next_headline():
    undated = f"An undated headline\nExample Wire\nIts text.\n{ADDRESS}9"
    parsed = parse_clippings(f"{article(below='Text.')}\nRead more here.\nA correction.\n\n{undated}\n\n{article()}")
    assert [(found.headline, found.excerpt, found.url) for found in parsed.clippings] == [
        ("A headline of it", "Text.", ""),
        ("A headline of it", "Text.", ADDRESS),
    ]
    assert [line.text for line in parsed.unplaced] == ["A correction.", *undated.split("\n")]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_articles_without_any_signpost_are_told_apart(gap):
    heads = ("One headline\nExample Wire, May 5, 2018", "Two Sample Headlines\nExample Wire, May 4, 2018")
    parsed = parse_clippings("".join(f"{head}{gap}Text of it.{gap}It ends.{gap}" for head in heads))
    assert [(found.headline, found.excerpt) for found in parsed.clippings] == [
        ("One headline", "Text of it.\n\nIt ends."),
        ("Two Sample Headlines", "Text of it.\n\nIt ends."),
    ]


def test_a_source_without_a_headline_is_shown_as_such():
    parsed = parse_clippings(f"{article()}\n\nExample Wire, December 27, 2018\nText.")
    assert parsed.clippings[1].headline == ""
    assert parsed.clippings[1].doubts[0] == "No headline was found above the source."
    assert parsed.clippings[1].confidence < 0.5
