"""Hooks for moving pages in the admin: what Wagtail answers with “no permission” or a failure, said in plain words."""

from django.contrib import messages
from django.shortcuts import redirect
from wagtail.models import Page


def refuse_moving_below_itself(request, page, destination):
    """Hook before_move_page: another editor may have moved the destination below the page meanwhile."""
    if destination != page and not destination.is_descendant_of(page):
        return None
    if destination == page:
        reason = f"“{page.get_admin_display_title()}” cannot lie below itself."
    else:
        where = f"“{destination.get_admin_display_title()}” lies below “{page.get_admin_display_title()}”"
        reason = f"{where}, perhaps since a moment ago, so it cannot be above it too."
    messages.error(request, f"Nothing was moved. {reason} Choose another place.")
    return redirect("wagtailadmin_pages:move", page.pk)


def move_children_with_their_parent(request, action_type, objects, action):
    """Hook before_bulk_action: a page that is selected together with one above it is moved with that one.

    Wagtail moves one after the other, as they were read before, and fails where a move has changed the next one's path.
    """
    if action_type == "move" and issubclass(action.model, Page):
        objects[:] = [page for page in objects if not any(page.is_descendant_of(other) for other in objects)]
