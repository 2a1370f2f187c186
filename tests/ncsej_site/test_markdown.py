"""The Markdown of the demo content and of the help, as HTML."""

import pytest

from ncsej_site import markdown


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Two\nlines.\n\nA & B", "<p>Two lines.</p><p>A &amp; B</p>"),
        ("## Read *on*", "<h2>Read <i>on</i></h2>"),
        ("- one\n  more\n- two", "<ul><li>one more</li><li>two</li></ul>"),
        ("1. one\n2. **two**", "<ol><li>one</li><li><b>two</b></li></ol>"),
        ("> said\n> so", "<blockquote>said so</blockquote>"),
        ("Open `/news/` & more", "<p>Open <code>/news/</code> &amp; more</p>"),
        ('[News](/"onclick="x) <b>', '<p>[News](/"onclick="x) &lt;b&gt;</p>'),
        ("[News](/news/).", '<p><a href="/news/">News</a>.</p>'),
    ],
)
def test_markdown_becomes_html(text, html):
    assert markdown.to_html(text) == html
