"""A site to which anything may happen: what editors, the worker, the sweeper and the clock do, each a method.

Each takes a number, which decides what it is done to; the same numbers do the same.
"""

import datetime
import secrets
from contextlib import suppress

import psycopg
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from ncsej_site.page_cache import wrap
from news.admin.withdrawals import acting
from news.models import Source, Statement, TrackedBill, WeeklyUpdate, Withdrawal
from pagecache.state import StateReader
from pagecache.store import Store
from pagecache.sweeper import Sweeper
from pagecache.version import compact_changes, read_version
from pages.models import Person, SiteImage, StandardPage, Term
from pages.tasks import UnreachableError, find_due
from tests import factories as make
from tests.whole_site import organization

LAST_DAY = datetime.datetime(2025, 12, 31, 17, tzinfo=datetime.UTC)  # noon in Washington, before a year's end
RELEASE = "release"
MINUTES = (1, 2, 5, 14, 16, 60, 12 * 60)
PATHS = [
    "/news/feed/",
    "/news/feed.json",
    "/news/2025/",
    "/statements/feed/",
    "/clippings/",
    "/clippings/?country=UA",
    "/sources/",
    "/sources/example-wire/",
    "/bills/",
    "/bills/118/hr-1911/",
    "/feeds/",
    "/feeds.opml",
    "/sitemap.xml",
    "/robots.txt",
    "/no-such-page/",
    "/about",
    "/search/?q=ukraine",
    "/old-0",
]


class ChangingSite:
    """The whole stack on Django's connection; `root` is the folder of the page cache, the clocks are its own.

    `paths`: the URLs that are or were of use. `is_swept`: whether nothing was changed since the sweeper's last turn.
    """

    def __init__(self, root, django):
        self.now, self.uptime, self.number = LAST_DAY, 1000.0, 0
        with connection.cursor() as cursor:  # a copied database must not have the versions of the original
            cursor.execute("UPDATE content_version_base SET epoch = %s", [secrets.token_hex(4)])
        self.paths = [*PATHS, *sorted(page.url for page in Page.objects.live().filter(depth__gt=1))]
        for page in [*Statement.objects.live(), *WeeklyUpdate.objects.live()]:
            self.paths += [page.url.rstrip("/") + ending for ending in (".json", ".md", ".txt")]
        store = Store(root, RELEASE)
        self.layer = wrap(
            django,
            root,
            store=store,
            state=StateReader(root, RELEASE, boot_time=self.since_start),
            read_version=read_version,
            now=self.tell_seconds,
        )
        self.sweeper = Sweeper(store, connect, boot_time=self.since_start, now=self.tell_seconds)
        self.sweep()

    def tell_time(self):
        return self.now

    def tell_seconds(self):
        return self.now.timestamp()

    def since_start(self):
        return self.uptime

    def changed(self):
        """A text that nothing had before."""
        self.number += 1
        self.is_swept = False
        return f"Change {self.number}"

    def pick_page(self, number, depth=3, **conditions):
        pages = Page.objects.filter(depth__gte=depth, **conditions).order_by("pk")
        return pages[number % len(pages)].specific if pages else None

    # The sweeper, the worker and the clock

    def compact(self, number=0):
        compact_changes()

    def sweep(self, number=0):
        self.sweeper.turn()
        self.is_swept = True

    def tick(self, number):
        """Time passes; the worker does what is due, as each minute, and the sweeper asks."""
        self.tick_unnoticed(number)
        for task, arguments in list(find_due()):
            with suppress(UnreachableError, ValidationError):  # which the dashboard shows
                task.func(*arguments)
        self.sweep()

    def tick_unnoticed(self, number):
        """Time passes, and neither worker nor sweeper has yet had its turn."""
        minutes = MINUTES[number % len(MINUTES)]
        self.now += datetime.timedelta(minutes=minutes)
        self.uptime += minutes * 60

    def set_clock_back(self, number):
        minutes = MINUTES[number % len(MINUTES)]
        self.now -= datetime.timedelta(minutes=minutes)

    # Pages

    def publish_change(self, number):
        if page := self.pick_page(number, live=True):
            with transaction.atomic():
                page.search_description = self.changed()
                page.save_revision().publish()

    def save_draft(self, number):
        if page := self.pick_page(number):
            page.search_description = f"Draft {number}"
            page.save_revision()

    def publish_new(self, number):
        title = self.changed()
        with transaction.atomic():
            if number % 2:
                page = make.StatementFactory(title=title)
            else:
                page = make.WeeklyUpdateFactory(clippings=[make.clipping(title, countries=["UA"])])
        self.paths += [page.url, page.url.rstrip("/") + ".json"]

    def roll_back(self, number):
        if page := self.pick_page(number, live=True):
            with transaction.atomic():
                page.search_description = f"Rolled back {number}"
                page.save_revision().publish()
                transaction.set_rollback(True)

    def unpublish(self, number):
        if page := self.pick_page(number, live=True):
            self.changed()
            page.unpublish()

    def publish_again(self, number):
        if page := self.pick_page(number, live=False):
            self.changed()
            with transaction.atomic():
                page.save_revision().publish()

    def schedule(self, number):
        """A change goes live later, or the page expires."""
        page = self.pick_page(number)
        if page:
            moment = self.now + datetime.timedelta(minutes=MINUTES[number % len(MINUTES)])
            page.search_description = self.changed()
            page.go_live_at, page.expire_at = (moment, None) if number % 3 else (None, moment)
            with transaction.atomic():
                page.save_revision(approved_go_live_at=page.go_live_at).publish()

    def move(self, number):
        pages = StandardPage.objects.order_by("pk")
        page = pages[number % len(pages)] if pages else None
        target = page and (Page.objects.get(depth=2) if page.depth > 3 else self.pick_page(number // 7))
        if target and target.pk != page.pk:
            self.changed()
            with transaction.atomic():
                page.move(target, pos="last-child")
            self.paths.append(Page.objects.get(pk=page.pk).url)

    def delete(self, number):
        if page := self.pick_page(number, depth=4):
            self.changed()
            with transaction.atomic():
                page.delete()

    def make_private(self, number):
        if page := self.pick_page(number, view_restrictions=None):
            self.changed()
            kind = "login" if number % 2 else "password"
            PageViewRestriction.objects.create(page=page.page_ptr, restriction_type=kind, password="a password")

    def make_public(self, number):
        if restriction := PageViewRestriction.objects.order_by("pk").first():
            self.changed()
            restriction.delete()

    def withdraw(self, number):
        updates = WeeklyUpdate.with_withdrawals.live().order_by("pk")
        if updates:
            self.changed()
            clippings = acting.clippings_of(updates[number % len(updates)])[:1]
            with transaction.atomic():
                acting.withdraw(clippings, None, "danger", ["Change"] if number % 2 else [])

    def restore(self, number):
        if withdrawal := Withdrawal.objects.in_force().first():
            self.changed()
            with transaction.atomic():
                acting.restore(withdrawal, None)

    # What is no page

    def change_people(self, number):
        person = Person.objects.order_by("pk")[number % Person.objects.count()]
        person.name = self.changed()
        person.save()
        starts_on = self.now.date() + datetime.timedelta(days=number % 3 - 1)
        Term.objects.create(person=person, title=person.name, role=Term.Role.CHAIR, starts_on=starts_on)

    def change_source(self, number):
        if source := Source.objects.order_by("pk").first():
            source.name = self.changed()
            source.save()

    def change_organization(self, number):
        field = ("about", "telephone", "notice", "banner_text")[number % 4]
        organization(**{field: self.changed()})

    def change_banner(self, number):
        starts, lasts = (None, 0, 3)[number % 3], (None, 2, 90)[number // 3 % 3]
        begins = None if starts is None else self.now + datetime.timedelta(minutes=starts)
        ends = None if lasts is None else (begins or self.now) + datetime.timedelta(minutes=lasts)
        organization(banner_text=self.changed(), banner_starts_at=begins, banner_ends_at=ends)

    def change_redirect(self, number):
        path, target = f"/old-{number % 3}", f"/news/?{self.changed()}"
        changes = {"redirect_link": target, "is_permanent": bool(number % 2)}
        Redirect.objects.update_or_create(old_path=path, site=None, defaults=changes)
        self.paths.append(path)

    def change_bill(self, number):
        changes = {"title": self.changed()}
        TrackedBill.objects.update_or_create(congress=118, kind="hr", number=1911, defaults=changes)

    def change_picture(self, number):
        if picture := SiteImage.objects.order_by("pk").first():
            picture.description = self.changed()
            picture.save()


def connect():
    """The sweeper's connection, to the database that Django uses."""
    parameters = connection.get_connection_params()
    names = ("dbname", "host", "port", "user", "password")
    return psycopg.connect(autocommit=True, **{name: parameters[name] for name in names if parameters.get(name)})
