import json
import textwrap
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from news.articles import Article, Sources, read_article
from news.models import Source
from news.records import SOURCES_OF_NEW_SITE

WIDTH = 100


class Command(BaseCommand):
    help = "Shows what a clipping would be filled with from the saved HTML of an article's page."
    requires_system_checks = []  # because it only reads a file, and the table of sources if there is one

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="The page's HTML, in any encoding.")
        parser.add_argument("--url", required=True, help="Where the page was found.")
        parser.add_argument(
            "--json",
            action="store_true",
            help="Print {headline, source, byline, date, paragraphs, url, from, doubts}.",
        )

    def handle(self, *args, **options):
        path = options["file"]
        try:
            html = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        article = read_article(html, options["url"], self.load_sources())
        if options["json"]:
            self.stdout.write(json.dumps(article.as_dict(), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(format_article(article)))

    def load_sources(self) -> Sources:
        """The table of sources that staff keep, in one query; without a database, what a new site begins with."""
        try:
            return Source.objects.as_table()
        except DatabaseError:
            self.stderr.write("The table of sources cannot be read. The publishers of a new site stand in.")
            return Sources.from_toml(SOURCES_OF_NEW_SITE.read_text(encoding="utf-8"))


def format_article(article: Article) -> Iterator[str]:
    """Lines to read in a terminal; where each value was found stands behind it."""
    found_in = {field: f"  [{origin.value}]" for field, origin in article.origins}
    for field in ("headline", "source", "byline", "date"):
        yield f"{field + ':':11}{getattr(article, field) or '(not known)'}{found_in.get(field, '')}"
    yield f"{'url:':11}{article.url}"
    for paragraph in article.paragraphs:
        yield textwrap.fill(paragraph, WIDTH, initial_indent="  ", subsequent_indent="  ")
    yield from (f"! {doubt.message}" for doubt in article.doubts)
