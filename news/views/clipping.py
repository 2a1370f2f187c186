"""The page of one clipping: its permanent link, its citation, and what citation managers read of it."""

import re
from http import HTTPStatus

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from pages.models import Organization
from pages.sharing import open_graph, structured_data

from ..bills import Bill
from ..citation import Reference, cite, cite_clipping, split_authors
from ..countries.codes import COUNTRY_NAMES
from ..listing import QueryLink, build_query_string
from ..models import Country, Record, Source, WeeklyUpdate, Withdrawal
from ..models.record import KEY_LENGTH, clipping_keys
from ..outputs.build import build_clippings
from ..outputs.issue import Clipping, long_date
from .metadata import build_trail, view_context, view_metadata

KEY = re.compile(rf"[0-9a-f]{{{KEY_LENGTH}}}")
GENRE = "newspaperArticle"


@require_safe
def clipping(request, key):
    """The clipping with this key, as its issue has it.

    404 where it has gone, or its issue is private; 410 where it was withdrawn.
    """
    records = Record.objects.listed().clippings().defer("vector", "text")
    record = records.filter(key=key).first() if KEY.fullmatch(key) else None
    update = record and WeeklyUpdate.objects.live().defer("letter", "sent_from").filter(pk=record.page_id).first()
    shown = update and find_clipping(update, record)
    if not shown or shown.is_withdrawn:
        return show_absence(request, is_withdrawn(key))
    metadata = view_metadata(
        request,
        shown.headline or record.title,
        describe(shown),
        reverse("clipping", args=[key]),
        page=update,
        day=record.date,
    )
    trail = build_trail(request, "news.newsindex", ("Clippings", "clippings"))
    context = view_context(request, metadata, trail, node=build_node(shown, metadata, request))
    bills = [Bill.from_key(each) for each in record.bills]
    return render(
        request,
        "news/clipping.html",
        context
        | {"clipping": shown, "update": update, "bills": bills}
        | {"more": build_links(record, Country.objects.by_code(record.countries), request)}
        | build_citation(shown, update, metadata, Organization.for_request(request)),
    )


def is_withdrawn(key: str) -> bool:
    """Whether the whole of this clipping was withdrawn, from an issue that visitors may read."""
    withdrawn = Withdrawal.objects.in_force().filter(key=key, names=[]) if KEY.fullmatch(key) else None
    return bool(withdrawn) and WeeklyUpdate.objects.listed().filter(withdrawals__in=withdrawn).exists()


def show_absence(request, is_withdrawn: bool):
    """The page in the clipping's place, without a word of it."""
    status = HTTPStatus.GONE if is_withdrawn else HTTPStatus.NOT_FOUND
    return render(request, "news/clipping_gone.html", {"is_withdrawn": is_withdrawn}, status=status)


def find_clipping(update: WeeklyUpdate, record: Record) -> Clipping | None:
    """The clipping of the record as the page now has it, which may have been published again since it was recorded."""
    keys = clipping_keys(update)
    return build_clippings(update)[keys.index(record.key)] if record.key in keys else None


def describe(clipping: Clipping) -> str:
    """Source and date, and the beginning of the excerpt: one sentence for search engines and messengers."""
    where = ", ".join(filter(None, [clipping.source, clipping.date and long_date(clipping.date)]))
    return f"{where}: {clipping.paragraphs[0]}"[:300] if clipping.paragraphs else where


def build_node(clipping: Clipping, metadata, request) -> dict:
    """The page of the JSON-LD, whose main entity is the article."""
    publisher = open_graph.publisher_data(metadata, Organization.for_request(request))
    article = structured_data.cited_article(
        clipping.position, clipping.headline, clipping.byline, clipping.source, clipping.date, clipping.url
    )
    return structured_data.web_page("WebPage", metadata, publisher) | {"mainEntity": article}


def build_citation(clipping: Clipping, update: WeeklyUpdate, metadata, organization: Organization) -> dict:
    """The citation line, and the same for citation managers."""
    day = long_date(clipping.date) if clipping.date else ""
    quoted_in = cite(organization.name, update.title, long_date(update.date), "")
    return {
        "cited": cite_clipping(clipping.byline, clipping.headline, clipping.source, day, quoted_in, metadata.url),
        "reference": Reference(
            GENRE,
            clipping.headline,
            metadata.url,
            authors=split_authors(clipping.byline),
            source=clipping.source,
            day=clipping.date,
            article_url=clipping.url,
        ),
    }


def build_links(record: Record, country_pages: dict[str, Country], request) -> list[QueryLink]:
    """Links to the clippings of the same sources and year, and to the countries, to their pages if they have one."""
    address = reverse("clippings")
    sources = Source.objects.filter(slug__in=record.sources)
    links = [(f"From {source.name}", address + build_query_string(source=source.slug)) for source in sources]
    for code in record.countries:
        page = country_pages.get(code)
        url = page.get_url(request) if page else address + build_query_string(country=code.lower())
        links.append((f"On {COUNTRY_NAMES.get(code, code)}", url))
    links.append((f"In {record.date.year}", address + build_query_string(year=record.date.year)))
    return [QueryLink(label, url, False) for label, url in links]
