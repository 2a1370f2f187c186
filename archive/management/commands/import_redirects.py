"""Extends Wagtail's import_redirects: the whole list is checked before anything of it is stored; stays."""

import csv
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from django.core.management.base import CommandError
from django.db import transaction
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.management.commands.import_redirects import Command as WagtailCommand
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.utils import get_format_cls_by_extension
from wagtail.models import Page, Site

from archive.old_urls import Checked, Move, check_moves
from pages.old_addresses import fold_path
from pages.views import serve_page

# Routes whose last part names what may be stored: a file, a document, a record, a source, a bill.
LOOKED_UP = ("media/<", r"^documents/(\d", "clippings/<str:", "sources/<", "bills/<")


class Command(WagtailCommand):
    help = (
        "Imports redirects from a .csv, .tsv or .xlsx file, whose first row are headings. Letter case and a slash at "
        "the end make no difference. Where an address is there twice, or leads in a circle, that is told and nothing "
        "is stored; a chain is shortened. A target may be a path of this site."
    )

    def handle(self, *args, **options):
        sites = list(Site.objects.all())
        site = next((each for each in sites if each.pk == options["site"]), None)
        default = site or next((each for each in sites if each.is_default_site), None)
        if default is None or (options["site"] and site is None):
            raise CommandError("There is no such site.")
        addresses = Addresses(sites, default)
        moves = [addresses.make_move(row, *pair, site) for row, pair in enumerate(read_pairs(options), start=1)]
        checked = check_moves(moves, addresses.find_existing())
        checked.errors.extend(find_invalid(checked, site, addresses))
        checked.notes.extend(addresses.find_missing(checked.moves))
        for note in checked.notes:
            self.stdout.write(note)
        if checked.errors:
            raise CommandError("\n".join(["Nothing was stored.", *checked.errors]))
        with TemporaryDirectory() as folder, transaction.atomic():
            checked_list = Path(folder, "redirects.csv")
            write_list(checked_list, checked)
            read_already = {"offset": None, "limit": None, "format": "csv", "from": 0, "to": 1}
            super().handle(*args, **options | read_already | {"src": str(checked_list)})


class Addresses:
    """What two spellings of one address of ours have in common. default: the site of a path without a host."""

    def __init__(self, sites: list[Site], default: Site):
        self.sites = {site.hostname.casefold(): site.pk for site in sites} | {"": default.pk}
        self.by_pk = {site.pk: site for site in sites}
        self.default = default
        self.there: dict[tuple[int, str], bool | None] = {}
        self.root_url = default.root_url

    def make_move(self, row: int, old: str, target: str, site: Site | None) -> Move:
        target = f"{self.root_url}{target}" if target.startswith("/") and not target.startswith("//") else target
        target_site = self.find_site(target)
        target_key = fold_path(target) if target_site else ""
        return Move(row, old, target, fold_path(old), target_key, site and site.pk, target_site)

    def find_site(self, target: str) -> int | None:
        """None where the target is on another host."""
        try:
            return self.sites.get((urlsplit(target).hostname or "").casefold())
        except ValueError:  # "http://[", which is told as invalid
            return None

    def is_there(self, path: str, site_pk: int | None) -> bool | None:
        """Whether visitors of a site, or of the default one, find a page at a path. A few queries, once for a place.

        None where the view looks up a part of the path, such as the name of a document: only asking it would tell.
        """
        place = site_pk or self.default.pk, path
        if place not in self.there:
            self.there[place] = self.look(path, self.by_pk[place[0]])
        return self.there[place]

    @staticmethod
    def look(path: str, site: Site) -> bool | None:
        """As is_there()."""
        try:
            match = resolve(path)
        except Resolver404:
            return False
        if match.func is not serve_page:
            return None if match.route.startswith(LOOKED_UP) else True
        request = HttpRequest()
        request.META = {"SERVER_NAME": site.hostname, "SERVER_PORT": str(site.port)}
        return Page.find_for_request(request, path) is not None

    def find_missing(self, moves: list[Move]) -> Iterator[str]:
        """A sentence on each target on our sites at which there is nothing yet."""
        for move in moves:
            if move.target_site is None:
                continue
            if self.is_there(urlsplit(move.target).path or "/", move.target_site) is False:
                yield f"Row {move.row}: there is no page at {move.target} yet."

    def find_existing(self) -> list[Move]:
        """The redirects that there are. One query, and those for the addresses of pages."""
        redirects = Redirect.objects.select_related("redirect_page", "site")
        return [self.make_move(0, each.old_path, each.link or "", each.site) for each in redirects]


def read_pairs(options: dict) -> Iterator[tuple[str, str]]:
    """The old address and the target of each row, as Wagtail's command reads them. Raises CommandError."""
    source = Path(options["src"])
    format_class = get_format_cls_by_extension(options["format"] or source.suffix.lstrip(".").lower())
    if format_class is None:
        raise CommandError(f"{source.name} is no .csv, .tsv or .xlsx file.")
    input_format = format_class()
    try:
        content = source.read_bytes() if input_format.is_binary() else source.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{source} cannot be read: {error}") from error
    rows = input_format.create_dataset(content)
    first = options["offset"] or 0
    chosen = rows[first : first + options["limit"]] if options["limit"] else rows[first:]
    for number, row in enumerate(chosen, start=1):
        if not any(row):
            continue
        try:
            yield str(row[options["from"]] or "").strip(), str(row[options["to"]] or "").strip()
        except IndexError as error:
            raise CommandError(f"Row {number} has only {len(row)} columns.") from error


def find_invalid(checked: Checked, site: Site | None, addresses: Addresses) -> Iterator[str]:
    """What the form of a redirect would refuse, and what would lead nobody anywhere."""
    for move in checked.moves:
        form = RedirectForm({"old_path": move.old, "redirect_link": move.target, "site": site and site.pk})
        reasons = [reason for errors in form.errors.values() for reason in errors]
        if not move.target:
            reasons.append("It leads nowhere.")
        elif move.target.startswith("//"):
            reasons.append("Write the whole address, with https:.")
        path = Redirect.normalise_path(move.old).partition("?")[0]
        if move.old and any(addresses.is_there(each, move.site) for each in (path, f"{path}/")):
            reasons.append("There is a page at this address, and visitors see that.")
        if reasons:
            yield f"Row {move.row}: {move.old or '(nothing)'} → {move.target or '(nothing)'}: {' '.join(reasons)}"


def write_list(path: Path, checked: Checked) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["from", "to"])
        writer.writerows((move.old, move.target) for move in checked.moves)
