from django.urls import path

from .search import views
from .views import clipping, clippings, feeds

urlpatterns = [
    path("search/", views.search, name="search"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds.opml", feeds.opml, name="opml"),
    path("opensearch.xml", feeds.opensearch, name="opensearch"),
    path("clippings/", clippings.clippings, name="clippings"),
    path("clippings/by/<slug:name>/", clippings.clipping_values, name="clipping_values"),
    path("clippings/<str:key>/", clipping.clipping, name="clipping"),
]
