"""Starts `./run` anew when a file of the project changes. The kernel tells of it, so waiting costs no processor."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils import autoreload
from django_watchfiles import WatchfilesReloader
from watchfiles import Change


class ProjectReloader(WatchfilesReloader):
    """Watches the project's own folders; the original watches every folder of Python and of the installed packages."""

    def watched_roots(self, watched_files: Iterable[Path]) -> frozenset[Path]:
        folders = {*self.directory_globs, *(file.parent for file in watched_files)}
        parts = [folder.relative_to(settings.BASE_DIR).parts for folder in folders if self.is_ours(folder)]
        return frozenset(settings.BASE_DIR / names[0] for names in parts)

    def is_ours(self, folder: Path) -> bool:
        base = settings.BASE_DIR
        return base in folder.parents and folder.relative_to(base).parts[0] not in {".venv", "var"} and folder.exists()

    def file_filter(self, change: Change, filename: str) -> bool:
        """The original passes over what lies directly in a folder of templates before Python 3.13."""
        return super().file_filter(change, filename) or Path(filename).parent in self.directory_globs


def install() -> None:
    autoreload.get_reloader = ProjectReloader
