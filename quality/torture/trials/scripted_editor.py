"""Somebody edits pages in random order of what happens on a Friday; every word typed must be somewhere at the end.

After each episode a word must be in the database, in any version of the page; on the screen of an open tab; or in the
copy that the device offers when the page is opened again.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Error

from quality.browser import launch_chromium
from quality.chromium import find_chromium

from ..editor_tab import EditorTab
from ..site import STAFF_PASSWORD
from ..trial import NotRunError, Run

EPISODE = 12  # steps
UPDATE_FIELDS = ("[name=search_description]", "[data-contentpath=letter] [contenteditable=true]", "[name=signature]")
STATEMENT_FIELDS = ("[name=search_description]", "[data-contentpath=body] [contenteditable=true]", "[name=title]")
CLIPPING_FIELDS = ("[name^=clippings-][name$=-headline]", "[name^=clippings-][name$=-excerpt]")


def run(run: Run) -> None:
    if find_chromium() is None:
        raise NotRunError("there is no Chromium; nothing took its place")
    lost, played, words, steps, kept = [], 0, 0, {}, {}
    with launch_chromium() as browser:
        while sum(steps.values()) < run.amount:
            # The policy would stop Playwright's own eval(), with which it waits.
            options = {"ignore_https_errors": True, "locale": "en-US", "bypass_csp": True}
            context = browser.new_context(base_url=run.site.url, **options)
            episode = Episode(run, context, KINDS[played % len(KINDS)])
            episode.play()
            lost += episode.find_lost(kept)
            context.close()
            played, words = played + 1, words + len(episode.typed)
            for name in episode.steps:
                steps[name] = steps.get(name, 0) + 1
            run.report_progress(f"{sum(steps.values())} of {run.amount} steps, {words} words, {len(lost)} lost")
    run.show("steps", ", ".join(f"{name} {count}" for name, count in sorted(steps.items())))
    run.show("where the words were", ", ".join(f"{name} {count}" for name, count in kept.items()))
    run.at_least("words typed", words, run.amount // 4)
    run.none("words that are nowhere", lost)


@dataclass
class Kind:
    """What an episode edits. prepare: makes it; returns the path of its editor and the condition of its revisions."""

    name: str
    prepare: Callable[[int], tuple[str, dict]]
    fields: tuple[str, ...]


def prepare_update(number: int) -> tuple[str, dict]:
    from datetime import date, timedelta

    from tests.factories import WeeklyUpdateFactory, clipping

    clippings = [clipping("A first headline"), clipping("A second headline")]
    page = WeeklyUpdateFactory(date=date(2001, 1, 5) + timedelta(weeks=number), live=False, clippings=clippings)
    return f"/admin/pages/{page.pk}/edit/", {"object_id": str(page.pk)}


def prepare_live_statement(number: int) -> tuple[str, dict]:
    from tests.factories import StatementFactory

    page = StatementFactory(slug=f"episode-{number}")
    return f"/admin/pages/{page.pk}/edit/", {"object_id": str(page.pk)}


def prepare_new_statement(number: int) -> tuple[str, dict]:
    from wagtail.models import Revision

    from news.models import StatementIndex

    newest = Revision.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return f"/admin/pages/add/news/statement/{StatementIndex.objects.get().pk}/", {"pk__gt": newest}


KINDS = (
    Kind("update", prepare_update, UPDATE_FIELDS + CLIPPING_FIELDS),
    Kind("live statement", prepare_live_statement, STATEMENT_FIELDS),
    Kind("new statement", prepare_new_statement, STATEMENT_FIELDS),
)


@dataclass
class Episode:
    """A few steps of one person with one page, in one browser. typed: word → where, and at which step."""

    run: Run
    context: BrowserContext
    kind: Kind
    typed: dict[str, str] = field(default_factory=dict)
    steps: list[str] = field(default_factory=list)
    tabs: list[EditorTab] = field(default_factory=list)
    opened: list[EditorTab] = field(default_factory=list)
    is_offline: bool = False
    is_signed_out: bool = False

    def play(self) -> None:
        self.number = self.run.random.randrange(1, 10_000)
        path, self.revisions = self.kind.prepare(self.number)
        self.url = self.run.site.url + path
        self.add_tab()
        for _ in range(EPISODE):
            step = self.run.random.choice(self.possible_steps())
            self.steps.append(step.__name__)
            step()

    def possible_steps(self) -> list[Callable]:
        """Each as often as it is to be probable."""
        steps = [self.type_words] * 16 + [self.pause] * 2 + [self.save, self.reload, self.go_back, self.crash]
        steps += [self.go_online] * 3 if self.is_offline else [self.go_offline]
        steps += [self.sign_in_elsewhere] * 3 if self.is_signed_out else [self.be_signed_out]
        if "update" in self.kind.name:
            steps.append(self.add_clipping)
        if not self.is_offline:
            steps += [self.restore] * (0 if self.is_signed_out else 2) + [self.open_second_tab] * (len(self.tabs) < 2)
        return steps

    @property
    def tab(self) -> EditorTab:
        """The tab that is worked in, with an editor in it: whoever sees anything else opens the page again."""
        tab = self.run.random.choice(self.tabs)
        if not tab.is_editor:
            self.go_online()
            tab.open()
            self.is_signed_out = False
        return tab

    def add_tab(self) -> None:
        tab = EditorTab(self.context.new_page(), self.url, self.sign_in)
        tab.open()
        self.is_signed_out = False
        self.tabs.append(tab)
        self.opened.append(tab)

    def sign_in(self, page) -> None:
        page.locator("input[name=username]").fill("editor")
        page.locator("input[name=password]").fill(STAFF_PASSWORD)
        with page.expect_navigation():
            page.locator("button[type=submit]").first.click()

    # -- The steps -------------------------------------------------------------------------------------------------

    def type_words(self) -> None:
        word = f"word{self.number}x{len(self.typed)}z"
        selector = self.run.random.choice(self.kind.fields)
        if self.tab.type_at_end(selector, f" {word}"):
            self.typed[word] = f"{self.kind.name}, {selector}, step {len(self.steps)}"

    def pause(self) -> None:
        self.tab.page.wait_for_timeout(self.run.random.randrange(100, 2_500))

    def save(self) -> None:
        self.tab.save()

    def reload(self) -> None:
        tab = self.tab
        tab.wait_until_safe()
        try:
            tab.page.reload()
        except Error:  # offline
            return

    def go_back(self) -> None:
        tab = self.tab
        tab.wait_until_safe()
        try:
            tab.page.go_back()
        except Error:
            return

    def crash(self) -> None:
        tab = self.tab
        tab.wait_until_safe()
        self.tabs.remove(tab)
        tab.page.close(run_before_unload=False)
        if not self.tabs:
            self.go_online()
            self.add_tab()

    def open_second_tab(self) -> None:
        self.add_tab()

    def go_offline(self) -> None:
        self.context.set_offline(True)
        self.is_offline = True

    def go_online(self) -> None:
        self.context.set_offline(False)
        self.is_offline = False

    def be_signed_out(self) -> None:
        from django.contrib.sessions.models import Session

        Session.objects.all().delete()
        self.run.site.sessions.clear()
        self.is_signed_out = True

    def sign_in_elsewhere(self) -> None:
        self.go_online()
        page = self.context.new_page()
        page.goto("/admin/login/")
        if page.locator("input[name=password]").count():
            self.sign_in(page)
        page.close()
        self.is_signed_out = False

    def add_clipping(self) -> None:
        self.tab.press("^Insert a block")

    def restore(self) -> None:
        self.tab.restore()

    # -- What came of it -------------------------------------------------------------------------------------------

    def find_lost(self, kept: dict) -> list[str]:
        """The words that are nowhere. Counts in `kept` where the others are."""
        self.sign_in_elsewhere()
        for tab in self.tabs:
            tab.wait_until_settled()
            tab.remember_address()
        seen = {"the database": self.read_database(), "the screen": "\n".join(tab.read() for tab in self.tabs)}
        for tab in self.tabs:
            tab.page.close(run_before_unload=False)
        missing = [word for word in self.typed if not any(word in text for text in seen.values())]
        seen["the device"] = self.read_copies() if missing else ""
        lost = []
        for word, where in self.typed.items():
            place = next((name for name, text in seen.items() if word in text), None)
            kept[place or "nowhere"] = kept.get(place or "nowhere", 0) + 1
            if place is None:
                lost.append(f"{word} ({where}): {' '.join(self.steps)}")
        return lost

    def read_database(self) -> str:
        from wagtail.models import Revision

        return "\n".join(
            str(content) for content in Revision.objects.filter(**self.revisions).values_list("content", flat=True)
        )

    def read_copies(self) -> str:
        """The text of every copy that the device offers, at each address at which the page has been edited."""
        texts = []
        for url in {self.url, *(tab.url for tab in self.opened)}:
            tab = EditorTab(self.context.new_page(), url, self.sign_in)
            tab.open()
            dialog = tab.page.locator("dialog.saving-look")
            offers = tab.page.locator("[data-device-copy-offer] [data-choice=look]")
            for position in range(offers.count()):
                offers.nth(position).click()
                texts.append(dialog.inner_text())
                dialog.get_by_role("button", name="Close").click()
        return "\n".join(texts)
