"""Many editors change the page tree at once, through the admin's own views; then whether the tree is sound.

For tests and torture. Django must be set up, and the database must be one whose content may be changed: everything
is committed. Operations are chosen by a seed; which of them meet depends on the machine.
"""

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from django.db import connections
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from pages.models import Home, StandardPage

# Operation → the actions by which it is logged. To publish or unpublish several at once may find that nothing is left
# to do, or be refused in words, and leads to the same list.
LOGGED = {
    "add": ["wagtail.create"],
    "move": ["wagtail.move", "wagtail.reorder"],
    "bulk_move": ["wagtail.move", "wagtail.reorder"],
    "delete": ["pages.trash"],
    "unpublish": ["wagtail.unpublish"],
    "publish": ["wagtail.publish"],
    "edit": ["wagtail.edit"],
    "copy": ["wagtail.copy"],
}


@dataclass(frozen=True)
class Outcome:
    """What the admin answered. page: the primary key of the page; for a copy and an addition, that of the parent."""

    operation: str
    page: int
    status: int
    location: str

    @property
    def is_accepted(self) -> bool:
        """Whether the admin said that it was done, and did not send the editor away with a message."""
        return self.status == HTTPStatus.FOUND and self.location != "/admin/" and not self.location.endswith("/move/")

    @property
    def is_broken(self) -> bool:
        return self.status >= HTTPStatus.INTERNAL_SERVER_ERROR


class Editor:
    """One person's operations. pages: primary keys, shared by all editors; what another has deleted is still in it."""

    def __init__(self, client: Client, pages: list[int], seed: int):
        self.client = client
        self.client.raise_request_exception = False  # a failure is counted, and the next operation follows
        self.pages = pages
        self.random = random.Random(seed)

    def post(self, operation: str, page: int, url: str, data: dict | None = None) -> Outcome:
        response = self.client.post(url, data or {})
        if response.status_code == HTTPStatus.NOT_FOUND and page in self.pages:
            self.pages.remove(page)  # one attempt at a deleted page is enough
        return Outcome(operation, page, response.status_code, response.get("Location", ""))

    def form(self, title: str, slug: str) -> dict:
        fields = {"title": title, "slug": slug, "search_description": "In one sentence.", "seo_title": ""}
        return nested_form_data(fields | {"body": streamfield([]), "comments": inline_formset([])})

    def any_page(self) -> int:
        return self.random.choice(self.pages)

    def new_slug(self) -> str:
        """Short, since the automatic redirect of a page that is moved out of a deep tree holds 255 characters."""
        return f"{self.random.getrandbits(48):x}"

    def add(self) -> Outcome:
        slug, parent = self.new_slug(), self.any_page()
        url = reverse("wagtailadmin_pages:add", args=["pages", "standardpage", parent])
        outcome = self.post("add", parent, url, self.form(slug, slug))
        if outcome.is_accepted:
            self.pages.append(StandardPage.objects.values_list("pk", flat=True).get(slug=slug))
        return outcome

    def move(self, page: int | None = None, destination: int | None = None) -> Outcome:
        page, destination = page or self.any_page(), destination or self.any_page()
        return self.post("move", page, reverse("wagtailadmin_pages:move_confirm", args=[page, destination]))

    def reorder(self) -> Outcome:
        page = self.any_page()
        url = reverse("wagtailadmin_pages:set_page_position", args=[page])
        return self.post("reorder", page, f"{url}?position={self.random.randrange(4)}")

    def delete(self) -> Outcome:
        """A page without children, so that the tree does not shrink to nothing."""
        leaves = Page.objects.filter(pk__in=self.pages, numchild=0).values_list("pk", flat=True)
        page = self.random.choice(leaves or self.pages)
        return self.post("delete", page, reverse("wagtailadmin_pages:delete", args=[page]))

    def unpublish(self) -> Outcome:
        page = self.any_page()
        return self.post("unpublish", page, reverse("wagtailadmin_pages:unpublish", args=[page]))

    def edit(self, operation: str = "edit", **action: str) -> Outcome:
        page, slug = self.any_page(), self.new_slug()
        url = reverse("wagtailadmin_pages:edit", args=[page])
        return self.post(operation, page, url, self.form(slug, slug) | action)

    def publish(self) -> Outcome:
        return self.edit("publish", **{"action-publish": "Publish page"})

    def copy(self) -> Outcome:
        slug, parent = self.new_slug(), self.any_page()
        url = reverse("wagtailadmin_pages:copy", args=[self.any_page()])
        return self.post("copy", parent, url, {"new_title": slug, "new_slug": slug, "new_parent_page": parent})

    def bulk(self, action: str, **data: int) -> Outcome:
        page, other = self.any_page(), self.any_page()
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        return self.post(f"bulk_{action}", page, f"{url}?id={page}&id={other}&next=/admin/pages/", data)

    def bulk_move(self) -> Outcome:
        return self.bulk("move", chooser=self.any_page())

    def any_operation(self) -> Outcome:
        bulk = [self.bulk_move, partial(self.bulk, "publish"), partial(self.bulk, "unpublish")]
        often = [self.add, self.move, self.copy]
        return self.random.choice(
            [*often, *often, self.reorder, self.publish, self.edit, self.unpublish, *bulk, self.delete]
        )()


def make_pages(number: int, width: int) -> list[int]:
    """Published pages below Home: each has `width` children, until there are enough. Returns their primary keys."""
    made = [Home.objects.get()]
    for position in range(number):
        parent = made[position // width]
        page = StandardPage(title=f"Page {position}", slug=f"page-{position}", search_description="In one sentence.")
        made.append(parent.add_child(instance=page))
        page.save_revision().publish()
    return [page.pk for page in made[1:]]


def run_at_once(jobs: list[Callable[[], list[Outcome]]]) -> list[Outcome]:
    """Start all jobs at one moment, each in its own thread with its own database connection."""
    barrier = threading.Barrier(len(jobs))
    outcomes: list[Outcome] = []

    def run(job):
        barrier.wait()
        try:
            outcomes.extend(job())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def mixed_operations(clients: list[Client], pages: list[int], each: int, seed: int) -> list[Outcome]:
    """Every client makes `each` operations on the pages, all clients at once."""
    editors = [Editor(client, pages, seed + number) for number, client in enumerate(clients)]
    return run_at_once([lambda editor=editor: [editor.any_operation() for _ in range(each)] for editor in editors])


def summary(outcomes: list[Outcome]) -> str:
    """One line: how many were accepted, refused and broken, and which broke."""
    kinds = Counter("broken" if it.is_broken else "accepted" if it.is_accepted else "refused" for it in outcomes)
    broken = Counter(outcome.operation for outcome in outcomes if outcome.is_broken)
    return f"{len(outcomes)} operations: {dict(kinds)}, broken: {dict(broken)}"


def tree_problems() -> Iterator[str]:
    """What is wrong in the tree: treebeard's findings, numbers of children, URL paths."""
    for kind, found in zip(("path", "depth order", "orphan", "depth", "numchild"), Page.find_problems(), strict=True):
        if found:
            yield f"{kind}: {found}"
    by_path = {page.path: page for page in Page.objects.all()}
    for page in by_path.values():
        parent = by_path.get(page.path[: -Page.steplen])
        if page.depth > 2 and parent and page.url_path != f"{parent.url_path}{page.slug}/":
            yield f"URL path of {page.pk}: {page.url_path} below {parent.url_path}"
    slugs = [(path[: -Page.steplen], page.slug) for path, page in by_path.items()]
    if len(set(slugs)) < len(slugs):
        yield "two pages have one URL"


def lost_operations(outcomes: list[Outcome]) -> Iterator[str]:
    """What the admin accepted and the tree does not have. The log, written with the change, says which came last."""
    for actions in {tuple(actions) for actions in LOGGED.values()}:
        accepted = [
            outcome for outcome in outcomes if outcome.is_accepted and LOGGED.get(outcome.operation) == [*actions]
        ]
        logged = PageLogEntry.objects.filter(action__in=actions, user__isnull=False).count()
        if logged < len(accepted):
            yield f"{actions[0]}: {len(accepted)} accepted, {logged} logged"
    deleted = set(PageLogEntry.objects.filter(deleted=True).values_list("page_id", flat=True))
    moves = PageLogEntry.objects.filter(action="wagtail.move").order_by("pk")
    last_destination = {entry.page_id: entry.data["destination"]["id"] for entry in moves}
    pages = {page.pk: page for page in Page.objects.all()}
    for pk in set(PageLogEntry.objects.values_list("page_id", flat=True)) - deleted - set(pages):
        yield f"page {pk} is gone, and nobody deleted it"
    for pk in deleted & set(pages):
        yield f"page {pk} was deleted, and is there"
    for pk, destination in last_destination.items():
        if pk in pages and pages[pk].get_parent().pk != destination:
            yield f"page {pk} was moved below {destination}, and is below {pages[pk].get_parent().pk}"
