"""What the dated pages are, in the words of schema.org, beyond what pages/linked_data.py says. No Django here."""

import datetime
from collections.abc import Iterable

from .issue import Clipping


def citations(clippings: Iterable[Clipping]) -> list[dict]:
    """The articles of an issue, in its order; `position` says so to readers who take a list for a heap."""
    return [
        {
            "@type": "NewsArticle",
            "position": clipping.position,
            "headline": clipping.headline,
            "author": clipping.byline and {"@type": "Person", "name": clipping.byline},
            "publisher": clipping.source and {"@type": "Organization", "name": clipping.source},
            "datePublished": clipping.date,
            "url": clipping.url,
        }
        for clipping in clippings
    ]


def correction(text: str, day: datetime.date | None) -> dict:
    return {"@type": "CorrectionComment", "text": text, "datePublished": day} if text else {}


def pdf(address: str, size: str, page_count: int | None) -> dict:
    """A PDF of our own and its pages. address: absolute; size as printed, "1.2 MB"."""
    file = {"@type": "MediaObject", "contentUrl": address, "encodingFormat": "application/pdf", "contentSize": size}
    pages = {"pageStart": 1, "pageEnd": page_count} if page_count else {}  # numberOfPages is said of books alone
    return {"encoding": file} | pages


def country(name: str, code: str, other_names: list[str]) -> dict:
    return {"@type": "Country", "name": name, "identifier": code, "alternateName": other_names}
