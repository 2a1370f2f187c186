"""The admin URLs of the archive, below /admin/archive/."""

from django.urls import include, path

from . import queue, review, section, uploads

urlpatterns = [
    path("", queue.QueueView.as_view(), name=section.LIST),
    path("upload/", uploads.UploadView.as_view(), name=section.UPLOAD),
    path("upload/<uuid:key>/", uploads.PreviewView.as_view(), name=section.PREVIEW),
    path("sources/<int:pk>/original/", review.download_original, name=section.ORIGINAL),
    path("<int:pk>/", review.IssueView.as_view(), name=section.ISSUE),
    path("<int:pk>/agree/", review.agree, name=section.AGREE),
    path("<int:pk>/reviewed/", review.mark_reviewed, name=section.REVIEWED),
    path("<int:pk>/publish/", review.publish, name=section.PUBLISH),
    path("<int:pk>/place/", review.place, name=section.PLACE),
]


def register_admin_urls():
    """Hook register_admin_urls."""
    return [path("archive/", include(urlpatterns))]
