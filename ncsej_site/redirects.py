"""Extends Wagtail's RedirectMiddleware: an old address is found in whatever letter case a link has it.

Old systems took no notice of letter case, so links to them have any. Stays.
"""

from http import HTTPStatus
from urllib.parse import urlsplit

from django.db.models.functions import Lower
from django.http import HttpResponsePermanentRedirect, HttpResponseRedirect
from wagtail.contrib.redirects.middleware import RedirectMiddleware as WagtailMiddleware
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from pages.old_addresses import fold_path


class RedirectMiddleware(WagtailMiddleware):
    def process_response(self, request, response):
        response = super().process_response(request, response)
        if response.status_code != HTTPStatus.NOT_FOUND:
            return response
        redirect = find_redirect(request)
        if redirect is None:
            return response
        return (HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect)(redirect.link)


def find_redirect(request) -> Redirect | None:
    """The redirect from the address in another letter case, with its query string or without. One query.

    None where it would lead to the same address again, in another letter case.
    """
    address = fold_path(request.get_full_path())
    if "\0" in address:  # which PostgreSQL cannot compare
        return None
    places = [address, urlsplit(address).path]
    redirects = Redirect.get_for_site(Site.find_for_request(request)).annotate(folded=Lower("old_path"))
    found = sorted(
        redirects.filter(folded__in=places),
        key=lambda each: (places.index(each.folded), each.site_id is None, each.pk),
    )
    return next((each for each in found if each.link and fold_path(each.link) not in places), None)
