"""Replaces Wagtail's publish_scheduled, which ends at the first page that fails; until Wagtail goes on after it.

The worker does the same every minute. This is for whoever runs the command by hand or by cron.
"""

from django.core.management.base import CommandError
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand

from pages.tasks import find_due


class Command(WagtailCommand):
    help = "Publishes and unpublishes what is due, each page in a transaction of its own."

    def handle(self, *args, **options):
        """Raises CommandError, after all else is done, where a page could not be published or unpublished."""
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        failures = 0
        for task, arguments in list(find_due()):
            try:
                task.call(*arguments)
            except Exception as error:  # whatever it is, the others are due too
                failures += 1
                self.stderr.write(f"{task.name} {arguments[0]} failed: {error!r}")
        if failures:
            raise CommandError(f"{failures} could not be published or unpublished; the others were.")
