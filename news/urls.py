from django.urls import path

from . import views
from .outputs.feeds import WeeklyUpdateFeed

urlpatterns = [
    path("news/feed/", WeeklyUpdateFeed(), name="feed"),
    path("search/", views.search, name="search"),
]
