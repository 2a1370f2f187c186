"""Small pages for tests of one rule each."""

import json

from news.articles import Sources, read_article

URL = "https://www.samplewire.example/news/a-roof-for-the-old-school"
HEADLINE = "A roof for the old school"
TEXT = "The school on the square has a new roof, and forty pupils came back to it on the first day of the term."
MORE = "Parents had raised the money in a year of concerts and fairs, and the town gave the rest without a debate."
SOURCES = Sources.from_rows(
    [("Sample Wire", ["SW", "The Samplewire"], ["samplewire.example", "samplewire.co.uk", "sample.gov"])]
)


def page(head="", around="", headline=HEADLINE, text=(TEXT, MORE)):
    """A page with a heading, what stands around it, and two paragraphs."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in text)
    return (
        f"<html><head>{head}</head><body><article><h1>{headline}</h1>{around}<div>{paragraphs}</div></article></body>"
    )


def meta(**contents):
    """Meta tags; a double underscore stands for a colon."""
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in contents.items())


def node(**members):
    """An article in JSON-LD."""
    written = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "headline": HEADLINE} | members)
    return f'<script type="application/ld+json">{written}</script>'


def read(html, url=URL, sources=SOURCES):
    return read_article(html, url, sources)


def doubts(article):
    return {doubt.name for doubt in article.doubts}
