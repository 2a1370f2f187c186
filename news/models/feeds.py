"""The feeds of a page: RSS 2.0 at feed/ and JSON Feed at feed.json, as routes of that page."""

import hashlib
from datetime import datetime

from django.db.models import Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.models import Site

from pages.models import Organization

from ..outputs import build, feeds

FEED_LENGTH = 20


class FeedMixin(RoutablePageMixin):
    """Adds an RSS feed and a JSON Feed to a page. Subclasses implement `get_feed_updates()`."""

    def get_feed_updates(self):
        """A queryset of weekly updates from `for_outputs()`, newest first; the feed has the first FEED_LENGTH."""
        raise NotImplementedError

    # The trailing slash is optional because Wagtail's redirects look a route up without it.
    @re_path(r"^feed/?$", name="rss")
    @method_decorator(require_safe)
    def rss(self, request) -> HttpResponse:
        return self.build_feed_response(request, feeds.render_rss, "application/rss+xml; charset=utf-8")

    @re_path(r"^feed\.json/?$", name="json_feed")
    @method_decorator(require_safe)
    def json_feed(self, request) -> HttpResponse:
        return self.build_feed_response(request, feeds.render_json_feed, "application/feed+json; charset=utf-8")

    def get_route_paths(self):
        """Wagtail makes a redirect for each of these when the page is renamed or moved: so the feeds are among them."""
        return [*super().get_route_paths(), "/feed/", "/feed.json"]

    def build_feed_response(self, request, render, content_type) -> HttpResponse:
        """The feed that `render(channel, issues)` makes, or 304 Not Modified where the client's copy is still valid."""
        updates = self.get_feed_updates()[:FEED_LENGTH]
        etag, modified = self.get_feed_validators(request, updates)
        last_modified = int(modified.timestamp()) if modified else None
        response = get_conditional_response(request, etag=etag, last_modified=last_modified)
        if response is None:
            issues = build.build_issues(updates, request)
            response = HttpResponse(render(self.get_feed_channel(request), issues), content_type)
        response["ETag"] = etag
        if last_modified:
            response["Last-Modified"] = http_date(last_modified)
        return response

    def get_feed_validators(self, request, updates) -> tuple[str, datetime | None]:
        """The ETag and the time for Last-Modified, which is None for an empty feed. One query.

        The ETag is made of all that can change without a publication of one of the updates, and of when they were
        published; but not of the URLs of other pages that a letter links.

        https://www.rfc-editor.org/rfc/rfc9110#name-validator-fields
        """
        settings = Organization.objects.filter(site=Site.find_for_request(request))
        shown = {}
        for name in ("short_name", "city"):
            default = Organization._meta.get_field(name).default  # until somebody has saved the settings
            shown[f"organization_{name}"] = Coalesce(Subquery(settings.values(name)[:1]), Value(default))
        image = [f"lead_image__{name}" for name in ("file_hash", "description", "is_decorative", "credit")]
        rows = list(updates.annotate(**shown).values_list("pk", "url_path", "last_published_at", *image, *shown))
        modified = max((row[2] for row in rows if row[2]), default=None)
        state = repr((rows, self.title, self.summary, self.url_path)).encode()
        return f'"{hashlib.sha256(state).hexdigest()[:32]}"', modified

    def get_feed_channel(self, request) -> feeds.Channel:
        return feeds.Channel(
            title=f"{build.build_publisher(request).short_name}: {self.title}",
            summary=self.summary,
            url=build.absolute_url(self.get_url(request) or ""),
            feed_url=build.absolute_url(request.path),
        )
