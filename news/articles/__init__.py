"""Reads what a clipping needs out of the page of an article. No Django here.

    read_article(html, url, sources) -> Article(headline, source, byline, date, paragraphs, origins, doubts)

A value is given only where the page says it: what is guessed has a doubt, what is not known is empty. The steps:

    decoding.py             the bytes become text
    markup.py, page.py      the text becomes a tree, and blocks as readers see them
    json_ld.py, main_node.py   what machines are told, and which of it is of this article
    names.py                who published it: the table of sources, else what the page calls itself
    headlines.py            the headline
    body.py                 the first paragraphs, and what stands at the headline
    page_kind.py            whether it is an article at all
    bylines.py, publication_dates.py, written_dates.py    authors and day

The words that decide are listed in words.toml. `fetch/` gets pages from the web.
"""

from ..parser.sources import Sources
from ..parser.urls import normalize_url
from .article import Article, Doubt, Origin
from .body import around_headline, behind_text, find_body, told_paragraphs
from .bylines import find_byline
from .decoding import decode
from .headlines import find_headline
from .main_node import main_nodes
from .names import name_source, site_names, without_publisher
from .page import Page
from .page_kind import judge_page
from .publication_dates import find_date

__all__ = ["Article", "Doubt", "Origin", "Sources", "read_article", "without_publisher"]


def read_article(html: bytes | str, url: str, sources: Sources, charset: str = "") -> Article:
    """What a page says of the article on it. Never raises.

    url: where the page was found. sources: the table of publishers. charset: that of the response's Content-Type, if
    `html` is its bytes. A page that is no article has its source, and a doubt that says what it is.
    """
    page = Page(decode(html, charset) if isinstance(html, bytes) else html, normalize_url(url) or url)
    nodes = main_nodes(page)
    plain = [node for node, _ in nodes]
    source, source_origin, doubts = name_source(page, plain, sources)
    names = site_names(page, plain, source)
    headline, headline_origin, headline_doubts = find_headline(page, nodes, names)
    body = find_body(page, headline)
    origins = [("source", source_origin)] if source else []
    if reason := judge_page(page, nodes, body):
        return Article(page.url, source=source, origins=tuple(origins), doubts=(*doubts, reason))
    if not headline:
        return Article(page.url, source=source, origins=tuple(origins), doubts=(*doubts, *headline_doubts))
    around = around_headline(page, headline, body)
    byline, byline_origin, byline_doubts = find_byline(page, nodes, [*around, *behind_text(page, body)], names)
    date, date_origin, date_doubts = find_date(page, nodes, around)
    paragraphs = body.paragraphs
    paragraphs_origin = Origin.TEXT
    if not paragraphs and (paragraphs := told_paragraphs(nodes)):
        paragraphs_origin = nodes[0][1]
    text_doubts = () if paragraphs else (Doubt.NO_TEXT,)
    found = (("headline", headline, headline_origin), ("byline", byline, byline_origin), ("date", date, date_origin))
    origins += [(field, origin) for field, value, origin in found if value]
    origins += [("paragraphs", paragraphs_origin)] if paragraphs else []
    all_doubts = (*doubts, *headline_doubts, *byline_doubts, *date_doubts, *text_doubts)
    return Article(page.url, headline, source, byline, date, paragraphs, tuple(origins), all_doubts)
