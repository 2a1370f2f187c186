"""Each field of an article: where it is taken from, and when an editor is told to look."""

from datetime import date

import pytest

from news.articles import Origin

from .pages import HEADLINE, MORE, TEXT, URL, doubts, meta, node, page, read


def test_every_field_says_where_it_was_found():
    html = page(node(datePublished="2026-11-24", author={"name": "Jane Sample"}))
    article = read(html)
    assert (article.headline, article.byline, article.date) == (HEADLINE, "Jane Sample", date(2026, 11, 24))
    assert article.paragraphs == (TEXT, MORE)
    assert dict(article.origins) == {
        "source": Origin.SOURCES,
        "headline": Origin.JSON_LD,
        "byline": Origin.JSON_LD,
        "date": Origin.JSON_LD,
        "paragraphs": Origin.TEXT,
    }
    assert article.as_dict()["from"]["source"] == "table of sources"
    assert article.doubts == ()


def test_redirects_and_tracking_are_taken_off_the_url():
    wrapped = f"https://www.google.com/url?q={URL}%3Futm_source%3Dmail&sa=D"
    assert read(page(), url=wrapped).url == URL


# The headline


@pytest.mark.parametrize(
    ("head", "shown", "headline"),
    [
        (meta(og__title="School gets roof: all you need"), HEADLINE, "School gets roof: all you need"),
        (meta(og__title="A roof for the old school at last"), HEADLINE, HEADLINE),
        (meta(og__title="A roof for the old… "), HEADLINE, HEADLINE),
        (meta(og__title=HEADLINE), HEADLINE.upper(), HEADLINE),
        (meta(og__title=HEADLINE), f"Local news {HEADLINE}", HEADLINE),
        (meta(og__title="A &amp;quot;roof&amp;quot; for the old school"), "Menu", 'A "roof" for the old school'),
        (f"<title>{HEADLINE} | Sample Wire</title>", HEADLINE, HEADLINE),
        (meta(og__title=f"{HEADLINE} – The Samplewire", og__site_name="The Samplewire"), "Menu", HEADLINE),
    ],
)
def test_the_headline_is_what_readers_see_if_machines_are_told_much_the_same(head, shown, headline):
    assert read(page(head, headline=shown)).headline == headline


def test_an_editor_is_told_that_the_headline_is_only_the_title_of_the_page():
    html = f"<title>The long road to a roof | Sample Wire</title><p>{TEXT}</p><p>{MORE}</p>"
    article = read(html)
    assert (article.headline, "GUESSED_HEADLINE" in doubts(article)) == ("The long road to a roof", True)


# The source


@pytest.mark.parametrize(
    ("head", "source", "doubted"),
    [
        (meta(og__site_name="Valley Tribune"), "Valley Tribune", False),
        (meta(og__site_name="WordPress") + node(publisher={"name": "Valley Tribune"}), "Valley Tribune", False),
        (
            meta(og__site_name="valleytribune.example") + node(publisher={"name": "Valley Tribune"}),
            "Valley Tribune",
            0,
        ),
        (meta(og__site_name="SW"), "Sample Wire", False),
        ("<title>A roof for the old school - Valley Tribune</title>", "Valley Tribune", False),
        ("<title>A roof for the old school - Local</title>", "valleytribune.example", True),
    ],
)
def test_a_publisher_whose_host_is_unknown_is_named_as_its_page_names_it(head, source, doubted):
    article = read(page(head), url="https://www.valleytribune.example/a-roof")
    assert (article.source, "SOURCE_IS_HOST" in doubts(article)) == (source, bool(doubted))


def test_the_table_of_sources_comes_before_what_a_page_calls_itself():
    html = page(meta(og__site_name="My Site"))
    assert read(html, url="https://en.samplewire.example/a-roof").source == "Sample Wire"


# The byline


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ({"name": "Jane Sample"}, "Jane Sample"),
        ([{"name": "Jane Sample"}, {"name": "John Sample"}, {"name": "Jane Sample"}], "Jane Sample and John Sample"),
        (["A Sample", "B Sample", "C Sample"], "A Sample, B Sample and C Sample"),
        ("By Jane Sample, Staff Writer", "Jane Sample"),
        ({"givenName": "Jane", "familyName": "Sample"}, "Jane Sample"),
        ({"name": "JTA"}, "JTA"),
        ({"name": "Sample Wire"}, ""),
        ({"name": "admin"}, ""),
        ({"name": "https://www.facebook.com/jane"}, ""),
        ({"name": "jane@samplewire.example"}, ""),
        ({"name": "Newsroom"}, ""),
        ("samplewire.example, Berlin, Germany", ""),
        ({"name": ["Jane Sample", None]}, "Jane Sample"),
        (17, ""),
    ],
)
def test_authors_are_named_and_accounts_and_publishers_are_none(author, byline):
    assert read(page(node(author=author))).byline == byline


@pytest.mark.parametrize(
    ("around", "byline"),
    [
        ("<p>By Jane Sample</p>", "Jane Sample"),
        ("<p>By Jane Sample | Sample Wire | November 24, 2026</p>", "Jane Sample"),
        ("<p>Автор: Иван Примеров</p>", "Иван Примеров"),
        ("<p>מאת יעל לדוגמה</p>", "יעל לדוגמה"),
        ('<p class="byline"><span>Jane Sample</span><span>Sample Wire, Tallinn</span></p>', "Jane Sample"),
        ('<a href="/authors/jane">Jane Sample</a>', "Jane Sample"),
        (
            '<div><a rel="author">Jane Sample</a></div><div><a rel="author">John Sample</a></div><p>Tallinn</p>'
            '<div><a rel="author">Otto Elsewhere</a></div>',
            "Jane Sample and John Sample",
        ),
        ('<p class="subtitle">The town gave the rest of it without a debate.</p><p>By Jane Sample</p>', "Jane Sample"),
        ("<aside><p>By Otto Elsewhere</p><p>Another article of this newspaper on a street</p></aside>", ""),
        ('<p class="photo-author">Otto Elsewhere</p>', ""),
        ("<p>By the end of the year, the school will have a garden, too.</p>", ""),
    ],
)
def test_a_byline_is_read_at_the_headline(around, byline):
    assert read(page(around=around)).byline == byline


def test_an_editor_is_told_that_the_page_names_another_author():
    html = page(node(author={"name": "Jane Sample"}), around="<p>By Otto Elsewhere</p>")
    article = read(html)
    assert (article.byline, doubts(article)) == ("Jane Sample", {"OTHER_BYLINE", "NO_DATE"})


# The paragraphs


def test_captions_bylines_and_calls_to_subscribe_are_no_paragraphs():
    lines = ("By Jane Sample", "Photo: The old school in the morning, before the term began again", TEXT)
    more = ("Subscribe to our newsletter and get the best of the week in your inbox, every Friday morning", MORE)
    assert read(page(text=lines + more)).paragraphs == (TEXT, MORE)


def test_the_text_for_machines_stands_in_where_the_page_shows_none():
    html = page(node(articleBody=f"{TEXT}\n\n{MORE}"), text=())
    article = read(html)
    assert article.paragraphs == (TEXT, MORE)
    assert dict(article.origins)["paragraphs"] == Origin.JSON_LD


def test_the_sentence_below_a_headline_is_no_paragraph():
    article = read(page(around='<p class="article-subtitle">Parents had raised the money in a year of fairs.</p>'))
    assert article.paragraphs == (TEXT, MORE)


# What is no article


@pytest.mark.parametrize(
    ("html", "url", "doubt"),
    [
        (page(), "https://www.samplewire.example/", "FRONT_PAGE"),
        (page("<title>404 Not Found</title>", headline="Not found", text=("Try the search.",)), URL, "GONE"),
        (page("<title>Just a moment...</title>", headline="Wait", text=("Checking.",)), URL, "BLOCKED"),
        ('<title>Sample Wire</title><div id="root"></div><script>run()</script>', URL, "EMPTY"),
        ("", URL, "EMPTY"),
        (
            "".join(f"<div><h3><a href=/{n}>Story number {n}</a></h3><p>{TEXT}</p></div>" for n in range(5)),
            URL,
            "FRONT_PAGE",
        ),
    ],
)
def test_a_page_that_is_no_article_has_its_source_and_the_reason(html, url, doubt):
    article = read(html, url=url)
    assert (article.source, doubts(article)) == ("Sample Wire", {doubt})
    assert (article.headline, article.byline, article.date, article.paragraphs) == ("", "", None, ())
