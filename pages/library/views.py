"""Replaces Wagtail's views that change or delete a picture or document, to tell its owner why it is too late for that.

Wagtail says only "you do not have permission", and asks no hook. They can go when its policies can give a reason.
"""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.documents import get_document_model
from wagtail.documents.views import documents
from wagtail.images import get_image_model
from wagtail.images.views import images

from .permissions import policy_of


def explained(view, model, index):
    """The admin view, decorated as wagtail.admin.urls does it; it leads to `index` whoever may not change it any more.

    model: of the picture or document, whose primary key is the only argument of the view's URL.
    """

    @wraps(view)
    def explained_view(request, **primary_key):
        try:
            return view(request, **primary_key)
        except PermissionDenied:
            (pk,) = primary_key.values()
            item = get_object_or_404(model, pk=pk)
            reason = policy_of(item).why_owner_may_not_change(request.user, item)
            if not reason:
                raise
            messages.error(request, reason)
            return redirect(index)

    return never_cache(display_custom_404(require_admin_access(explained_view)))


def explained_image_view(view):
    return explained(view.as_view(), get_image_model(), "wagtailimages:index")


def explained_document_view(view):
    return explained(view.as_view(), get_document_model(), "wagtaildocs:index")


# The URLs of wagtail.images.admin_urls and wagtail.documents.admin_urls, which also name them; included before those.
urlpatterns = [
    path("images/<int:image_id>/", explained_image_view(images.EditView)),
    path("images/<int:image_id>/delete/", explained_image_view(images.DeleteView)),
    path("images/usage/<int:image_id>/", explained_image_view(images.UsageView)),
    path("documents/edit/<int:document_id>/", explained_document_view(documents.EditView)),
    path("documents/delete/<int:document_id>/", explained_document_view(documents.DeleteView)),
    path("documents/usage/<int:document_id>/", explained_document_view(documents.UsageView)),
]
