"""The admin URLs of withdrawing, below /admin/withdraw/. What changes pages takes the lock on the page tree."""

from django.urls import path

from pages.tree_lock import changes_page_tree

from . import views

urlpatterns = [
    path("", views.FindView.as_view(), name=views.FIND),
    path("confirm/", changes_page_tree(views.ConfirmView.as_view()), name=views.CONFIRM),
    path("<int:pk>/", views.DoneView.as_view(), name=views.DONE),
    path("<int:pk>/restore/", changes_page_tree(views.RestoreView.as_view()), name=views.RESTORE),
]
