from django.urls import path, re_path

from . import output_views, views
from .outputs import feeds

urlpatterns = [
    path("news/feed/", feeds.rss, name="feed"),
    path("news/feed.json", feeds.json_feed, name="json_feed"),
    path("countries/<slug:slug>/feed/", feeds.rss, name="country_feed"),
    path("countries/<slug:slug>/feed.json", feeds.json_feed, name="country_json_feed"),
    re_path(r"^news/(?P<slug>[-\w]+)\.(?P<extension>json|md|txt)$", output_views.update_as, name="update_as"),
    path("search/", views.search, name="search"),
]
