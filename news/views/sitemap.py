"""The lists of clippings, and the pages of sources and bills, for the sitemap; the page tree has its own."""

from urllib.parse import urljoin

from django.urls import reverse
from wagtail.contrib.sitemaps import Sitemap

from ..listing import build_query_string
from ..models import Record
from .bills import bill_url
from .facets import find_named_bills, parse_bill
from .selection import ALL_VALUES, Selection


class ViewSitemap(Sitemap):
    """Of a list, one filter at most: with more, the same clippings come again and again. Three queries."""

    def items(self) -> list[str]:
        """Paths with their query string."""
        counts = Selection().count_values(ALL_VALUES, "country", "year", "source")
        bills = [parse_bill(key) for key in find_named_bills(Record.objects.listed())]
        address = reverse("clippings")
        sources = [reverse("source", args=[slug]) for slug in counts["source"]]
        return [
            *([address] if counts["year"] else []),
            *(address + build_query_string(**{name: value}) for name in ("country", "year") for value in counts[name]),
            *([reverse("sources")] if sources else []),
            *sources,
            *([reverse("bills")] if bills else []),
            *(bill_url(bill) for bill in bills if bill),
        ]

    def _urls(self, page, protocol, domain) -> list[dict]:
        root = self.get_wagtail_site().root_url
        paths = self.paginator.page(page).object_list
        return [{"location": urljoin(root, path), "lastmod": None, "alternates": []} for path in paths]
