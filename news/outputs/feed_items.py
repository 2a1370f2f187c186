"""What a feed lists, from the database: issues, statements and publications whole, a record as much as it is about.

Each function takes instances with all that they need, and looks the links of all texts up together.
"""

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.text import Truncator

from ..countries.codes import COUNTRY_NAMES
from .build import UNPRINTABLE, absolute_url, build_issues, clean_line, clean_text, expand_together
from .feeds import Attachment, FeedItem, permanent_id, publication_time
from .html_tree import sanitize
from .issue import Issue, long_date

EXCERPT_WORDS = 60  # of a record in its summary; its content has all paragraphs of a clipping


def issue_items(updates: Iterable, request=None) -> list[FeedItem]:
    """Weekly updates from `for_outputs()`."""
    updates = list(updates)
    issues = build_issues(updates, request)
    return [
        FeedItem(
            id=permanent_id(update.translation_key),
            url=issue.url,
            title=issue.title,
            summary=issue.summary,
            content_html=render_issue(get_template("news/outputs/feed_issue.html").template, issue),
            published=publication_time(issue.date, issue.published),
            modified=issue.modified,
            image=issue.lead_image.url if issue.lead_image else "",
            categories=country_names(issue_countries(issue)),
        )
        for update, issue in zip(updates, issues, strict=True)
    ]


def statement_items(statements: Iterable, request=None) -> list[FeedItem]:
    """Statements with their `bill_rows` and `own_records`."""
    statements = list(statements)
    bodies = expand_together([statement.body for statement in statements])
    return [
        page_item(page, request, "statement", clean_html(body, page, request), correction=clean_text(page.correction))
        for page, body in zip(statements, bodies, strict=True)
    ]


def publication_items(publications: Iterable, request=None) -> list[FeedItem]:
    """Publications with their `document` and `own_records`."""
    publications = list(publications)
    descriptions = expand_together([publication.description for publication in publications])
    items = []
    for page, description in zip(publications, descriptions, strict=True):
        target = ascii_url(absolute_url(page.target_url)) if page.target_url else ""
        file = page.document and Attachment(target, "application/pdf", page.document.file_size or 0)
        more = {"attachment": file, "external_url": "" if file else target}
        html = clean_html(description, page, request)
        items.append(page_item(page, request, "publication", html, more, target=target))
    return items


def page_item(page, request, template: str, html: str, more=None, **context) -> FeedItem:
    """The item of a statement or publication. html: its text; more: further values of the item."""
    return FeedItem(
        id=permanent_id(page.translation_key),
        url=page_url(page, request),
        title=clean_line(page.title),
        summary=clean_line(page.summary),
        content_html=render(template, page=page, html=html, **context),
        published=publication_time(page.date, page.first_published_at),
        modified=page.last_published_at,
        categories=country_names(code for record in page.own_records for code in record.countries),
        **(more or {}),
    )


def record_items(records: Iterable, request=None) -> list[FeedItem]:
    """Records with their `page`, and with `excerpt`, the beginning of their text."""
    return [record_item(record, request) for record in records]


def record_item(record, request) -> FeedItem:
    page = record.page
    paragraphs = list(filter(None, clean_text(record.excerpt).split("\n\n")))
    source = ", ".join(filter(None, [clean_line(record.source_name), record.date and long_date(record.date)]))
    beginning = Truncator(" ".join(" ".join(paragraphs).split())).words(EXCERPT_WORDS)
    byline = clean_line(record.byline)
    place = f"{page_url(page, request)}#{record.anchor}" if record.anchor else page_url(page, request)
    return FeedItem(
        id=permanent_id(page.translation_key, record.key if record.position else ""),
        url=absolute_url(reverse("clipping", args=[record.key])) if record.kind == record.Kind.CLIPPING else place,
        title=clean_line(record.title),
        summary=": ".join(filter(None, [source, beginning])),
        content_html=render("record", record=record, byline=byline, paragraphs=paragraphs, place=place),
        published=publication_time(record.date, page.first_published_at),
        modified=page.last_published_at,
        external_url=ascii_url(record.url),
        categories=country_names(record.countries),
        authors=(byline,) if byline else (),
    )


@lru_cache(maxsize=64)  # of a feed's issues, a new one changes one
def render_issue(template: Template, issue: Issue) -> str:
    """Its HTML, which nothing else has a part in."""
    return printable(template.render(Context({"issue": issue})))


def issue_countries(issue: Issue) -> list[str]:
    return [code for clipping in issue.clippings for code in clipping.countries]


def country_names(codes: Iterable[str]) -> tuple[str, ...]:
    """The names of the countries, each once, in their order."""
    return tuple(COUNTRY_NAMES.get(code, code) for code in dict.fromkeys(codes))


def ascii_url(url: str) -> str:
    """A URL in any script as ASCII, which feeds ask for (RFC 3987, 3.1); empty where its host can be no host."""
    parts = urlsplit(url)
    try:
        host = parts.netloc.encode("idna").decode()
    except UnicodeError:
        return ""
    return iri_to_uri(parts._replace(netloc=host).geturl())


def page_url(page, request) -> str:
    return absolute_url(page.get_url(request) or "")


def clean_html(html: str, page, request) -> str:
    """Expanded rich text without what XML may not contain, its links absolute."""
    return sanitize(UNPRINTABLE.sub("", html), page_url(page, request))


def render(name: str, **context) -> str:
    """HTML without styles: feed readers have their own."""
    return printable(render_to_string(f"news/outputs/feed_{name}.html", context))


def printable(html: str) -> str:
    """HTML without what XML may not contain, wherever it came from."""
    return UNPRINTABLE.sub("", html).strip()
