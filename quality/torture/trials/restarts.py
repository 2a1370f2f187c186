"""gunicorn restarted and stopped under load: through the proxy, no GET fails."""

import os
import signal
import time

from ..database import wait_until
from ..trial import Run
from ..visitors import Visitors

PAUSE = 4  # seconds between two restarts


def run(run: Run) -> None:
    server = run.site.server
    with Visitors(run.site.client, number=6) as visitors:
        for number in range(run.amount):
            # HUP replaces the workers; TERM ends gunicorn, which the supervisor starts again, as compose does.
            name, before = ("HUP", "TERM")[number % 2], {process.pid for process in server.workers()}
            os.kill(server.gunicorn().pid, getattr(signal, f"SIG{name}"))
            wait_until(
                lambda before=before: is_replaced(server, before), f"gunicorn was not restarted after {name}", 90
            )
            run.report_progress(f"{name}: {len(visitors.visits)} visits, {len(visitors.failures)} failed")
            time.sleep(PAUSE)
    run.at_least("visits", len(visitors.visits), 2 * run.amount)
    run.none("GETs that failed", visitors.failures)
    run.show("p99, ms", visitors.percentile(99))


def is_replaced(server, before: set[int]) -> bool:
    now = {process.pid for process in server.workers()}
    return len(now) >= 2 and not now & before
