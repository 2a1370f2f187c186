from urllib.parse import urlsplit

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from wagtail.images.models import Picture
from wagtail.images.shortcuts import get_renditions_or_not_found
from wagtail.models import Page

from .. import navigation
from ..images.renditions import MODERN, PLACES, SETS
from ..models import Organization
from ..palette import color
from ..rich_text import typography
from ..sharing import open_graph
from ..stylesheet import stylesheet

register = template.Library()
register.simple_tag(color)


@register.simple_tag(takes_context=True)
def main_menu(context):
    """The Menu of navigation.py, with the current page's branch marked."""
    page = context.get("page")
    return navigation.main_menu(context["request"], page if isinstance(page, Page) else None)


@register.simple_tag(takes_context=True)
def breadcrumbs(context):
    page = context.get("page")
    return navigation.breadcrumbs(context["request"], page) if isinstance(page, Page) else []


@register.simple_tag(takes_context=True)
def organization(context):
    """The organization's settings, read once for a request."""
    return Organization.for_request(context["request"])


@register.simple_tag(takes_context=True)
def page_metadata(context):
    """The page's PageMetadata; None for what is not a page of the tree, or not saved."""
    page, listing = context.get("page"), context.get("listing")
    if isinstance(page, Page):
        query = listing.canonical_query if listing else ""
        return open_graph.page_metadata(page, context["request"], context["org"], query)
    return None


@register.simple_tag(takes_context=True)
def structured_data(context, metadata):
    """The page's JSON-LD, safe in its script element."""
    return mark_safe(open_graph.structured_data_of(context["page"], metadata, context["org"], context["trail"]))


@register.simple_tag
def inline_stylesheet(*subjects):
    """The stylesheet with the components of these subjects."""
    return mark_safe(stylesheet(*subjects))


@register.filter(is_safe=True)
def nonbreaking(html):
    """The text of the page with bills and their numbers held together, see typography.py."""
    return typography.nonbreaking(html)


@register.filter
def isolated(names):
    """Names in a row, each so that letters from right to left in it do not turn its neighbours around."""
    return format_html_join(", ", "<bdi>{}</bdi>", ([name] for name in names))


@register.simple_tag(takes_context=True)
def page_of_type(context, page_type):
    """The live, public page below Home of this type, as "pages.donate"; None where there is none."""
    return navigation.find_by_type(context["request"], page_type)


def shown_at(place, image):
    """What a place of renditions.py shows of a picture: its files by format, and the place's `sizes`."""
    name, sizes = PLACES[place]
    return Picture(get_renditions_or_not_found(image, SETS[name])).formats, sizes


@register.simple_tag
def picture(image, place, *, alt=None, is_lead=False):
    """A `picture` element in the sizes and formats of a place; `alt` where the picture's own text is not wanted.

    The lead picture of a page is fetched first; every other one when a visitor comes near it.
    """
    formats, sizes = shown_at(place, image)
    sources = [(Picture.get_width_srcset(formats[modern]), sizes, f"image/{modern}") for modern in MODERN]
    first = {"fetchpriority": "high"} if is_lead else {"loading": "lazy", "decoding": "async"}
    (fallback,) = formats["jpeg"]  # the one file needs no sizes, which Wagtail's own element would give it
    return format_html(
        "<picture>{}{}</picture>",
        format_html_join("", '<source srcset="{}" sizes="{}" type="{}">', sources),
        fallback.img_tag(first if alt is None else {"alt": alt, **first}),
    )


@register.inclusion_tag("components/preload_picture.html")
def preload_picture(image, place):
    """A line of the head by which a page's lead picture comes first, in what `picture` will show of it."""
    formats, sizes = shown_at(place, image)
    return {"srcset": Picture.get_width_srcset(formats["avif"]), "sizes": sizes}


@register.filter
def host(url):
    """The site an address leads to, as a reader knows it: “www.example.org” is example.org."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


@register.filter
def handle(url):
    """The name at the end of a profile's address."""
    return urlsplit(url).path.strip("/") or host(url)
