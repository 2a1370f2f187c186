"""What load_demo does, part by part. What is there already is left as it is."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.apps import apps
from django.utils import timezone
from wagtail.models import Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from news.models import WeeklyUpdate
from news.models.weekly_update import leadership_on
from pages.models import Home, Organization, Person

from . import files, markdown
from .build import fill, text_field
from .library import Library

MORNING = time(9)


def site_is_empty() -> bool:
    return not Home.objects.get().get_children().exists()


def load_everything() -> Iterator[tuple[str, int]]:
    """Load the parts one after the other, and say of each how many things are new."""
    library = Library()
    yield "organization", load_organization(library)
    yield "people", load_people(library)
    pages = PageLoader(library)
    yield from pages.load_tree()
    yield "home", pages.load_home()
    yield "pictures", len(library.pictures)
    yield "documents", len(library.documents)


def load_organization(library: Library) -> int:
    """The settings, unless somebody has entered them."""
    organization = Organization.for_site(Site.objects.get(is_default_site=True))
    if organization.about or organization.founded:
        return 0
    fill(organization, files.table("organization"), library).save()
    return 1


def load_people(library: Library) -> int:
    known = set(Person.objects.values_list("name", flat=True))
    new = [row for row in files.table("people")["people"] if row["name"] not in known]
    for row in new:
        fill(Person(), row, library).save()
    return len(new)


class PageLoader:
    """Adds the pages of the files to the tree as an editor would: each with a revision, which is then published."""

    def __init__(self, library: Library):
        self.library = library
        self.clippings = files.tables("clippings")
        self.sources = files.table("sources")

    def load_tree(self) -> Iterator[tuple[str, int]]:
        """The pages below Home, each with all that is below it."""
        home = Home.objects.get()
        for path, values, text in files.pages_in(files.FOLDER / "pages"):
            yield path.stem, self.load(path, values, text, home)

    def load(self, path: Path, values: dict, text: str, parent: Page) -> int:
        """A page and those below it, where they are missing; returns how many were."""
        page = existing(path, values, parent)
        count = int(page is None)
        if page is None:
            page = self.add(path, values, text, parent)
        for child in files.pages_in(path.with_suffix("")):
            count += self.load(*child, page)
        return count

    def add(self, path: Path, values: dict, text: str, parent: Page) -> Page:
        model = apps.get_model(values.pop("type"))
        if model is WeeklyUpdate:
            values = self.issue(**values)
        page = self.fill(model(slug=path.stem), text=text, **values)
        with disable_reference_index_auto_update():  # publishing follows, and does it once for all
            parent.add_child(instance=page)
            revision = page.save_revision(clean=False)
        revision.publish()
        if page.first_published_at:
            type(page).objects.filter(pk=page.pk).update(last_published_at=page.first_published_at)
        return page

    def fill(self, page: Page, summary: str, text: str, **values) -> Page:
        """Set the page's fields. A dated page was first published on its day."""
        if text:
            values[text_field(type(page))] = text
        fill(page, values | {"search_description": summary}, self.library)
        if "date" in values:
            page.first_published_at = timezone.make_aware(datetime.combine(page.date, MORNING))
        return page

    def issue(self, date: date, clippings: list[str], **values) -> dict:
        """A weekly update's values, with the leaders of its day, and with clippings in place of their keys."""
        return values | {
            "date": date,
            "sent_from": [leader["value"] for leader in leadership_on(date)],
            "clippings": [self.clipping(key, date, **self.clippings[key]) for key in clippings],
        }

    def clipping(self, key: str, issue: date, source: str, excerpt: str, days_before: int, **values) -> dict:
        """A clipping of the pool, as published some days before the issue that carries it."""
        publisher = self.sources[source]
        return values | {
            "source": publisher["name"],
            "url": publisher["address"] + key if "address" in publisher else "",
            "excerpt": markdown.unwrapped(excerpt),
            "date": (issue - timedelta(days=days_before)).isoformat(),
        }

    def load_home(self) -> int:
        """Home stands from the start; it is filled unless somebody has edited it. Last, for it may lead to any page."""
        home = Home.objects.get()
        if home.latest_revision_id:
            return 0
        values, text = files.article(files.FOLDER / "home.md")
        self.fill(home, text=text, **values).save_revision().publish()
        return 1


def existing(path: Path, values: dict, parent: Page) -> Page | None:
    """The page that stands in this one's place already: found by its address, or by what is unique to it."""
    model = apps.get_model(values["type"])
    if model.max_count == 1:
        return model.objects.first()
    unique = [field for field in model._meta.local_fields if field.unique and field.name in values]
    for field in unique:
        if found := model.objects.filter(**{field.name: values[field.name]}).first():
            return found
    return model.objects.child_of(parent).filter(slug=path.stem).first()
