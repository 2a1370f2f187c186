"""The site of a request, its root page, and what of it is not for everybody: one query per content version."""

from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.http.request import split_domain_port
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.models.sites import SiteRootPath

from ..shared import shared

MAX_TOP_LEVEL_PAGES = 50  # of which the menu is made


@shared
def read_sites(request) -> list[Site]:
    """All sites, most specific root path first, each with `private_paths` and `alias_paths`: where in the page tree
    begins what is private, or an alias.

    `root_page` is of its own type, but knows only the fields that all pages share. `root_path` is Wagtail's, which
    keeps it in a cache that an editor's change of a site clears in one process only.
    """
    private = PageViewRestriction.objects.values("page__path")
    aliases = Page.objects.filter(alias_of__isnull=False).values("path")
    sites = Site.objects.select_related("root_page__locale").annotate(
        private_paths=ArraySubquery(private), alias_paths=ArraySubquery(aliases)
    )
    found = list(sites.order_by("-root_page__url_path", "-is_default_site", "hostname"))
    for site in found:
        root = site.root_page
        site.root_path = SiteRootPath(site.pk, root.url_path, site.root_url, root.locale.language_code)
        site.root_page = root.specific_deferred
    return found


def choose_site(sites: list[Site], hostname: str, port: str) -> Site | None:
    """As Wagtail's get_site_for_hostname(): the site of host and port, the default site of the host, the only site of
    the host, or else the default site.
    """
    of_host = [site for site in sites if site.hostname == hostname]
    default = next((site for site in sites if site.is_default_site), None)
    exact = next((site for site in of_host if str(site.port) == port), None)
    if exact or (default and default in of_host):
        return exact or default
    return of_host[0] if len(of_host) == 1 else default


def find_site(request) -> Site | None:
    """The site of a request, as Site.find_for_request() finds it and from now on has it."""
    if not hasattr(getattr(request, "_wagtail_site", None), "private_paths"):  # Wagtail may have found it before
        hostname = split_domain_port(request._get_raw_host())[0]
        sites = read_sites(request)
        request._wagtail_site = choose_site(sites, hostname, request.get_port())
        request._wagtail_cached_site_root_paths = [site.root_path for site in sites]
    return Site.find_for_request(request)


def know_sites(request, pages: Iterable[Page]) -> None:
    """Let the `url` of these pages be found without a look into Wagtail's cache of the sites, or the database."""
    find_site(request)
    for page in pages:
        page._wagtail_cached_site_root_paths = request._wagtail_cached_site_root_paths


def is_public(site: Site, path: str) -> bool:
    """Whether everybody may read what is at this path of the page tree, as far as view restrictions go.

    What is at or below an alias is asked for apart: its original may be private.
    """
    return not path.startswith((*site.private_paths, *site.alias_paths))


@shared
def read_top_level_pages(request, site: Site) -> list[Page]:
    """The root page of a site and the live pages directly below it, in the order of the tree. One query.

    Each has `is_private`: whether a view restriction applies to it.
    """
    root = site.root_page
    pages = [root, *root.get_children().live()[:MAX_TOP_LEVEL_PAGES]]
    know_sites(request, pages)
    for page in pages:
        page.is_private = page.path.startswith(tuple(site.private_paths))
    return pages


def get_top_level_pages(request) -> list[Page]:
    """Those of the site of a request; none where there is no site."""
    site = find_site(request)
    return read_top_level_pages(request, site) if site else []
