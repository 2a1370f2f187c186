from argparse import ArgumentTypeError
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from archive.importing import report
from archive.importing.importer import Importer, NoNewsIndexError
from archive.importing.rows import Result, Row
from archive.models import THRESHOLD
from archive.reading import count_files, read_paths

BAR_WIDTH = 30
ERASE = "\r\x1b[K"  # the line on which the cursor stands
WRONG_USE, STOPPED = 2, 130  # exit statuses; see the command's help


def confidence(text: str) -> float:  # its name is part of argparse's error message
    value = float(text)
    if not 0 <= value <= 1:
        raise ArgumentTypeError("a confidence is between 0 and 1")
    return value


class Command(BaseCommand):
    help = (
        "Brings old issues of the weekly update home, as drafts to review: from mails, web pages, text, Word and PDF "
        "files, mailboxes, zip files and folders of them. What is stored already is passed over: an interrupted run "
        "goes on where it was, and --publish publishes what was not. Exit status: 0, all is stored; 1, some "
        "want a look, which the report names; 2, nothing could be read at all; 130, Ctrl-C stopped it."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="A file or a folder.")
        parser.add_argument("--publish", action="store_true", help="Publish what is complete and sure.")
        parser.add_argument("--dry-run", action="store_true", help="Store nothing, and tell what would become of it.")
        parser.add_argument(
            "--threshold",
            type=confidence,
            default=THRESHOLD,
            metavar="0…1",
            help=("The confidence below which an issue stays a draft, whatever --publish says (%(default)s)."),
        )
        forms = parser.add_mutually_exclusive_group()
        forms.add_argument("--csv", action="store_true", help="The report as CSV.")
        forms.add_argument(
            "--json",
            action="store_true",
            help=(
                "The report as JSON; with --dry-run the records that would be stored: an object for one, else an array."
            ),
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lost: DatabaseError | None = None
        self.is_stopped = False
        self.stored_pages: set[int | None] = set()

    def handle(self, *, paths: list[Path], **options):
        if missing := [str(path) for path in paths if not path.exists()]:
            raise CommandError(f"There is no {', no '.join(missing)}.", returncode=WRONG_USE)
        try:
            importer = Importer(publish=options["publish"], threshold=options["threshold"], is_dry=options["dry_run"])
        except NoNewsIndexError as error:
            raise CommandError("There is no news page yet to hold the issues.", returncode=WRONG_USE) from error
        except DatabaseError as error:
            raise CommandError(
                "The database is not ready: start the site, or run migrate.", returncode=WRONG_USE
            ) from error
        try:
            rows = self.find_writer(options)(self.import_all(importer, paths), self.stdout)
        except KeyboardInterrupt:  # while a row was written
            self.is_stopped = True
        if self.is_stopped:
            raise CommandError(self.say_stopped(options["dry_run"]), returncode=STOPPED)
        unsettled = sum(not row.result.is_settled for row in rows)
        if self.lost:
            raise CommandError(f"The database was lost: {self.lost} Run it again; it goes on where it was.")
        if all(row.result is Result.REFUSED for row in rows):
            raise CommandError(f"{report.summarize(rows)}. Nothing could be read.", returncode=WRONG_USE)
        if unsettled:
            raise CommandError(f"{report.summarize(rows)}. To look at: {unsettled}.")

    def find_writer(self, options):
        if options["json"]:
            return report.write_records if options["dry_run"] else report.write_json
        return report.write_csv if options["csv"] else report.write_table

    def import_all(self, importer: Importer, paths: list[Path]) -> Iterator[Row]:
        """Import what the paths hold, with a progress bar on standard error where somebody looks on.

        A lost database and Ctrl-C are noted, and end it, so that the report is complete as far as it goes.
        """
        is_shown = self.stderr.isatty()
        total = count_files(paths) if is_shown else 0
        try:
            for done, found in enumerate(read_paths(paths)):
                if is_shown:
                    self.show(format_progress(done, max(total, done + 1)))
                row = importer.take(found)
                if is_shown:
                    self.show(ERASE)
                if row.result.is_stored:
                    self.stored_pages.add(row.page_id)
                yield row
        except DatabaseError as error:
            self.lost = error
        except KeyboardInterrupt:
            self.is_stopped = True
        finally:
            if is_shown:
                self.show(ERASE)

    def say_stopped(self, is_dry: bool) -> str:
        if is_dry:
            return "Stopped. Nothing is stored: it was a dry run."
        stored = f"{len(self.stored_pages):,} issue{' is' if len(self.stored_pages) == 1 else 's are'} stored"
        return f"Stopped. {stored}; run it again to go on."

    def show(self, text: str) -> None:
        self.stderr.write(text, style_func=str, ending="")
        self.stderr.flush()


def format_progress(done: int, total: int) -> str:
    """A bar at the beginning of the line. A file that holds several issues lengthens it."""
    filled = BAR_WIDTH * done // total
    return f"\r{'█' * filled}{'░' * (BAR_WIDTH - filled)} {done:,} of {total:,}"
