"""Loading the demo content part by part. Idempotent: existing content is not changed."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.apps import apps
from django.utils import timezone
from wagtail.models import Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from news.models import WeeklyUpdate
from news.models.leadership import leadership_on
from pages.models import Home, Organization, Person

from .. import markdown
from . import files
from .build import fill_fields, find_text_field
from .library import Library

PUBLISHED_AT = time(9)  # Eastern


def site_is_empty() -> bool:
    return not Home.objects.get().get_children().exists()


def load_all() -> Iterator[tuple[str, int]]:
    """Load the parts one after the other. Yields (part, number of objects created)."""
    library = Library()
    yield "organization", load_settings(library, "organization", "about", "founded")
    yield "people", load_people(library)
    pages = PageLoader(library)
    yield from pages.load_tree()
    yield "home", pages.load_home()
    yield "settings about pages", load_settings(library, "settings_about_pages", "privacy_page", "promoted_pages")
    yield "pictures", len(library.pictures)
    yield "documents", len(library.documents)


def load_settings(library: Library, table: str, *fields: str) -> int:
    """Fill the Organization settings from a table unless an editor has filled one of these fields; returns 1 or 0."""
    organization = Organization.for_site(Site.objects.get(is_default_site=True))
    if any(getattr(organization, field) for field in fields):
        return 0
    fill_fields(organization, files.read_table(table), library).save()
    return 1


def load_page(slug: str) -> bool:
    """Add one page below Home, without those below it; whether it was missing."""
    return PageLoader(Library()).load_one(files.FOLDER / "pages" / f"{slug}.md")


def find_page_slugs() -> list[str]:
    """The slugs of the pages that can be added below Home."""
    return sorted(path.stem for path in (files.FOLDER / "pages").glob("*.md"))


def load_people(library: Library) -> int:
    known = set(Person.objects.values_list("name", flat=True))
    new = [row for row in files.read_table("people")["people"] if row["name"] not in known]
    for row in new:
        fill_fields(Person(), row, library).save()
    return len(new)


class PageLoader:
    """Adds the pages of the data files to the tree as the admin does: with a revision, which is then published."""

    def __init__(self, library: Library):
        self.library = library
        self.clippings = files.read_tables("clippings")
        self.sources = files.read_table("sources")

    def load_tree(self) -> Iterator[tuple[str, int]]:
        """Load each page below Home with its descendants. Yields (slug, number of pages created)."""
        home = Home.objects.get()
        for path, values, text in files.read_pages(files.FOLDER / "pages"):
            yield path.stem, self.load(path, values, text, home)

    def load(self, path: Path, values: dict, text: str, parent: Page) -> int:
        """Add a page and its descendants where they are missing; returns how many were added."""
        page = find_existing(path, values, parent)
        count = int(page is None)
        if page is None:
            page = self.add(path, values, text, parent)
        for child in files.read_pages(path.with_suffix("")):
            count += self.load(*child, page)
        return count

    def load_one(self, path: Path) -> bool:
        values, text = files.read_document(path)
        values.pop("order", None)
        home = Home.objects.get()
        is_missing = find_existing(path, values, home) is None
        if is_missing:
            self.add(path, values, text, home)
        return is_missing

    def add(self, path: Path, values: dict, text: str, parent: Page) -> Page:
        model = apps.get_model(values.pop("type"))
        if model is WeeklyUpdate:
            values = self.weekly_update_values(**values)
        page = self.fill_page(model(slug=path.stem), text=text, **values)
        with disable_reference_index_auto_update():  # publishing, which follows, updates it once
            parent.add_child(instance=page)
            revision = page.save_revision(clean=False)
        revision.publish()
        if page.first_published_at:
            type(page).objects.filter(pk=page.pk).update(last_published_at=page.first_published_at)
        return page

    def fill_page(self, page: Page, summary: str, text: str, **values) -> Page:
        """Set the page's fields and return it. A dated page gets its date as its first publication."""
        if text:
            values[find_text_field(type(page))] = text
        fill_fields(page, values | {"search_description": summary}, self.library)
        if "date" in values:
            page.first_published_at = timezone.make_aware(datetime.combine(page.date, PUBLISHED_AT))
        return page

    def weekly_update_values(self, date: date, clippings: list[str], **values) -> dict:
        """A weekly update's field values, with the leaders of its date, and with clippings in place of their keys."""
        return values | {
            "date": date,
            "sent_from": [leader["value"] for leader in leadership_on(date)],
            "clippings": [self.clipping_values(key, date, **self.clippings[key]) for key in clippings],
        }

    def clipping_values(
        self, key: str, update_date: date, source: str, excerpt: str, days_before: int, **values
    ) -> dict:
        """A clipping's block values; it was published `days_before` the weekly update that carries it."""
        publisher = self.sources[source]
        return values | {
            "source": publisher["name"],
            "url": publisher["address"] + key if "address" in publisher else "",
            "excerpt": markdown.unwrap_paragraphs(excerpt),
            "date": (update_date - timedelta(days=days_before)).isoformat(),
        }

    def load_home(self) -> int:
        """Fill Home unless an editor has; returns 1 or 0. To be called last, because it links to other pages."""
        home = Home.objects.get()
        if home.latest_revision_id:
            return 0
        values, text = files.read_document(files.FOLDER / "home.md")
        self.fill_page(home, text=text, **values).save_revision().publish()
        return 1


def find_existing(path: Path, values: dict, parent: Page) -> Page | None:
    """The page that an earlier run has made of this file: found by type, unique field or slug; None if missing."""
    model = apps.get_model(values["type"])
    if model.max_count == 1:
        return model.objects.first()
    unique = [field for field in model._meta.local_fields if field.unique and field.name in values]
    for field in unique:
        if page := model.objects.filter(**{field.name: values[field.name]}).first():
            return page
    return model.objects.child_of(parent).filter(slug=path.stem).first()
