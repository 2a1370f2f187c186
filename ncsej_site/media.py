"""Serving uploads from the media folder: renditions and social images to everyone, originals to staff."""

from posixpath import normpath

from django.conf import settings
from django.http import Http404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

from pages.sharing import social_images

MAX_AGE = 7 * 24 * 3600  # seconds; a picture that is replaced gets another file name
PUBLIC_FOLDER = "images/"  # of renditions and social images
# Documents, also those that are not described yet: see documents.py; and the originals of old issues: archive/admin/.
NEVER_SERVED = ("archive/", "documents/", "wagtail_uploads/")


@require_safe
def serve_media(request, path):
    """A file of the media folder; originals of pictures, which are large and not used by pages, for staff only.

    Documents and the originals of old issues have views of their own, which ask who may read them; nobody is sent one
    from here. A social image that the worker has not made yet is made here.
    """
    # So "images/../documents/" is not taken for a public path; the storage's own folders begin with a dot.
    if normpath(path) != path or path.startswith((".", "/", *NEVER_SERVED)):
        raise Http404
    if not path.startswith(PUBLIC_FOLDER) and not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    try:
        social_images.generate_requested(path)
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except (OSError, ValueError) as error:  # a name that is too long or has a NUL, no room for a social image
        raise Http404 from error
    patch_cache_control(response, max_age=MAX_AGE, **{"public" if path.startswith(PUBLIC_FOLDER) else "private": True})
    return response
