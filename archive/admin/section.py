"""What the views of the archive have in common, and the entry of the menu that leads to them."""

from django.urls import reverse_lazy
from wagtail.admin.menu import MenuItem

from news.admin.section import SectionView
from news.admin.start import can_start_update

LIST, UPLOAD, PREVIEW, ISSUE, ORIGINAL = (
    "archive",
    "archive_upload",
    "archive_preview",
    "archive_issue",
    "archive_original",
)
AGREE, REVIEWED, PLACE = "archive_agree", "archive_reviewed", "archive_place"


class ArchiveBase(SectionView):
    """For views of whoever may add weekly updates."""

    header_icon = "history"
    section = LIST, "Archive"
    may_enter = staticmethod(can_start_update)


class ArchiveMenuItem(MenuItem):
    def __init__(self):
        super().__init__("Archive", reverse_lazy(LIST), icon_name="history", order=106)

    def is_shown(self, request):
        return can_start_update(request.user)
