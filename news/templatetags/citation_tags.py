"""How pages and clippings are cited, in the foot and in the metadata of their pages."""

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from ..citation import Reference, cite, coins, highwire, mail_link
from ..models.record import clipping_identity, record_key
from ..outputs.issue import long_date

register = template.Library()


@register.simple_tag
def citation(page, organization, url):
    """The citation of a dated page, whose date a draft may lack. url: the page's, with its host."""
    return cite(organization.name, page.title, long_date(page.date) if page.date else "", url)


@register.simple_tag
def mail_url(title, url):
    """The URL that opens the visitor's mail program with a page's title and URL in a new mail."""
    return mail_link(title, f"{title}\r\n{url}")


@register.simple_tag
def page_reference(page, organization, url):
    """The Reference of a weekly update or a statement."""
    return Reference(
        "webpage",
        page.title,
        url,
        organization=organization.name,
        source=organization.short_name,
        day=page.date,
    )


@register.simple_tag
def citation_meta(reference):
    """The meta tags of a Reference, for the head."""
    return format_html_join("\n", '<meta name="{}" content="{}">', highwire(reference))


@register.simple_tag
def coins_span(reference):
    """The COinS of a Reference: an empty span, which only citation managers read."""
    return format_html('<span class="Z3988" title="{}"></span>', coins(reference))


@register.simple_tag(takes_context=True)
def clipping_url(context, block, number):
    """The URL of a clipping's own page. Empty in a preview, and where the issue is not public."""
    page = context.get("page")
    if not getattr(page, "is_known_public", False):
        return ""
    return reverse("clipping", args=[record_key(page.pk, clipping_identity(block, number))])
