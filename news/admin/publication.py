"""What readers see of a page that is being edited, what is scheduled, and the one press that publishes it."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, strip_tags
from django.views.decorators.http import require_POST
from wagtail.locks import BasicLock, ScheduledForPublishLock
from wagtail.models import Page

from pages.eastern_time import format_eastern, format_eastern_today
from pages.forms import PUBLISH_NOW
from pages.tree_lock import changes_page_tree

from .offer_copying import offer_copying

PUBLISH_BUTTON = (
    '<button type="submit" form="page-edit-form" name="action-publish" value="{}"'
    ' class="button button-small button-secondary">Publish the changes</button>'
)


@dataclass(frozen=True)
class Publication:
    """Where a page stands. Times are as staff are told them, and empty where there is none."""

    live_since: str  # when the version that readers see was published
    has_changes: bool  # whether the draft differs from that version
    scheduled_for: str
    can_publish: bool
    is_late: bool = False  # whether that time is past: it is tried again, or the worker comes in a moment
    publish_now_url: str = ""
    unschedule_url: str = ""
    publish_value: str = PUBLISH_NOW  # of the form's button that publishes, whatever time the form has

    @property
    def version(self) -> str:
        """What readers see; a page that came with the site has no time of publication."""
        return f"the version of {self.live_since}" if self.live_since else "the published version"

    @property
    def waits(self) -> bool:
        """Whether changes wait for somebody who may publish them."""
        return self.has_changes and not self.can_publish and not self.scheduled_for

    @property
    def is_notable(self) -> bool:
        return bool(self.has_changes or self.scheduled_for)


class QuietScheduleLock(ScheduledForPublishLock):
    """Wagtail's lock of a scheduled page without its message, since the strip above the form says it all."""

    def get_message(self, user):
        return ""


def get_publication(page, user) -> Publication:
    """page: the page as it is edited, or as it is live. One query, for what is scheduled."""
    edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    scheduled = page.scheduled_revision
    unschedule_url = scheduled and reverse("wagtailadmin_pages:revisions_unschedule", args=[page.pk, scheduled.pk])
    return Publication(
        live_since=format_eastern_today(page.last_published_at) if page.live and page.last_published_at else "",
        has_changes=page.live and page.has_unpublished_changes,
        scheduled_for=format_eastern(scheduled.approved_go_live_at) if scheduled else "",
        can_publish=page.permissions_for_user(user).can_publish(),
        is_late=bool(scheduled) and scheduled.approved_go_live_at <= timezone.now(),
        publish_now_url=reverse("publish_now", args=[page.pk]) if scheduled else "",
        unschedule_url=f"{unschedule_url}?next={edit_url}" if scheduled else "",
    )


def saved_message(page, user) -> str:
    """The message after a draft of a live page was saved, as HTML; empty for another page."""
    publication = get_publication(page, user)
    if not publication.has_changes:
        return ""
    if not publication.can_publish:
        return format_html("Saved. Readers see {} until an editor publishes the changes.", publication.version)
    button = format_html(PUBLISH_BUTTON, publication.publish_value)
    return format_html("Saved. Readers see {}: {}", publication.version, button)


@require_POST
@changes_page_tree
def publish_now(request, page_id: int):
    """Publish at once what is scheduled for later. What cannot be published, or is locked by somebody, stays scheduled.

    403 for who may not publish.
    """
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    lock = BasicLock(page)  # Page.get_lock() would name the schedule only
    if page.locked and lock.for_user(request.user):
        messages.error(request, f"Nothing was published. {strip_tags(lock.get_message(request.user))}")
    elif scheduled := page.get_scheduled_revision_as_object():
        try:
            publish_at_once(scheduled, request.user)
        except ValidationError as error:
            reasons = " ".join(error.messages)
            messages.error(request, f"It cannot be published as it is. It stays scheduled. {reasons}")
        else:
            messages.success(request, f"Published: readers see “{scheduled.get_admin_display_title()}” now.")
            offer_copying(request, page)
    else:
        messages.warning(request, "It is no longer scheduled, so nothing was published. Look at it first.")
    return redirect("wagtailadmin_pages:edit", page_id)


def publish_at_once(page, user) -> None:
    """page: what was scheduled. Raises ValidationError, and then changes nothing."""
    page.go_live_at = None
    page.save_revision(user=user, log_action=True).publish(user=user)
