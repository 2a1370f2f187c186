"""The lists of clippings, and the pages of sources and bills, for the sitemap; the page tree has its own."""

from urllib.parse import urljoin

from django.urls import reverse
from wagtail.contrib.sitemaps import Sitemap

from ..bills import Bill
from ..listing import build_query_string
from ..models import Record
from .bills import bill_url
from .facets import find_named_bills
from .selection import ALL_VALUES, Selection


class ViewSitemap(Sitemap):
    """Of a list, one filter at most: with more, the same clippings come again and again. Three queries."""

    def items(self) -> list[str]:
        """Paths with their query string."""
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

    def _urls(self, page, protocol, domain) -> list[dict]:
        root = self.get_wagtail_site().root_url
        paths = self.paginator.page(page).object_list
        return [{"location": urljoin(root, path), "lastmod": None, "alternates": []} for path in paths]
