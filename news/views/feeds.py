"""What the site can be followed by: a page that lists its feeds, the same as OPML, and its search for browsers."""

from dataclasses import dataclass

from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from pages.models import Organization
from pages.navigation import find_page_of_type

from ..feed_response import FeedLinks, view_feed_links
from ..models import Country
from ..models.feeds import page_feed_links
from ..outputs.build import absolute_url, clean_line
from .metadata import build_trail, view_context, view_metadata

SUMMARY = "Statements, weekly updates, countries and any search of this site, to follow in a feed reader."
CLIPPINGS = "Each article that a weekly update quoted, by itself."
OPENSEARCH_MAX_AGE = 24 * 3600  # seconds
INDEX_TYPES = ("news.statementindex", "news.newsindex", "news.publicationindex")


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """A feed of the list. `url` is the path of the page that it belongs to; the absolute URLs are for OPML."""

    links: FeedLinks
    summary: str
    url: str

    @property
    def title(self) -> str:
        return clean_line(self.links.title)

    @property
    def rss(self) -> str:
        return absolute_url(self.links.rss)

    @property
    def page_url(self) -> str:
        return absolute_url(self.url)


def main_feeds(request) -> list[ListedFeed]:
    """Statements first, then the weekly updates, publications, and all clippings. No query but for the menu."""
    pages = [find_page_of_type(request, page_type) for page_type in INDEX_TYPES]
    return [
        *(list_page(page, request) for page in pages if page and page.get_url(request)),
        ListedFeed(view_feed_links("Clippings", reverse("clippings")), CLIPPINGS, reverse("clippings")),
    ]


def country_feeds(request) -> list[ListedFeed]:
    """One for each country, of the clippings about it. One query."""
    return [list_page(country, request) for country in Country.objects.for_list() if country.get_url(request)]


def list_page(page, request) -> ListedFeed:
    return ListedFeed(page_feed_links(page, request), clean_line(page.search_description), page.get_url(request))


@require_safe
def feeds(request):
    metadata = view_metadata(request, "Feeds", SUMMARY, reverse("feeds"))
    context = view_context(request, metadata, build_trail(request, "pages.signup"))
    context |= {"main_feeds": main_feeds(request), "countries": country_feeds(request), "is_indexed": True}
    return render(request, "news/feeds.html", context)


@require_safe
def opml(request):
    """All feeds of the page as a file that feed readers import. http://opml.org/spec2.opml"""
    context = {"organization_name": clean_line(Organization.for_request(request).short_name)}
    context |= {"main_feeds": main_feeds(request), "countries": country_feeds(request)}
    response = render(request, "news/feeds.opml", context, content_type="text/x-opml; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="feeds.opml"'
    return response


@require_safe
@cache_control(public=True, max_age=OPENSEARCH_MAX_AGE)
def opensearch(request):
    """Tells a browser how to search the site.

    https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md
    """
    organization = Organization.for_request(request)
    context = {
        "short_name": clean_line(organization.short_name)[:16],
        "long_name": clean_line(organization.name)[:48],
        "search_url": absolute_url(reverse("search")),
        "own_url": absolute_url(reverse("opensearch")),
        "icon_url": absolute_url(static("img/favicon.ico")),
    }
    return render(
        request, "news/opensearch.xml", context, content_type="application/opensearchdescription+xml; charset=utf-8"
    )
