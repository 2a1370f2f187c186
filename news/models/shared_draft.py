"""Replaces Wagtail's permissions for updates that were never published: whoever may start one may edit it.

The week has only one. It can go when Wagtail has drafts that contributors share.
"""

from wagtail.models import PagePermissionTester


class SharedDraftPermissions(PagePermissionTester):
    """Contributors work on the draft of the week, whoever started it. Wagtail gives them their own pages only.

    They publish, schedule and delete as before. Once it is submitted or scheduled, Wagtail's lock keeps its text.
    """

    def can_edit(self):
        return super().can_edit() or (self.is_shared_draft and self.user.is_active and "add" in self.permissions)

    @property
    def is_shared_draft(self) -> bool:
        return not self.page.live and self.page.first_published_at is None


def permissions_for_shared_draft(page, user) -> SharedDraftPermissions:
    """The method `permissions_for_user()` of a page type whose unpublished pages contributors share."""
    return SharedDraftPermissions(user, page)
