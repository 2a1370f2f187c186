"""Builds the records of a page: what can be found of it."""

from collections.abc import Iterable, Iterator
from html import unescape
from itertools import islice

from django.contrib.postgres.search import SearchVector
from django.db.models import Value
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from pages.models import History, Organization, People, Person, Program

from ..bills import Bill, bill_words, find_bills
from ..countries.codes import COUNTRY_NAMES
from ..countries.suggestions import suggest_for_text
from ..models import Country, Publication, Record, Statement, WeeklyUpdate
from ..models.record import CONFIG, clipping_identity, distinct_key, record_key
from ..outputs import build
from .folding import date_words, fold
from .sources import SourceNames

# In characters. PostgreSQL refuses a vector of more than a megabyte, and a character may take four bytes.
MAX_TEXT_LENGTH = 100_000
MAX_TITLE_LENGTH = 10_000
MAX_POSITION = 32_767
# An index has these and the sources together, and PostgreSQL refuses more than 2,704 bytes in one of its rows.
MAX_COUNTRIES, MAX_BILLS = 40, 50


def build_records(page: Page, sources: SourceNames) -> list[Record]:
    """The records of a live page, not saved. page: an instance of its own page type."""
    builders = {
        WeeklyUpdate: build_weekly_update,
        Statement: build_statement,
        Publication: build_publication,
        Country: build_country,
        People: build_people,
        History: build_history,
    }
    make = builders.get(type(page), build_other)
    by_key = {}
    for record in islice(make(page, sources), MAX_POSITION):
        record.key = distinct_key(record.key, page.pk, record.position, by_key)
        by_key[record.key] = record
    return list(by_key.values())


def build_record(page: Page, kind: Record.Kind, label: str, keywords: Iterable[str] = (), **values) -> Record:
    """A record of the page. keywords: words that it is found by, though its text may lack them.

    values: those of the record's fields; "identity" tells the things on one page apart, for as long as they exist.
    """
    key = record_key(page.pk, values.pop("identity", ""))
    record = Record(page=page, kind=kind, label=label, key=key, **values)
    record.position = record.position or 0
    record.title = build.clean_line(record.title or page.title)[:MAX_TITLE_LENGTH]
    record.text = build.clean_text(record.text)[:MAX_TEXT_LENGTH]
    record.countries, record.bills = record.countries[:MAX_COUNTRIES], record.bills[:MAX_BILLS]
    words = [
        *keywords,
        label,
        record.byline,
        record.source_name,
        *(COUNTRY_NAMES.get(code, "") for code in record.countries),
        *(bill_words(bill) for bill in map(Bill.from_key, record.bills)),
        date_words(record.date),
    ]
    record.vector = (
        weighted(record.title, "A", MAX_TITLE_LENGTH)
        + weighted(" ".join(filter(None, words)), "B", MAX_TITLE_LENGTH)
        + weighted(record.text, "C", MAX_TEXT_LENGTH)
    )
    return record


def weighted(text: str, weight: str, limit: int) -> SearchVector:
    """limit: in characters of the folded text, which may be many times as long as the text."""
    return SearchVector(Value(fold(text)[:limit]), weight=weight, config=CONFIG)


def html_to_text(html: str) -> str:
    """Wagtail's rich text as words."""
    return " ".join(unescape(get_text_for_indexing(html or "")).replace("\xa0", " ").split())


def find_countries(*texts: str) -> list[str]:
    return [suggestion.code for suggestion in suggest_for_text("\n\n".join(filter(None, texts)))]


def bill_keys(bills: Iterable[Bill]) -> list[str]:
    """The keys of the bills, each once; without slips such as a 400th Congress, which a draft's row may hold."""
    return list(dict.fromkeys(bill.key for bill in bills if bill.is_possible))


def build_weekly_update(page: WeeklyUpdate, sources: SourceNames) -> Iterator[Record]:
    letter = html_to_text(page.letter)
    people = [f"{block.value['name']} {block.value['title']}" for block in page.sent_from]
    yield build_record(
        page,
        Record.Kind.WEEKLY_UPDATE,
        "Weekly update",
        [*people, page.signature],
        date=page.date,
        text=join(page.summary, letter),
        countries=find_countries(page.title, letter),
        bills=bill_keys(find_bills(letter, page.date)),
    )
    for clipping, block in zip(build.build_clippings(page), page.shown_clippings, strict=True):
        if clipping.is_withdrawn:
            continue
        text = "\n\n".join(clipping.paragraphs)
        day = clipping.date or page.date
        yield build_record(
            page,
            Record.Kind.CLIPPING,
            "Clipping",
            identity=clipping_identity(block, clipping.position),
            position=clipping.position,
            anchor=f"clipping-{clipping.position}",
            title=clipping.headline,
            byline=clipping.byline,
            source_name=clipping.source,
            date=day,
            url=clipping.url,
            text=text,
            sources=sources.resolve(clipping.source, clipping.url),
            countries=[code for code in clipping.countries if code in COUNTRY_NAMES],
            bills=bill_keys(find_bills(f"{clipping.headline}\n{text}", day)),
        )


def build_statement(page: Statement, sources: SourceNames) -> Iterator[Record]:
    text = join(page.summary, html_to_text(page.body))
    named = find_bills(f"{page.title}\n{text}", page.date)
    told = {(bill.kind, bill.number) for bill in page.bills}  # with its Congress, which the text may leave out
    yield build_record(
        page,
        Record.Kind.STATEMENT,
        page.get_kind_display(),
        ["statement"],
        date=page.date,
        text=text,
        countries=find_countries(page.title, text),
        bills=bill_keys([*page.bills, *(bill for bill in named if (bill.kind, bill.number) not in told)]),
    )


def build_publication(page: Publication, sources: SourceNames) -> Iterator[Record]:
    text = join(page.summary, html_to_text(page.description))
    yield build_record(
        page,
        Record.Kind.PUBLICATION,
        page.get_kind_display(),
        ["publication", f"No. {page.number}" if page.number else ""],
        date=page.date,
        text=text,
        countries=find_countries(page.title, page.get_kind_display(), text),  # the series “Ukraine Update”
        bills=bill_keys(find_bills(f"{page.title}\n{text}", page.date)),
    )


def build_country(page: Country, sources: SourceNames) -> Iterator[Record]:
    countries = [page.iso_code] if page.iso_code else []
    text = join(page.summary, stream_text(page))
    yield build_record(page, Record.Kind.COUNTRY, "Country", [page.other_names], text=text, countries=countries)


def build_people(page: People, sources: SourceNames) -> Iterator[Record]:
    people = list(Person.objects.for_list())
    short_names = find_short_names(page)
    yield build_record(page, Record.Kind.PAGE, "Page", text=page.summary)
    for position, person in enumerate(people, start=1):
        terms = [f"{term.title} {term.dates}" for term in person.terms.all()]
        yield build_record(
            page,
            Record.Kind.PERSON,
            "Person",
            [person.other_names, *short_names],
            identity=f"person-{person.pk}",
            position=position,
            anchor=f"person-{person.pk}",
            title=person.name,
            text=join(*terms, html_to_text(person.biography)),
        )


def find_short_names(page: Page) -> list[str]:
    """The organization's abbreviation, and those of its former names: who asks for its chairman names it by one."""
    site = page.get_site()
    if site is None:
        return []
    organization = Organization.for_site(site)
    return [organization.short_name, *(era.value["abbreviation"] or "" for era in organization.names)]


def build_history(page: History, sources: SourceNames) -> Iterator[Record]:
    yield build_record(page, Record.Kind.HISTORY, "History", text=page.summary)
    for position, block in enumerate(page.events, start=1):
        event = block.value
        yield build_record(
            page,
            Record.Kind.HISTORY,
            "History",
            [event["when"]],
            identity=block.id or f"event-{position}",
            position=position,
            anchor=f"event-{position}",
            title=event["title"],
            text=join(event["when"], html_to_text(event["text"].source if event["text"] else "")),
        )


def build_other(page: Page, sources: SourceNames) -> Iterator[Record]:
    """A page whose text is in its StreamFields. The pages of lists have their title and summary."""
    is_program = isinstance(page, Program)
    kind, label = (Record.Kind.PROGRAM, "Program") if is_program else (Record.Kind.PAGE, "Page")
    keywords = [page.years] if is_program else [type(page)._meta.verbose_name]
    yield build_record(page, kind, label, keywords, text=join(page.search_description, stream_text(page)))


def stream_text(page: Page) -> str:
    """The text of a page's StreamFields."""
    fields = [field for field in type(page)._meta.get_fields() if isinstance(field, StreamField)]
    parts = (part for field in fields for part in field.get_searchable_content(getattr(page, field.name)))
    return " ".join(" ".join(map(str, parts)).split())


def join(*parts: str) -> str:
    return "\n\n".join(part.strip() for part in parts if part and part.strip())
