import re
from urllib.parse import urlsplit

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join, linebreaks
from django.utils.safestring import mark_safe
from wagtail.images.models import Filter, Picture, SourceImageIOError
from wagtail.models import Page

from .. import navigation
from ..images.renditions import MODERN_FORMATS, PLACES, RENDITION_SETS
from ..models import Organization
from ..models.sites import find_site
from ..palette import color
from ..rich_text import typography
from ..rich_text.blocks import is_http_url
from ..rich_text.direction import set_directions
from ..rich_text.links import host
from ..rich_text.telephones import link_telephones
from ..shared import shared
from ..sharing import open_graph
from ..stylesheet import get_stylesheets

PLACEHOLDER = "\x00"  # where the footer is cut; no text of the database can have it
EIN = re.compile(r"\b\d{2}-\d{7}\b")  # a tax id, for example 13-2700517

register = template.Library()
register.simple_tag(color)
register.filter(is_http_url)
register.filter(host)


@register.simple_tag(takes_context=True)
def main_menu(context):
    """The Menu of navigation.py, where the visitor is in none of its branches."""
    return navigation.main_menu(context["request"])


@register.simple_tag(takes_context=True)
def site_header(context):
    """The header, the menu included, as it is on all pages of a branch but for the link to the page itself."""
    request, page = context["request"], context.get("page")
    branch = navigation.find_branch(request, page) if isinstance(page, Page) else None
    menu = navigation.main_menu(request)
    linked = {"/", reverse("search"), *(item.url for item in (*menu.bar, *menu.more, menu.donate) if item)}
    return render_header(request, find_site(request), branch, request.path if request.path in linked else "")


@shared
def render_header(request, site, branch, path):
    """branch: of find_branch(); path: of the page, where the header links it, else empty."""
    menu, org = navigation.main_menu(request, branch), Organization.for_request(request)
    return render_to_string("components/site_header.html", {"menu": menu, "org": org, "path": path})


@register.simple_tag(takes_context=True)
def site_footer(context):
    """The footer, in which only the link for staff differs. context: `page` or `update` is what it leads to, if any."""
    edited = context.get("page") or context.get("update")
    before, after = render_footer(context["request"], find_site(context["request"]))
    staff_link = render_to_string("components/staff_link.html", {"edited": getattr(edited, "pk", None)})
    return mark_safe(before + staff_link.strip("\n") + after)


@shared
def render_footer(request, site):
    """What stands in the footer before and after the link for staff."""
    context = {"org": Organization.for_request(request), "staff_link": PLACEHOLDER}
    before, _, after = render_to_string("components/site_footer.html", context).partition(PLACEHOLDER)
    return before, after


@register.simple_tag(takes_context=True)
def breadcrumbs(context):
    """The MenuItems of the pages above the current one; for what is not a page of the tree, those of its view."""
    page = context.get("page")
    return navigation.breadcrumbs(context["request"], page) if isinstance(page, Page) else context.get("trail", [])


@register.simple_tag(takes_context=True)
def organization(context):
    """The Organization settings, read once per request."""
    return Organization.for_request(context["request"])


@register.simple_tag(takes_context=True)
def page_metadata(context):
    """The page's PageMetadata; for what is not a page of the tree, that of its view, or None. None for a page that is
    not saved, and for a draft that is shown by a link."""
    page, listing = context.get("page"), context.get("listing")
    if hasattr(context["request"], "draft_link"):
        return None
    if isinstance(page, Page):
        query, title = (listing.canonical_query, listing.heading) if listing else ("", "")
        return open_graph.page_metadata(page, context["request"], context["org"], query, title)
    return context.get("metadata")


@register.simple_tag(takes_context=True)
def structured_data(context, metadata):
    """The page's JSON-LD, safe in a script element."""
    page, trail = context.get("page"), context["trail"]
    if isinstance(page, Page):
        return mark_safe(open_graph.build_json_ld(page, metadata, context["org"], trail))
    return mark_safe(open_graph.build_view_json_ld(context["nodes"], metadata, trail))


@register.simple_tag
def inline_stylesheet(*subjects):
    """The style elements of a page that has components of these subjects."""
    return mark_safe("".join(f"<style>{css}</style>" for css in get_stylesheets(*subjects)))


@register.filter(is_safe=True)
def nonbreaking(html):
    """HTML with no-break spaces in the citations of bills, see typography.py."""
    return typography.nonbreaking(html)


@register.simple_tag
def telephone(organization):
    """Its telephone number; a link where it is one number, which can be dialed."""
    if not organization.telephone_url:
        return format_html('<span class="number">{}</span>', organization.telephone)
    return format_html('<a class="number" href="{}">{}</a>', organization.telephone_url, organization.telephone)


@register.filter(is_safe=True)
def text_directions(html):
    """HTML with a `dir` on each block whose first letter tells another direction than most of them: direction.py."""
    return set_directions(html)


@register.filter
def telephone_links(text):
    """HTML or a text that an editor typed, with a link around each telephone number of North America."""
    return mark_safe(link_telephones(conditional_escape(text)))


@register.filter
def giving_text(text):
    """A text of the settings as HTML paragraphs, with each EIN in an element that the stylesheet keeps on one line."""
    return mark_safe(EIN.sub(r'<span class="ein">\g<0></span>', linebreaks(text, autoescape=True)))


@register.simple_tag(takes_context=True)
def page_of_type(context, page_type):
    """The live, public page below Home of this type, as "pages.donate"; None where there is none."""
    return navigation.find_page_of_type(context["request"], page_type)


def get_responsive_image(image, place):
    """For a place of renditions.py: the picture's renditions by format, and the value of the attribute `sizes`.

    Where some cannot be made now, those that exist: too few are better than a broken picture, or a visitor who waits.
    """
    name, sizes = PLACES[place]
    filters = [Filter(spec) for spec in RENDITION_SETS[name]]
    try:
        renditions = image.get_renditions(*filters)
    except SourceImageIOError:
        renditions = {filter.spec: rendition for filter, rendition in image.find_existing_renditions(*filters).items()}
    formats = {}
    for filter in filters:  # from small to large
        if filter.spec in renditions:
            formats.setdefault(filter.spec.rpartition("format-")[2], []).append(renditions[filter.spec])
    return formats, sizes


@register.simple_tag
def picture(image, place, *, alt=None, is_lead=False):
    """A `picture` element with the renditions of a place; `alt` replaces the picture's alternative text.

    The lead picture of a page is fetched with high priority, every other one lazily. Empty if there is no rendition.
    """
    formats, sizes = get_responsive_image(image, place)
    if not formats:
        return ""
    sources = [
        (Picture.get_width_srcset(formats[modern]), sizes, f"image/{modern}")
        for modern in MODERN_FORMATS
        if modern in formats
    ]
    loading = {"fetchpriority": "high"} if is_lead else {"loading": "lazy", "decoding": "async"}
    fallback = list(formats.values())[-1][-1]  # the JPEG; a single file needs no `sizes`, which Wagtail's tag would add
    return format_html(
        "<picture>{}{}</picture>",
        format_html_join("", '<source srcset="{}" sizes="{}" type="{}">', sources),
        fallback.img_tag(loading if alt is None else {"alt": alt, **loading}),
    )


@register.inclusion_tag("components/preload_picture.html")
def preload_picture(image, place):
    """A <link rel="preload"> for a page's lead picture, with the same candidates as its `picture` element."""
    formats, sizes = get_responsive_image(image, place)
    return {"srcset": Picture.get_width_srcset(formats["avif"]) if "avif" in formats else "", "sizes": sizes}


@register.filter
def handle(url):
    """The account name in the URL of a profile: its path; the host name where it has none."""
    return urlsplit(url).path.strip("/") or host(url)
