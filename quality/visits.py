"""Which addresses are looked at: for each page type of the site those with most on them, and what is no page."""

import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FOUND, NOT_FOUND = "/search/?q=Ukraine", "/search/?q=xylophone"


@dataclass(frozen=True, slots=True)
class Visit:
    """`kind` is the page type, or a name. `form`, where given, is HTML whose button leads to the page."""

    kind: str
    address: str
    status: int = 200
    noindex: bool = False
    form: str = ""

    @property
    def name(self) -> str:
        return f"{self.address} ({self.kind})" if "." not in self.kind else self.address


def pages() -> list[Visit]:
    """Every page of the site that visitors can open, in the order of the tree."""
    from wagtail.models import Page

    listed = Page.objects.live().public().filter(depth__gte=2).order_by("path")
    return [Visit(page.cached_content_type.model_class()._meta.label, page.get_url()) for page in listed]


def besides_pages(url: str) -> list[Visit]:
    """What answers at an address without being a page of the tree. `url` is where the site is served."""
    from pages.forms import ContactForm

    opened = ContactForm().initial["opened"]
    empty_form = (
        f'<form method="post" action="{url}/contact/message/">'
        f'<input type="hidden" name="opened" value="{opened}"><button>Send the message</button></form>'
    )
    return [
        Visit("search", "/search/", noindex=True),
        Visit("search that finds", FOUND, noindex=True),
        Visit("search that finds nothing", NOT_FOUND, noindex=True),
        Visit("form with errors", "/contact/message/", form=empty_form),
        Visit("message received", "/contact/received/", noindex=True),
        Visit("not found", "/no-such-page/", status=404, noindex=True),
        Visit("failure", "/500/", status=500, noindex=True),
    ]


def newest_update() -> str:
    from news.models import WeeklyUpdate

    return WeeklyUpdate.objects.listed().newest().first().get_url()


def with_most_on_them(visits: Iterable[Visit], html: Mapping[str, str]) -> list[Visit]:
    """For each kind the page with the longest HTML and that with most pictures, often the same; `html` by address."""
    kinds: dict[str, list[Visit]] = {}
    for visit in visits:
        kinds.setdefault(visit.kind, []).append(visit)
    chosen = []
    for same in kinds.values():
        longest = max(same, key=lambda visit: len(html[visit.address]))
        fullest = max(same, key=lambda visit: (html[visit.address].count("<img"), len(html[visit.address])))
        chosen += dict.fromkeys([longest, fullest])
    return chosen


def types_without_a_page(visits: Iterable[Visit]) -> set[str]:
    """The page types of the site that none of the visits sees."""
    from wagtail.models import Page, get_page_models

    return {model._meta.label for model in get_page_models() if model is not Page} - {visit.kind for visit in visits}


def read(url: str) -> str:
    with urllib.request.urlopen(url, timeout=60) as response:  # noqa: S310 — a loopback address
        return response.read().decode()


def all_visits(url: str) -> list[Visit]:
    everything = pages()
    html = {visit.address: read(url + visit.address) for visit in everything}
    newest = newest_update()
    chosen = {*with_most_on_them(everything, html), *(visit for visit in everything if visit.address == newest)}
    return [visit for visit in everything if visit in chosen] + besides_pages(url)


def visits_to(addresses: Iterable[str], url: str) -> list[Visit]:
    """The visits to these addresses; what follows a question mark does not change the kind of a page."""
    known = [*pages(), *besides_pages(url)]
    by_address = {visit.address: visit for visit in reversed(known)}
    found = []
    for address in addresses:
        like = by_address.get(address) or by_address.get(address.partition("?")[0])
        found.append(
            Visit(like.kind, address, like.status, like.noindex, like.form) if like else Visit("other", address)
        )
    return found
