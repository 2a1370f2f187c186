"""The autoreloader of `./run`. It uses the kernel's file notifications (inotify), so that waiting costs no CPU time."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils import autoreload
from django_watchfiles import WatchfilesReloader
from watchfiles import Change


class ProjectReloader(WatchfilesReloader):
    """Watches the project's folders only, not those of Python and of the installed packages; and its stylesheets,

    since a process reads them once, and names their hashes in the Content-Security-Policy.
    """

    def __init__(self):
        super().__init__()
        self.watch_dir(settings.BASE_DIR / "static" / "css", "*.css")

    def watched_roots(self, watched_files: Iterable[Path]) -> frozenset[Path]:
        folders = {*self.directory_globs, *(file.parent for file in watched_files)}
        parts = [folder.relative_to(settings.BASE_DIR).parts for folder in folders if self.is_project_folder(folder)]
        return frozenset(settings.BASE_DIR / names[0] for names in parts)

    def is_project_folder(self, folder: Path) -> bool:
        base = settings.BASE_DIR
        return base in folder.parents and folder.relative_to(base).parts[0] not in {".venv", "var"} and folder.exists()

    def file_filter(self, change: Change, filename: str) -> bool:
        """Includes files directly in a template folder, which the base class misses before Python 3.13."""
        return super().file_filter(change, filename) or Path(filename).parent in self.directory_globs


def install() -> None:
    autoreload.get_reloader = ProjectReloader
