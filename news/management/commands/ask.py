"""Prints what /search/ would show on its first page: for people, or as JSON for whoever measures the search."""

import json
from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from wagtail.models import Site

from news.search.answer import Answer, answer_to
from news.search.results import Result, SearchResults
from pages.models import Organization


class Command(BaseCommand):
    help = 'Ask the site\'s search, as a visitor does: ./run manage ask "Moldova 2015 JTA" --json'

    def add_arguments(self, parser):
        parser.add_argument("query")
        parser.add_argument("--json", action="store_true", help="print an array of the results")
        for name in ("kind", "country", "year", "source", "order"):
            parser.add_argument(f"--{name}", default="", help=f"the parameter of /search/: &{name}=")

    def handle(self, *args, query, **options):
        names = ("kind", "country", "year", "source", "order")
        organization = Organization.for_site(Site.objects.get(is_default_site=True))
        answer = answer_to({"q": query} | {name: options[name] for name in names}, organization)
        if answer.results is None:
            raise CommandError("Ask for something.")
        rows = [*describe_above(answer), *map(describe, answer.results)]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
        else:
            self.print_rows(rows, answer.results)

    def print_rows(self, rows: list[dict], results: SearchResults) -> None:
        for unknown in results.unknown:
            self.stdout.write(unknown.sentence)
        if said := results.notice or (results.advice and results.advice.sentence):
            self.stdout.write(said)
        self.stdout.write(f"{results.count} result{'' if results.count.number == 1 else 's'}")
        for place, row in enumerate(rows, start=1):
            self.stdout.write(f"{place:>3}. {row['title']}")
            details = [row["label"], row["date"], row["source"], row["url"]]
            self.stdout.write(f"     {' · '.join(filter(None, details))}")
            self.stdout.write(f"     {row['excerpt']}")


def describe_above(answer: Answer) -> Iterator[dict]:
    """What the page shows above the results: the page that staff put first for these words, and bills."""
    above = {"date": None, "source": None}
    if answer.promotion:
        page, text = answer.promotion.page, answer.promotion.text
        yield {"kind": "page", "label": "Best bet", "title": page.title, "url": page.url, "excerpt": text} | above
    for found in answer.bills:
        bill, tracked = found.bill, found.tracked
        url = reverse("bill", args=[bill.congress, bill.kind, bill.number])
        excerpt = " · ".join(filter(None, [tracked.title, tracked.status])) if tracked else ""
        yield {"kind": "bill", "label": "Bill", "title": bill.name, "url": url, "excerpt": excerpt} | above


def describe(result: Result) -> dict:
    """A result as plain values. url: the path, with the place on the page."""
    record = result.record
    return {
        "kind": record.kind,
        "label": record.label,
        "title": record.title,
        "url": record.page_url,
        "date": record.date.isoformat() if record.date else None,
        "source": record.source_name or None,
        "excerpt": "".join(part for part, _ in result.excerpt),
    }
