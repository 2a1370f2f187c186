"""The sanitized HTML of a letter: a few elements, safe links, and no text lost."""

import random
import re

import pytest
from bs4 import BeautifulSoup

from news.outputs.html_tree import parse_html, sanitize
from pages.rich_text.direction import direction

BASE = "https://www.example.org/news/2025-02-21/"


@pytest.mark.parametrize(
    ("html", "sanitized"),
    [
        ('<p data-block-key="x" style="color:red" onclick="x()">Text</p>', "<p>Text</p>"),
        ("loose <b>text</b>", "<p>loose <b>text</b></p>"),
        ("<p>one<p>two", "<p>one</p>\n<p>two</p>"),
        ("<p> </p><p>&nbsp;</p><p>said</p><br><br>", "<p>said</p>"),
        ("<p>a <br/>\n b<br></p>", "<p>a<br>\nb</p>"),
        ("<div><div>old mail</div></div>", "<p>old mail</p>"),
        ("<p>a&nbsp;b &lt;c&gt;</p>", "<p>a\u00a0b &lt;c&gt;</p>"),
        ("<ul>loose<li>item</li></ul>", "<ul>\n<li>loose</li>\n<li>item</li></ul>"),
        (
            '<p><span lang="he">שלום</span>, friend and friends</p>',
            '<p><span lang="he">שלום</span>, friend and friends</p>',
        ),
        ("<p>x<script>alert(1)</script><style>p{}</style>y</p>", "<p>xy</p>"),
        ("<p>a</b></i>b</p>", "<p>ab</p>"),
        ("", ""),
    ],
)
def test_only_known_elements_and_attributes_are_kept(html, sanitized):
    assert sanitize(html, BASE) == sanitized


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/about/", "https://www.example.org/about/"),
        ("#clipping-2", f"{BASE}#clipping-2"),
        ("//other.example/x", "https://other.example/x"),
        ("http://example.org/?a=1&amp;b=2", "http://example.org/?a=1&amp;b=2"),
        ("mailto:office@example.org", "mailto:office@example.org"),
        (" HTTPS://example.org/ ", "https://example.org/"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("java&#10;script:alert(1)", None),
        ("data:text/html,x", None),
        ("vbscript:x", None),
        ("http://[bad", None),
        ("", None),
    ],
)
def test_a_link_is_absolute_or_removed(href, url):
    expected = f'<p><a href="{url}">word</a></p>' if url else "<p>word</p>"
    assert sanitize(f'<p><a href="{href}">word</a></p>', BASE) == expected


def test_a_text_has_the_direction_of_most_of_its_letters():
    assert direction("שבת שלום, Dan") == "rtl"
    assert direction("Shabbat shalom שבת") == ""
    assert direction("2025 — !") == ""


def test_sanitizing_is_idempotent():
    html = "<p>One<br>two <i>three</i></p><ul><li>a<ul><li>b</li></ul></li></ul><blockquote><p>שלום</p></blockquote>"
    once = sanitize(html, BASE)
    assert sanitize(once, BASE) == once


@pytest.mark.parametrize("seed", range(40))
def test_no_word_is_lost_in_malformed_html(seed):
    rng = random.Random(seed)
    tags = [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<ul>",
        "<li>",
        "</ul>",
        "<blockquote>",
        "</blockquote>",
        "<br>",
        "<a href=x>",
    ]
    words = [f"word{n}" for n in range(40)]
    html = "".join(part for word in words for part in (rng.choice([*tags, "</div>", "<td>", ""]), f" {word} "))
    assert re.findall(r"word\d+", parse_html(html).text) == words
    sanitized = sanitize(html, BASE)
    assert re.findall(r"word\d+", sanitized) == words
    assert re.findall(r"word\d+", BeautifulSoup(sanitized, "html.parser").text) == words


def test_extremely_deep_nesting_loses_no_text():
    html = "<blockquote>" * 3000 + "deep" + "<b>" * 3000 + "er"
    assert BeautifulSoup(sanitize(html, BASE), "html.parser").text.replace("\n", "") == "deeper"
