"""A page as others show it: what its tags and its linked data are made of. Costs no query of its own."""

from urllib.parse import urljoin

from django.templatetags.static import static
from django.utils.timezone import localtime

from . import cards, linked_data
from .linked_data import Shared
from .telephone import tel


def shared(page, request, organization, view: str = "") -> Shared | None:
    """None while the page has no address. view: the query of the list's view, for the address that lasts."""
    url = page.pk and page.get_full_url(request)
    if not url:
        return None
    return Shared(
        title=page.seo_title or page.headline(organization),
        summary=page.summary,
        url=url + view,
        site_url=urljoin(url, "/"),
        picture=urljoin(url, cards.address(page)),
        day=page.date,
        modified=page.last_published_at and localtime(page.last_published_at).replace(microsecond=0),
    )


def graph(page, shared: Shared, organization, trail) -> str:
    """The JSON-LD of a page: who publishes it, what it is, and where it stands."""
    publisher = publisher_of(shared, organization)
    nodes = [
        publisher | facts(organization) if page.is_about_organization else publisher,
        page.linked_data(shared, publisher),
    ]
    if trail:
        steps = [(step.label, urljoin(shared.url, step.url)) for step in trail]
        nodes.append(linked_data.breadcrumbs(steps, page.title))
    return linked_data.graph(nodes)


def publisher_of(shared: Shared, organization) -> dict:
    logo = urljoin(shared.site_url, static("img/icon-512.png"))
    return linked_data.organization(organization.name, shared.site_url, logo)


def facts(organization) -> dict:
    """What the settings know of the organization, beyond what stands on every page."""
    eras = [(era.value["name"], era.value["abbreviation"]) for era in organization.names]
    return {
        "alternateName": linked_data.other_names(organization.name, organization.short_name, eras),
        "description": organization.about.strip(),
        "foundingDate": linked_data.month_of(organization.founded),
        "taxID": organization.ein,
        "telephone": tel(organization.telephone) if organization.telephone else "",
        "address": linked_data.postal_address(organization.address.splitlines(), organization.city),
        "sameAs": [link.value["url"] for link in organization.social_links],
    }
