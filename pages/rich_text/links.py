"""Links in rich text: to pages, resolved with one query; and to other sites, marked as such."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.html import format_html
from wagtail.models import Page
from wagtail.rich_text import LinkHandler
from wagtail.rich_text.pages import PageLinkHandler


class SingleQueryPageLinkHandler(PageLinkHandler):
    """Wagtail's, without the queries for each page type: a URL needs only the table that all pages share.

    It can go when Wagtail reads no more than that.
    """

    @classmethod
    def get_many(cls, attrs_list):
        """The pages of the links, in their order; None for one that has been deleted."""
        pages = {str(pk): page for pk, page in Page.objects.in_bulk([attrs.get("id") for attrs in attrs_list]).items()}
        return [pages.get(str(attrs.get("id"))) for attrs in attrs_list]


def host(url: str) -> str:
    """The host name of a URL, without “www.”; empty where it has none, or is no URL, such as "http://["."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def is_this_site(url: str) -> bool:
    """Whether an absolute URL is one of this site, with or without "www."."""
    return host(url) == host(settings.SITE_URL)


class ExternalLinkHandler(LinkHandler):
    """An absolute URL that an editor typed: `rel="external"` on what leaves this site, which type.css announces."""

    identifier = "external"

    @classmethod
    def expand_db_attributes(cls, attrs):
        href = attrs.get("href", "")
        return format_html('<a href="{}">' if is_this_site(href) else '<a href="{}" rel="noopener external">', href)


def register_link_handlers(features):
    """For the hook register_rich_text_features."""
    features.register_link_type(SingleQueryPageLinkHandler)
    features.register_link_type(ExternalLinkHandler)
