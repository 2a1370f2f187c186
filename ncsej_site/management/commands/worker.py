import signal

from django.core.management.base import BaseCommand

from ncsej_site.worker.loop import Worker


class Command(BaseCommand):
    help = "Runs queued tasks, and publishes what is scheduled, until it is told to stop; then ends after its task."

    def handle(self, **options):
        worker = Worker()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda number, frame: worker.stop())
        worker.run()
