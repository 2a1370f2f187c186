"""Prints what /search/ would show on its first page: for people, or as JSON for whoever measures the search."""

import json

from django.core.management.base import BaseCommand

from news.search.backend import Search
from news.search.results import Result, SearchResults


class Command(BaseCommand):
    help = 'Ask the site\'s search, as a visitor does: ./run manage ask "Moldova 2015 JTA" --json'

    def add_arguments(self, parser):
        parser.add_argument("query")
        parser.add_argument("--json", action="store_true", help="print an array of the results")
        for name in ("kind", "country", "year", "source", "order"):
            parser.add_argument(f"--{name}", default="", help=f"the parameter of /search/: &{name}=")

    def handle(self, *args, query, **options):
        names = ("kind", "country", "year", "source", "order")
        answer = Search({"q": query} | {name: options[name] for name in names}).run()
        if options["json"]:
            results = [describe(result) for result in answer]
            self.stdout.write(json.dumps(results, ensure_ascii=False, indent=2))
        else:
            self.print_results(answer)

    def print_results(self, answer: SearchResults) -> None:
        for unknown in answer.unknown:
            self.stdout.write(unknown.sentence)
        if said := answer.notice or (answer.advice and answer.advice.sentence):
            self.stdout.write(said)
        self.stdout.write(f"{answer.count} result{'' if answer.count.number == 1 else 's'}")
        for place, result in enumerate(map(describe, answer), start=answer.start):
            self.stdout.write(f"{place:>3}. {result['title']}")
            details = [result["label"], result["date"], result["source"], result["url"]]
            self.stdout.write(f"     {' · '.join(filter(None, details))}")
            self.stdout.write(f"     {result['excerpt']}")


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
