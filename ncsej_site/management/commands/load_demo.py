from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ncsej_site.demo import logins
from ncsej_site.demo.loader import find_page_slugs, load_all, load_page, site_is_empty
from pages.tree_lock import page_tree_transaction


class Command(BaseCommand):
    help = "Loads the demo content. What is there already is left as it is, so a second time adds nothing."

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="Do nothing when there are pages below Home.")
        parser.add_argument("--logins", action="store_true", help="Make the demo logins too; in development only.")
        parser.add_argument("--show-logins", action="store_true", help="Only say which demo logins work, and end.")

        parser.add_argument(
            "--page", choices=find_page_slugs(), help="Add only this page below Home, to a site that is in use too."
        )

    def handle(self, *args, **options):
        if options["page"]:
            with page_tree_transaction():
                is_added = load_page(options["page"])
            self.print_lines(f"/{options['page']}/ is {'added' if is_added else 'there already'}.")
            return
        if options["show_logins"]:
            self.print_lines(*logins.working_logins())
            return
        if options["logins"] and not settings.DEBUG:
            raise CommandError("Demo logins are for development. In production: manage.py createsuperuser")
        if options["if_empty"] and not site_is_empty():
            self.print_lines("There are pages already; the demo content is not loaded.")
            return
        self.print_lines("Loading the demo content…")
        with page_tree_transaction():
            for part, count in load_all():
                self.print_lines(f"  {part}: {count}")
            if options["logins"]:
                self.print_lines(f"  logins: {logins.create_logins()}")

    def print_lines(self, *lines):
        for line in lines:
            self.stdout.write(line)
        self.stdout.flush()
