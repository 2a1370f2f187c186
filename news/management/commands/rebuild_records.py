from django.core.management.base import BaseCommand
from wagtail.models import Page

from news.models import Record
from news.records.write import rewrite_records

STEP = 100


class Command(BaseCommand):
    help = "Makes the records of all live pages anew: what the search, the clippings and the countries' pages show."

    def handle(self, **options):
        pages = Page.objects.live().filter(depth__gt=1)
        total = pages.count()
        for done in rewrite_records(pages):
            if done % STEP == 0 or done == total:
                self.stdout.write(f"{done:,} of {total:,} pages")
        orphans, _ = Record.objects.filter(page__live=False).delete()
        self.stdout.write(f"{Record.objects.count():,} records" + (f", {orphans:,} removed" if orphans else ""))
