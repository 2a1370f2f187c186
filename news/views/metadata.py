"""What messengers and search engines are told of a page that is not in the page tree, and its breadcrumbs."""

from urllib.parse import urljoin

from django.urls import reverse

from pages.models import Organization
from pages.navigation import MenuItem, build_menu_item, find_page_of_type, get_top_level_pages
from pages.sharing import open_graph, social_images, structured_data
from pages.sharing.structured_data import Node, PageMetadata

from ..outputs.build import absolute_url


def build_trail(request, page_type: str, *steps: tuple[str, str]) -> list[MenuItem]:
    """Home, the page of this type below it, and these steps: labels and names of URL patterns."""
    pages = [*get_top_level_pages(request)[:1], find_page_of_type(request, page_type)]
    items = [build_menu_item(page, request) for page in pages if page]
    return items + [MenuItem(label, reverse(name), False, "") for label, name in steps]


def view_metadata(request, title: str, summary: str, path: str, *, page=None, day=None) -> PageMetadata:
    """path: with the canonical query string. page: one whose social image it shows, instead of the front page's."""
    root = next(iter(get_top_level_pages(request)), None)
    site_url = (root and root.get_full_url(request)) or absolute_url("/")
    shown = page or (root and root.specific_deferred)
    image = urljoin(site_url, social_images.url(shown)) if shown else ""
    return PageMetadata(title, summary, urljoin(site_url, path), site_url, image, day)


def view_context(request, metadata: PageMetadata, trail: list[MenuItem], *, node: Node | None = None) -> dict:
    """What base.html and components/view_meta.html show of a view. node: its own of the JSON-LD, else a list's."""
    publisher = open_graph.publisher_data(metadata, Organization.for_request(request))
    node = node or structured_data.web_page("CollectionPage", metadata, publisher)
    return {"metadata": metadata, "trail": trail, "nodes": [publisher, node]}
