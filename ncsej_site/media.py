"""Pictures, served by the site itself: one service to run, and a say in who sees what."""

from posixpath import normpath

from django.conf import settings
from django.http import Http404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

from pages.sharing import social_images

A_WEEK = 7 * 24 * 3600  # seconds; a picture that is replaced gets another name
PUBLIC = "images/"  # the sizes that pages show


@require_safe
def media(request, path):
    """The sizes of pictures for everyone; originals, which are large and of no use to a page, for staff only.

    Documents are served by Wagtail under /documents/, where a private one asks who is there. A social image that the
    worker has not made yet is made here.
    """
    path = normpath(path)  # as `serve` will read it: "images/../documents/" is no way round the question
    if not path.startswith(PUBLIC) and not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    social_images.generate_requested(path)
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    patch_cache_control(response, max_age=A_WEEK, **{"public" if path.startswith(PUBLIC) else "private": True})
    return response
