"""Sending documents: to visitors only what a page that they may read links, to staff what they may choose or change."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model
from wagtail.documents.views.serve import serve

from pages.library.permissions import document_policy
from pages.library.usage import is_shown_to


@require_safe
def serve_document(request, document_id, filename):
    """The file of a document, as Wagtail sends it, which also asks the privacy of its collection.

    A document that exists and is not to be read is 404, like one that does not. A file that has been replaced is found
    under its old name. Caches ask again each time, so that what is unpublished is gone at once.
    """
    document = get_object_or_404(get_document_model().objects.select_related("collection"), pk=document_id)
    if not is_shown_to(request, document) and not may_use(request.user, document):
        raise Http404
    if document.filename != filename:
        return redirect(document.url)
    response = serve(request, document_id, filename)
    patch_cache_control(response, no_cache=True)
    return response


def may_use(user, document):
    """Whether somebody who edits sees the document in the admin, where drafts link it."""
    actions = ["choose", "change"]
    return user.has_perm("wagtailadmin.access_admin") and document_policy().user_has_any_permission_for_instance(
        user, actions, document
    )
