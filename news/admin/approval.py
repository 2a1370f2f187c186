"""Approval in the editor: who is offered to submit a page, and what the one who decides about it is told."""

from wagtail.admin import messages
from wagtail.admin.action_menu import PublishMenuItem, SubmitForModerationMenuItem
from wagtail.models import Page

from .offer_copying import offer_copying


def leave_out_submission(menu_items, request, context):
    """Hook construct_page_action_menu: who may publish a page is not offered to submit it to those who may."""
    if any(isinstance(item, PublishMenuItem) for item in menu_items):
        menu_items[:] = [item for item in menu_items if not isinstance(item, SubmitForModerationMenuItem)]


def report_decision(request, page: Page, action: str) -> None:
    """Add the message after an action of the workflow. page: as it is in the database after it."""
    buttons = [messages.button(page.url, "View live")] if is_published(page) and page.url else []
    messages.success(request, describe_decision(page, action), buttons=buttons)
    if is_published(page):
        offer_copying(request, page)


def describe_decision(page: Page, action: str) -> str:
    title = page.get_admin_display_title()
    if action == "reject":
        return f"“{title}” is sent back. Whoever submitted it gets your comment by email."
    if task := page.current_workflow_task:
        return f"“{title}” is approved. It waits for “{task.name}” now."
    return f"Published: readers see “{title}” now." if is_published(page) else f"“{title}” is approved."


def is_published(page: Page) -> bool:
    return page.live and not page.has_unpublished_changes and not page.workflow_in_progress
