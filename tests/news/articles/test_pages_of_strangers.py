"""Pages that are broken, huge or made to do harm: nothing raises, and what is read stays small."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.articles.decoding import decode
from news.articles.json_ld import read_json_ld
from news.articles.markup import MAX_DEPTH, parse_html

from .pages import HEADLINE, TEXT, URL, node, page, read

quickly = settings(deadline=None, max_examples=60, derandomize=True, database=None)

PARTS = [
    *("<h1>", "</h1>", "<p>", "</p>", "<div class=byline>", "</div>", "<title>", "</title>", "<script>", "</script>"),
    *(
        "<article>",
        "<table><tr><td>",
        "</table>",
        "<head>",
        "<body>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<![foo",
        "<?",
    ),
    *('<script type="application/ld+json">', '{"@type": "NewsArticle", "headline": ', '"A"}', "[[[[", "{", "}", '"'),
    *('<meta property="og:title" content="', '<meta name=author content="By">', "'", "<time datetime=", "2026-11-24"),
    *("By Jane Sample", TEXT, "&amp;amp;lt;", "&#x110000;", "\x00", "\ufffd", "<a href=//[>", "<a href=http://[::1>"),
    *(
        "<div itemscope itemtype=https://schema.org/NewsArticle>",
        "<b itemprop=author itemscope>",
        "<li><li>",
        "<br><br>",
    ),
]


@quickly
@given(st.lists(st.sampled_from(PARTS) | st.text(max_size=8), max_size=40).map("".join))
def test_no_page_raises(html):
    article = read(html)
    assert json.dumps(article.as_dict())
    assert len(article.headline) <= 300
    assert len(article.byline) <= 600
    assert len(article.paragraphs) <= 3


@quickly
@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "windows-1251", "hex", "no-such", "utf-7"]))
def test_no_bytes_raise(body, charset):
    assert isinstance(decode(body, charset), str)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 20_000 + TEXT,
        "<a href='" * 20_000,
        "<p " * 20_000,
        "<" * 100_000,
        "<!--" * 20_000,
        "</p>" * 20_000,
        "<h1>A roof</h1>" * 2000,
        "<script>" * 20_000,
        "<article itemscope itemtype='https://schema.org/NewsArticle'>" * 300 + TEXT,
        "&" * 100_000,
        f'<script type="application/ld+json">{"[" * 100_000}</script>',
        f'<script type="application/ld+json">{"{" * 100_000}</script>',
        f'<meta name="author" content="{"By " * 100_000}">',
        f"<title>{' | ' * 100_000}</title>",
    ],
    ids=lambda html: html[:24],
)
def test_a_page_that_is_long_for_its_sense_is_read(html):
    read(html + page())


def test_elements_are_nested_only_so_deep():
    depth, element = 0, parse_html("<div>" * 1000)
    while element.children:
        depth, element = depth + 1, element.children[0]
    assert depth == MAX_DEPTH


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>one<p>two", "one two"),
        ("<ul><li>one<li>two</ul>three", "one two three"),
        ("<table><tr><td>one<td>two<tr><td>three</table>", "one two three"),
        ("a < b & c > d", "a < b & c > d"),
        ("<b>one</i></b>", "one"),
        ("<p>one <!-- no --> two</p>", "one two"),
        ("<p hidden>no</p><p style='display: none'>no</p>one<template>no</template>", "one"),
        ("<head><title>no</title><p>one", "one"),
        ("<p title='1>0'>one</p>", "one"),
        ("<script>if (a < b) '</p>'</script>one", "one"),
    ],
)
def test_broken_markup_is_read_as_a_browser_shows_it(markup, text):
    assert parse_html(markup).text_up_to(1000) == text


@pytest.mark.parametrize(
    ("block", "author"),
    [
        ('{"@type": "NewsArticle", "headline": "A", "author": "Jane"}', "Jane"),
        ('{"@type": "NewsArticle", "headline": "A", "author": "Jane",}', "Jane"),
        ('// <![CDATA[\n{"@type": "NewsArticle", "author": "Jane"}\n// ]]>', "Jane"),
        ('<!-- {"@type": "NewsArticle", "author": "Jane"} -->', "Jane"),
        ('{"@type": "NewsArticle", "author": "Jane", "text": "line\nend"};', "Jane"),
        ('{"@type": "WebPage"}{"@type": "NewsArticle", "author": "Jane"}', "Jane"),
        ('{"@graph": [{"@type": "NewsArticle", "author": "Jane"}]}', "Jane"),
    ],
)
def test_json_ld_is_read_however_it_is_written(block, author):
    nodes = read_json_ld(parse_html(f'<script type="application/ld+json">{block}</script>'))
    assert [found["author"] for found in nodes if "author" in found] == [author]


def test_of_broken_json_ld_only_what_is_certain_is_read():
    block = '{"@type": "NewsArticle", "headline": "A roof", "description": "He said "yes"", "author": {"name": "Jane"}}'
    (found,) = read_json_ld(parse_html(f'<script type="application/ld+json">{block}</script>'))
    assert found == {"@type": ["NewsArticle"], "headline": "A roof"}


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        *(("utf-8", ""), ("utf-8-sig", ""), ("utf-16", ""), ("cp1251", "windows-1251"), ("cp1251", "")),
        *(("koi8-r", "koi8-r"), ("cp1251", "utf-8")),
    ],
)
def test_cyrillic_is_read_in_any_encoding(encoding, declared):
    text = (
        f"<meta charset='{declared}'><p>Посёлок ждёт переправу, обещанную ещё весной, и возит детей кружным путём.</p>"
    )
    assert "переправу, обещанную" in decode(text.encode(encoding))


def test_the_encoding_of_the_response_is_used():
    assert decode("<p>Żółć i gęś</p>".encode("iso-8859-2"), "iso-8859-2") == "<p>Żółć i gęś</p>"
    assert decode("<p>“café” — naïve</p>".encode("cp1252"), "ISO-8859-1") == "<p>“café” — naïve</p>"


def test_hebrew_without_a_declaration_is_read():
    assert "ספריית הקהילה" in decode(("<p>" + "ספריית הקהילה שנסגרה לפני שמונים שנה נפתחה מחדש " * 3).encode("cp1255"))


def test_the_record_of_another_article_is_not_read():
    other = node(headline="Another matter altogether", url=URL + "-2", author={"name": "Otto Elsewhere"})
    article = read(page(other + other))
    assert (article.headline, article.byline) == (HEADLINE, "")
