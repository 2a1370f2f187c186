"""The sitemap: an index of parts, each of a bounded size and at an address that stays.

https://www.sitemaps.org/protocol.html. Replaces Wagtail's sitemap, which reads every page at once, as its own type;
until Wagtail has parts.
"""

from urllib.parse import urljoin

from django.contrib.sitemaps.views import SitemapIndexItem, x_robots_tag
from django.db.models import F, IntegerField, Max, QuerySet
from django.db.models.functions import Cast
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from pages.models.base import is_private
from pages.models.sites import find_site, know_sites

from ..bills import Bill
from ..listing import build_query_string
from ..models import Record
from .bills import bill_url
from .facets import find_named_bills
from .selection import ALL_VALUES, Selection

PART = 500  # pages, counted by primary key, or addresses of views


def site_of(request) -> Site:
    site = find_site(request)
    if site is None:
        raise Http404
    return site


def public_pages(site: Site) -> QuerySet[Page]:
    """The live pages of the site that everybody may read."""
    below = Page.objects.filter(path__startswith=site.root_page.path).live().exclude(is_private())
    return below.order_by("path").select_related(None)


@require_safe
@x_robots_tag
def sitemap(request):
    """The parts that there are, with the day of the last change in those of pages. Four queries."""
    site = site_of(request)
    changed = Max("last_published_at")
    number = Cast((F("pk") - 1) / PART + 1, IntegerField())
    pages = public_pages(site).order_by().values_list(number).annotate(changed=changed)
    views = range(1, -(-len(list_views()) // PART) + 1)
    parts = [(reverse("sitemap_pages", args=[part]), changed) for part, changed in sorted(pages)]
    parts += [(reverse("sitemap_views", args=[part]), None) for part in views]
    items = [SitemapIndexItem(urljoin(site.root_url, path), changed) for path, changed in parts]
    return TemplateResponse(request, "sitemap_index.xml", {"sitemaps": items}, content_type="application/xml")


@require_safe
@x_robots_tag
def sitemap_pages(request, part: str):
    """The public pages whose primary keys are in this part, so that no page wanders from one to another.

    One query, and one for each list in it, which is as new as what it lists. 404 where there is none.
    """
    pages = list(public_pages(site_of(request)).filter(pk__gt=(int(part) - 1) * PART, pk__lte=int(part) * PART))
    know_sites(request, pages)
    return respond(request, [entry for page in pages for entry in list_urls(page, request)])


def list_urls(page: Page, request) -> list[dict]:
    """What the page says of itself, without when it was saved last: a draft changes nothing that is seen."""
    if page.last_published_at is None:
        page.latest_revision_created_at = None
    return describe(page).get_sitemap_urls(request)


def describe(page: Page) -> Page:
    """The page as its own type, where that says something else to the sitemap than every page does."""
    own_type = page.specific_class
    is_special = own_type and own_type.get_sitemap_urls is not Page.get_sitemap_urls
    return page.get_specific(deferred=True) if is_special else page


@require_safe
@x_robots_tag
def sitemap_views(request, part: str):
    """The lists of clippings, and the pages of sources and bills. Three queries. 404 where there is none."""
    root = site_of(request).root_url
    paths = list_views()[(int(part) - 1) * PART : int(part) * PART]
    return respond(request, [{"location": urljoin(root, path), "lastmod": None} for path in paths])


def respond(request, entries: list[dict]) -> TemplateResponse:
    if not entries:
        raise Http404
    return TemplateResponse(request, "sitemap.xml", {"urlset": entries}, content_type="application/xml")


def list_views() -> list[str]:
    """Paths with query string. Of a list, one filter at most: with more, the same clippings come again and again."""
    counts = Selection().count_values(ALL_VALUES, "country", "year", "source")
    bills = map(Bill.from_key, find_named_bills(Record.objects.listed()))
    bill_urls = [bill_url(bill) for bill in bills]
    address = reverse("clippings")
    sources = [reverse("source", args=[slug]) for slug in counts["source"]]
    return [
        *([address] if counts["year"] else []),
        *(address + build_query_string(**{name: value}) for name in ("country", "year") for value in counts[name]),
        *([reverse("sources")] if sources else []),
        *sources,
        *([reverse("bills")] if bill_urls else []),
        *bill_urls,
    ]
