"""How a page or a clipping is cited, for readers and for citation managers, and sent on by mail. No Django here."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

INNER_QUOTATION_MARKS = str.maketrans("“”", "‘’")


def cite(author: str, title: str, day: str, url: str) -> str:
    """A citation in the American style of The Chicago Manual of Style, 14.207 (17th edition): a title in quotation
    marks with the full stop inside, and a date as "February 21, 2025", unless the title ends with it. Each but the URL
    may be empty.
    """
    title = title.strip().translate(INNER_QUOTATION_MARKS)
    end = "" if title.endswith((".", "?", "!", "…")) else "."
    parts = [
        author and f"{author.rstrip('.')}.",
        title and f"“{title}{end}”",
        day and not title.endswith(day) and f"{day}.",
        url,
    ]
    return " ".join(part for part in parts if part)


def cite_clipping(author: str, title: str, source: str, day: str, quoted_in: str, url: str) -> str:
    """A citation of an article that was read in a weekly update: “A. Writer. ‘Title.’ Source, day. Quoted in …, URL.”

    The article itself is what is cited, and where it was quoted follows it (Chicago, 14.260, 17th edition).
    quoted_in: the citation of the issue, without URL. Each but title and URL may be empty.
    """
    where = ", ".join(filter(None, [source, day]))
    own = cite(author, title, "", "")
    return " ".join(filter(None, [own, where and f"{where}.", quoted_in and f"Quoted in {quoted_in}", url]))


@dataclass(frozen=True, slots=True)
class Reference:
    """What a citation manager stores. `organization` is a corporate author, whose name has no first and last part."""

    kind: str  # a type of Zotero: "newspaperArticle" or "webpage"
    title: str
    url: str
    authors: tuple[str, ...] = ()
    organization: str = ""
    source: str = ""  # the newspaper or website it stands in
    day: date | None = None
    article_url: str = ""  # where the article itself is, if not at `url`


def split_authors(byline: str) -> tuple[str, ...]:
    """“A. Writer and B. Writer” → both."""
    return tuple(name.strip() for name in re.split(r";|\band\b|&", byline) if name.strip())


def highwire(reference: Reference) -> list[tuple[str, str]]:
    """Names and contents of the meta tags that Google Scholar, Mendeley and others read.

    https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
    """
    authors = reference.authors or tuple(filter(None, [reference.organization]))
    tags = [
        ("title", reference.title),
        *(("author", author) for author in authors),
        ("publication_date", f"{reference.day:%Y/%m/%d}" if reference.day else ""),
        ("journal_title", reference.source if reference.kind == "newspaperArticle" else ""),
        ("publisher", reference.organization),
        ("fulltext_html_url", reference.article_url),
        ("public_url", reference.url),
    ]
    return [(f"citation_{name}", content) for name, content in tags if content]


def coins(reference: Reference) -> str:
    """The title of a COinS span (OpenURL, Dublin Core), from which Zotero learns the type and a corporate author too.

    https://www.zotero.org/support/dev/exposing_metadata/coins
    """
    values = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", reference.kind),
        ("rft.title", reference.title),
        *(("rft.creator", author) for author in reference.authors),
        ("rft.aucorp", "" if reference.authors else reference.organization),
        ("rft.source", reference.source),
        ("rft.date", reference.day.isoformat() if reference.day else ""),
        ("rft.identifier", reference.article_url or reference.url),
    ]
    return urlencode([(name, value) for name, value in values if value], quote_via=quote)


def mail_link(subject: str, body: str) -> str:
    """A mailto: URL without an address (RFC 6068): whoever opens it chooses the reader."""
    return f"mailto:?subject={quote(subject, safe='')}&body={quote(body, safe='')}"
