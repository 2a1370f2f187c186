import signal

from django.core.management.base import BaseCommand, CommandError

from ncsej_site.worker import heartbeat
from ncsej_site.worker.loop import Worker


class Command(BaseCommand):
    help = "Runs queued tasks, and publishes what is scheduled, until it is told to stop; then ends after its task."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="Only say whether a worker runs: status 0 if it does.")

    def handle(self, *, check, **options):
        if check:
            check_worker()
            return
        worker = Worker()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda number, frame: worker.stop())
        worker.run()


def check_worker() -> None:
    if not heartbeat.is_worker_active():
        raise CommandError("No worker is connected to the database.")
    if heartbeat.has_scheduling_stopped():
        raise CommandError("The worker has not looked for what is scheduled for five minutes.")
