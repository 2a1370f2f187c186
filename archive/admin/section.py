"""What the views of the archive have in common, and the entry of the menu that leads to them."""

from news.admin.section import SectionView
from news.admin.start import can_start_update

LIST, UPLOAD, PREVIEW, ISSUE, ORIGINAL = (
    "archive",
    "archive_upload",
    "archive_preview",
    "archive_issue",
    "archive_original",
)
AGREE, REVIEWED, PUBLISH, PLACE = "archive_agree", "archive_reviewed", "archive_publish", "archive_place"


class ArchiveBase(SectionView):
    """For views of whoever may add weekly updates."""

    header_icon = "history"
    section = LIST, "Archive"
    may_enter = staticmethod(can_start_update)
