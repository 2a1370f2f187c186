"""The formats of the pages below an index page, at their URL with an extension in place of the trailing slash."""

from django.db import models
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.models import Site

from ..outputs.build import absolute_url
from ..outputs.formats import FORMATS


def format_url(page, extension: str) -> str:
    """The URL of a page in another format. extension: a key of FORMATS."""
    return f"{page.url.removesuffix('/')}.{extension}"


class FormatsMixin(RoutablePageMixin):
    """Adds the routes of the formats to an index page, since the URL of a format is not below that of its page.

    Subclasses set `listed_model`, whose queryset has `for_outputs()`, and whose instances have
    `render_format(extension, request)`.
    """

    listed_model: type[models.Model]

    # "feed.json" is not a format of a page.
    @re_path(rf"^(?P<slug>(?!feed\.)[-\w]+)\.(?P<extension>{'|'.join(FORMATS)})/?$", name="format")
    @method_decorator(require_safe)
    def serve_format(self, request, slug: str, extension: str) -> HttpResponse:
        """A page in another format. 404 if it is private or a draft, which for_outputs() leaves out."""
        pages = self.listed_model.objects.child_of(self).for_outputs()
        page = pages.filter(slug=slug).first()
        if page is None:
            return self.redirect_to_renamed(request, pages, slug, extension)
        response = HttpResponse(page.render_format(extension, request), FORMATS[extension].content_type)
        response["Link"] = f'<{absolute_url(page.get_url(request))}>; rel="canonical"'
        return response

    def redirect_to_renamed(self, request, pages, slug: str, extension: str) -> HttpResponse:
        """Wagtail's own redirects are made of paths below the renamed page, and so of none of its formats."""
        old_path = Redirect.normalise_path(f"{self.get_url(request)}{slug}")
        redirects = Redirect.get_for_site(Site.find_for_request(request)).filter(old_path=old_path)
        page = pages.filter(pk__in=redirects.values("redirect_page")).first()
        if page is None:
            raise Http404
        return HttpResponsePermanentRedirect(format_url(page, extension))

    def get_route_paths(self):
        """Wagtail makes a redirect for each of these when the index page is renamed or moved."""
        slugs = self.listed_model.objects.child_of(self).live().values_list("slug", flat=True)
        return [*super().get_route_paths(), *(f"/{slug}.{extension}" for slug in slugs for extension in FORMATS)]
