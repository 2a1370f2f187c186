"""/healthz: does this process live? /readyz: is all there that the site needs? For monitoring, and without a secret."""

import logging
import os
import shutil
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .worker import heartbeat

MINIMUM_FREE = 500 * 1024**2  # bytes of the disk that holds the media: some dozen uploads with their renditions
MINIMUM_INODES = 1000

logger = logging.getLogger(__name__)


class HealthMiddleware:
    """Answers before anything else can query the database, wait, redirect to https or doubt the host name.

    Monitoring beside the proxy speaks http, and to the server's own name.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        view = {"/healthz": healthz, "/readyz": readyz}.get(request.path.removesuffix("/"), self.get_response)
        return view(request)


@require_safe
def healthz(request):
    """200. The middleware calls it and readyz; the URL conf names both too, so that no page takes their addresses."""
    return JsonResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


@never_cache
@require_safe
def readyz(request):
    """200 or 503, and for each check "ok", "failing", or, where it needs a database that fails, "unknown".

    The web server's time-outs bound what asks the database.
    """
    results = {"disk": run_check("disk", has_room), "database": run_check("database", answers)}
    for name, check in DATABASE_CHECKS.items():
        results[name] = run_check(name, check) if results["database"] == "ok" else "unknown"
    is_ready = set(results.values()) == {"ok"}
    return JsonResponse({"status": "ok" if is_ready else "failing", **results}, status=200 if is_ready else 503)


def run_check(name: str, check: Callable[[], bool]) -> str:
    try:
        return "ok" if check() else "failing"
    except Exception as error:
        logger.warning("/readyz: the check of %s failed: %s", name, type(error).__name__)
        return "failing"


def answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def has_room() -> bool:
    """Whether the media folder can be written, and its disk has room for some more uploads."""
    statistics = os.statvfs(settings.MEDIA_ROOT)
    has_inodes = statistics.f_files == 0 or statistics.f_favail >= MINIMUM_INODES  # 0 where there is no fixed number
    is_writable = os.access(settings.MEDIA_ROOT, os.W_OK | os.X_OK)
    return is_writable and has_inodes and shutil.disk_usage(settings.MEDIA_ROOT).free >= MINIMUM_FREE


def is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


DATABASE_CHECKS = {
    "migrations": is_migrated,
    "worker": heartbeat.is_worker_active,
    "scheduled publishing": lambda: not heartbeat.is_scheduling_late(),
}
