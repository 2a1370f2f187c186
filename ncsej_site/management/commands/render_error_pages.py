from pathlib import Path

from django.core.management.base import BaseCommand
from django.template import loader

# What the proxy has to say without gunicorn: it is away, a request is too large, or is none.
PAGES = ["400.html", "413.html", "503.html"]


class Command(BaseCommand):
    help = "Writes the error pages that the proxy sends by itself (deploy/Caddyfile) into a folder."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, folder, **options):
        folder.mkdir(parents=True, exist_ok=True)
        for name in PAGES:
            (folder / name).write_text(loader.get_template(name).render(), encoding="utf-8")
