from django.core.management.base import BaseCommand, CommandError

from news.models import Record
from news.records.write import pages_with_records, rewrite_records

STEP = 100


class Command(BaseCommand):
    help = "Makes the records of all live pages anew: what the search, the clippings and the countries' pages show."

    def handle(self, **options):
        pages = pages_with_records()
        total = pages.count()
        failed = []
        for done in rewrite_records(pages, on_error=failed.append):
            if done % STEP == 0 or done == total:
                self.stdout.write(f"{done:,} of {total:,} pages")
        removed, _ = Record.objects.exclude(page__in=pages).delete()
        self.stdout.write(f"{Record.objects.count():,} records" + (f", {removed:,} removed" if removed else ""))
        if failed:
            titles = ", ".join(f"“{page.title}” ({page.pk})" for page in failed)
            raise CommandError(f"The records of these pages could not be made: {titles}")
