"""The admin URLs of the inbox, below /admin/inbox/."""

from django.urls import path

from . import anywhere, views

urlpatterns = [
    path("", views.InboxView.as_view(), name=views.LIST),
    path("add/", views.AddView.as_view(), name=views.ADD),
    path("anywhere/", anywhere.AnywhereView.as_view(), name=views.ANYWHERE),
    path("app.webmanifest", anywhere.manifest, name=views.MANIFEST),
    path("<int:pk>/edit/", views.EditItemView.as_view(), name=views.EDIT),
    path("<int:pk>/dismiss/", views.dismiss_item, name=views.DISMISS),
    path("<int:pk>/put-back/", views.put_item_back, name=views.PUT_BACK),
    path("<int:pk>/read-again/", views.read_item_again, name=views.READ_AGAIN),
]
