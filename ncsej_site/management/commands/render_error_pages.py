import json
from pathlib import Path

from django.core.management.base import BaseCommand
from django.template import loader

from ncsej_site.error_pages import UNAVAILABLE
from ncsej_site.page_cache import front_folder, front_headers

# What the proxy has to say without gunicorn: it is away, a request is too large, or is none.
PAGES = ["400.html", "413.html", "503.html"]


class Command(BaseCommand):
    help = "Writes what the proxy sends by itself into a folder: error pages and security headers (deploy/Caddyfile)."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, folder, **options):
        folder.mkdir(parents=True, exist_ok=True)
        files = {name: loader.get_template(name).render() for name in PAGES}
        files["503.json"] = json.dumps(UNAVAILABLE)
        files["front-folder"] = front_folder()
        for kind, headers in front_headers().items():
            files[f"{kind}-headers"] = "".join(f'{name} "{value}"\n' for name, value in headers.items())
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
