"""Hooks for moving pages in the admin: what Wagtail answers with “no permission” or a failure, said in plain words."""

from django.contrib import messages
from django.shortcuts import redirect
from wagtail.models import Page

from .forms import is_reserved, reserved_slug_message


def refuse_impossible_move(request, page, destination):
    """Hook before_move_page: what was possible when the page was chosen may have become impossible meanwhile."""
    reason = why_not(page, destination)
    if not reason:
        return None
    messages.error(request, f"Nothing was moved. {reason} Choose another place.")
    return redirect("wagtailadmin_pages:move", page.pk)


def why_not(page, destination) -> str:
    """Why the page cannot lie below the destination, or an empty text."""
    title = page.get_admin_display_title()
    if destination == page:
        return f"“{title}” cannot lie below itself."
    if destination.is_descendant_of(page):
        where = f"“{destination.get_admin_display_title()}” lies below “{title}”"
        return f"{where}, perhaps since a moment ago, so it cannot be above it too."
    if destination.is_site_root() and not page.is_child_of(destination) and is_reserved(page.slug):
        return reserved_slug_message(page.slug)
    return ""


def refuse_impossible_bulk_move(request, action_type, objects, action):
    """Hook before_bulk_action, for the same reasons; none of the pages is moved."""
    if action_type != "move" or not issubclass(action.model, Page):
        return None
    destination = action.cleaned_form.cleaned_data["chooser"]
    reasons = [reason for reason in (why_not(page, destination) for page in objects) if reason]
    if not reasons:
        return None
    messages.error(request, f"Nothing was moved. {' '.join(reasons)} Choose another place, or fewer pages.")
    return redirect(request.get_full_path())


def move_children_with_their_parent(request, action_type, objects, action):
    """Hook before_bulk_action: a page that is selected together with one above it is moved with that one.

    Wagtail moves one after the other, as they were read before, and fails where a move has changed the next one's path.
    """
    if action_type == "move" and issubclass(action.model, Page):
        objects[:] = uppermost(objects)


def uppermost(pages) -> list[Page]:
    """Those of the pages that lie below none of the others; what is done to them is done to the others too."""
    return [page for page in pages if not any(page.is_descendant_of(other) for other in pages)]
