"""Chooses the URLs to measure: the heaviest pages of each page type, and the views that are not Wagtail pages."""

import re
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

# Scripts, each with a font of its own: Latin of Eastern Europe, Cyrillic, Hebrew.
SCRIPTS = [re.compile(script) for script in ("[\u0100-\u017f]", "[\u0400-\u04ff]", "[\u0590-\u05ff]")]
SEARCH_WITH_RESULTS, SEARCH_WITHOUT_RESULTS = "/search/?q=Ukraine", "/search/?q=xylophone"


@dataclass(frozen=True, slots=True)
class Visit:
    """A URL to measure.

    kind: the page type as "app.Model", or another name. path: with the query string. status: the expected one. noindex:
    whether the page is kept out of search engines. form: where given, HTML whose button is to be pressed instead.
    """

    kind: str
    path: str
    status: int = 200
    noindex: bool = False
    form: str = ""

    @property
    def name(self) -> str:
        return f"{self.path} ({self.kind})" if "." not in self.kind else self.path


def list_pages() -> list[Visit]:
    """Every live, public page, in the order of the page tree."""
    from wagtail.models import Page

    listed = Page.objects.live().public().filter(depth__gte=2).order_by("path")
    return [Visit(page.cached_content_type.model_class()._meta.label, page.get_url()) for page in listed]


def list_other_views(url: str) -> list[Visit]:
    """The public views that are not Wagtail pages. url: of the running site."""
    empty_form = f'<form method="post" action="{url}/contact/message/"><button>Send the message</button></form>'
    return [
        Visit("search", "/search/", noindex=True),
        Visit("search that finds", SEARCH_WITH_RESULTS, noindex=True),
        Visit("search that finds nothing", SEARCH_WITHOUT_RESULTS, noindex=True),
        Visit("form with errors", "/contact/message/", form=empty_form),
        Visit("message received", "/contact/received/", noindex=True),
        Visit("not found", "/no-such-page/", status=404, noindex=True),
        Visit("failure", "/500/", status=500, noindex=True),
        Visit("clippings", "/clippings/"),
        Visit("clippings that are filtered", "/clippings/?country=ua&year=2025"),
        Visit("clipping", f"/clippings/{get_newest_clipping_key()}/"),
        Visit("bill", "/bills/119/hr/1911/"),
        Visit("source", "/sources/sample-gazette/"),
        Visit("feeds", "/feeds/"),
        Visit("year of the news", "/news/2025/"),
    ]


def get_newest_clipping_key() -> str:
    from news.models import Record

    return Record.objects.clippings().newest().first().key


def get_newest_update_path() -> str:
    from news.models import WeeklyUpdate

    return WeeklyUpdate.objects.listed().newest().first().get_url()


def pick_heaviest(visits: Iterable[Visit], html: Mapping[str, str]) -> list[Visit]:
    """For each kind the page with the longest HTML and that with most pictures and fonts. html: by path."""
    kinds: dict[str, list[Visit]] = {}
    for visit in visits:
        kinds.setdefault(visit.kind, []).append(visit)
    chosen = []
    for of_kind in kinds.values():
        longest = max(of_kind, key=lambda visit: len(html[visit.path]))
        fullest = max(of_kind, key=lambda visit: (count_files(html[visit.path]), len(html[visit.path])))
        chosen += dict.fromkeys([longest, fullest])
    return chosen


def count_files(html: str) -> int:
    """How many pictures a page has, and how many fonts besides that of English."""
    return html.count("<img") + sum(bool(script.search(html)) for script in SCRIPTS)


def find_unvisited_types(visits: Iterable[Visit]) -> set[str]:
    """The page types of which none of the visits is."""
    from wagtail.models import Page, get_page_models

    return {model._meta.label for model in get_page_models() if model is not Page} - {visit.kind for visit in visits}


def fetch_html(url: str) -> str:
    with urllib.request.urlopen(url, timeout=60) as response:  # noqa: S310 — a loopback URL
        return response.read().decode()


def choose_visits(url: str) -> list[Visit]:
    """The heaviest pages of each type, the newest weekly update, and the other views. url: of the running site."""
    pages = list_pages()
    html = {visit.path: fetch_html(url + visit.path) for visit in pages}
    newest = get_newest_update_path()
    chosen = {*pick_heaviest(pages, html), *(visit for visit in pages if visit.path == newest)}
    return [visit for visit in pages if visit in chosen] + list_other_views(url)


def visits_to(paths: Iterable[str], url: str) -> list[Visit]:
    """A visit to each of these paths; a query string does not change the kind of a page. url: of the running site."""
    by_path = {visit.path: visit for visit in reversed([*list_pages(), *list_other_views(url)])}
    found = []
    for path in paths:
        known = by_path.get(path) or by_path.get(path.partition("?")[0])
        found.append(replace(known, path=path) if known else Visit("other", path))
    return found
