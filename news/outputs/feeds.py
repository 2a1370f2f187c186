"""The weekly update as a feed."""

from django.contrib.syndication.views import Feed
from django.utils import timezone

from pages.models import Organization

from ..models import NewsIndex, WeeklyUpdate

FEED_LENGTH = 20


class WeeklyUpdateFeed(Feed):
    """RSS 2.0, newest first."""

    def get_object(self, request):
        self.request = request
        return NewsIndex.objects.live().first()

    def title(self, index):
        return f"{Organization.for_request(self.request).short_name}: {index.title if index else 'News'}"

    def link(self, index):
        return index.get_full_url(self.request) if index else "/"

    def description(self, index):
        return index.summary if index else ""

    def items(self):
        return WeeklyUpdate.objects.for_list()[:FEED_LENGTH]

    def item_title(self, update):
        return update.title

    def item_description(self, update):
        return update.summary

    def item_link(self, update):
        return update.get_full_url(self.request)

    def item_pubdate(self, update):
        return timezone.make_aware(timezone.datetime(update.date.year, update.date.month, update.date.day, 16))
