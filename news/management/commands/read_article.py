import json
import textwrap
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from news.articles import Article, Sources, read_article
from news.models import Source

WIDTH = 100


class Command(BaseCommand):
    help = "Shows what a clipping would be filled with from the saved HTML of an article's page."

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
        article = read_article(html, options["url"], load_sources())
        if options["json"]:
            self.stdout.write(json.dumps(article.as_dict(), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(format_article(article)))


def load_sources() -> Sources:
    """The table of sources that staff keep. One query."""
    rows = Source.objects.order_by("pk")
    return Sources.from_rows((source.name, source.names, source.host_list) for source in rows)


def format_article(article: Article) -> Iterator[str]:
    """Lines to read in a terminal; where each value was found stands behind it."""
    found_in = {field: f"  [{origin.value}]" for field, origin in article.origins}
    for field in ("headline", "source", "byline", "date"):
        yield f"{field + ':':11}{getattr(article, field) or '(not known)'}{found_in.get(field, '')}"
    yield f"{'url:':11}{article.url}"
    for paragraph in article.paragraphs:
        yield textwrap.fill(paragraph, WIDTH, initial_indent="  ", subsequent_indent="  ")
    yield from (f"! {doubt.message}" for doubt in article.doubts)
