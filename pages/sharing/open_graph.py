"""What the Open Graph tags and the structured data of a page are made of. Costs no query of its own."""

from urllib.parse import urljoin

from django.templatetags.static import static
from django.utils.timezone import localtime

from . import social_images, structured_data
from .structured_data import PageMetadata


def page_metadata(page, request, organization, canonical_query: str = "", title: str = "") -> PageMetadata | None:
    """None while the page has no URL. canonical_query: what a listing adds to the canonical URL; title: its own."""
    url = page.pk and page.get_full_url(request)
    if not url:
        return None
    return PageMetadata(
        title=title or page.seo_title or page.headline(organization),
        summary=page.summary,
        url=url + canonical_query,
        site_url=urljoin(url, "/"),
        image=urljoin(url, social_images.url(page)),
        day=page.date,
        modified=page.last_published_at and localtime(page.last_published_at).replace(microsecond=0),
    )


def build_json_ld(page, metadata: PageMetadata, organization, breadcrumbs) -> str:
    """The JSON-LD of a page: its publisher, what it is, and its breadcrumbs (MenuItems, from Home down)."""
    publisher = publisher_data(metadata, organization)
    nodes = [
        publisher | organization_details(organization) if page.is_about_organization else publisher,
        page.structured_data(metadata, publisher),
    ]
    return structured_data.json_ld([*nodes, *breadcrumb_nodes(metadata, breadcrumbs, page.title)])


def build_view_json_ld(nodes: list[dict], metadata: PageMetadata, breadcrumbs) -> str:
    """The JSON-LD of what is not a page of the tree. nodes: its publisher, and what it is."""
    return structured_data.json_ld([*nodes, *breadcrumb_nodes(metadata, breadcrumbs, metadata.title)])


def breadcrumb_nodes(metadata: PageMetadata, breadcrumbs, title: str) -> list[dict]:
    ancestors = [(ancestor.label, urljoin(metadata.url, ancestor.url)) for ancestor in breadcrumbs]
    return [structured_data.breadcrumb_list(ancestors, title)] if ancestors else []


def publisher_data(metadata: PageMetadata, organization) -> dict:
    logo = urljoin(metadata.site_url, static("img/icon-512.png"))
    return structured_data.publisher_organization(organization.name, metadata.site_url, logo)


def organization_details(organization) -> dict:
    """The properties of the organization that only pages about it have; see `is_about_organization`."""
    eras = [(era.value["name"], era.value["abbreviation"]) for era in organization.names]
    return {
        "alternateName": structured_data.alternate_names(organization.name, organization.short_name, eras),
        "description": organization.about.strip(),
        "foundingDate": structured_data.iso_month(organization.founded),
        "taxID": organization.ein,
        "telephone": organization.telephone_e164,
        "address": structured_data.postal_address(organization.address.splitlines(), organization.city),
        "sameAs": [link.value["url"] for link in organization.social_links],
    }
