"""Links of rich text to pages, at the price of one query."""

from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler


class SingleQueryPageLinkHandler(PageLinkHandler):
    """Wagtail's, but it leaves the types of the pages alone: an address stands on the table that all pages share."""

    @classmethod
    def get_many(cls, attrs_list):
        """The pages of the links' ids, in their order; None for one that is gone."""
        pages = {str(pk): page for pk, page in Page.objects.in_bulk([attrs.get("id") for attrs in attrs_list]).items()}
        return [pages.get(str(attrs.get("id"))) for attrs in attrs_list]


def register_page_link_handler(features):
    """On the hook register_rich_text_features."""
    features.register_link_type(SingleQueryPageLinkHandler)
