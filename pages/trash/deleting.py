"""The doors through which editors delete pages: each of them leads into the trash.

Replaces the answers of Wagtail's delete view (by its hook before_delete_page), its bulk action and the action of its
admin API. They can go when Wagtail has a trash.
"""

import uuid

from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from rest_framework.exceptions import ValidationError
from wagtail.admin import messages
from wagtail.admin.api.actions.delete import DeletePageAPIAction
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.bulk_actions import DeleteBulkAction
from wagtail.models import ReferenceIndex

from ..moving import uppermost
from .trashing import CannotTrash, TrashPageAction, why_not_trash


def replace_delete_view(request, page):
    """Hook before_delete_page. Wagtail has asked for the permission; a POST holds the lock on the page tree."""
    next_url = get_valid_next_url_from_request(request)
    back = next_url or reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    if request.method == "POST":
        batch = uuid.uuid4()
        title = page.get_admin_display_title()
        try:
            TrashPageAction(page, request.user, batch=batch).execute(skip_permission_checks=True)
        except CannotTrash as error:
            messages.error(request, str(error))
        else:
            messages.success(request, with_undo(format_html("“{}” is in the trash.", title), batch))
        return redirect(back)
    if reason := why_not_trash(page):
        messages.error(request, reason)
        return redirect(back)
    return TemplateResponse(
        request,
        "pages/admin/trash/confirm.html",
        {
            "page": page,
            "warnings": page.get_delete_warnings(),
            "below_count": page.get_descendant_count(),
            "next": next_url,
            "back": back,
            "usage_count": ReferenceIndex.get_references_to(page).group_by_source_object().count(),
        },
    )


def with_undo(message: str, batch: uuid.UUID) -> str:
    """The message with a button that brings back what was deleted together, and a link to where it is until then."""
    return format_html(
        '{} <span class="buttons"><button type="button" class="button button-small button-secondary"'
        ' data-controller="w-action" data-action="w-action#post" data-w-action-url-value="{}">Undo</button>'
        ' <a href="{}" class="button button-small button-secondary">Open the trash</a></span>',
        message,
        reverse("undo_trash", args=[batch]),
        reverse("trash"),
    )


class TrashBulkAction(DeleteBulkAction):
    template_name = "pages/admin/trash/confirm_bulk.html"

    def get_context_data(self, **kwargs):
        """Nobody has to type the site's name to confirm what can be undone."""
        return super().get_context_data(**kwargs) | {"type_to_confirm_before_delete": False}

    def object_context(self, page):
        context = super().object_context(page)
        return context | {"warnings": page.specific.get_delete_warnings()}

    def get_execution_context(self):
        self.batch = uuid.uuid4()
        return super().get_execution_context() | {"batch": self.batch, "refused": self.refuse}

    def refuse(self, reason: str) -> None:
        messages.error(self.request, reason)

    @classmethod
    def execute_action(cls, objects, user=None, batch=None, refused=None, **kwargs):
        """A page that is selected together with one above it goes with that one."""
        pages = below = 0
        for page in uppermost(objects):
            page.refresh_from_db()
            count = page.get_descendant_count()
            try:
                TrashPageAction(page, user, batch=batch).execute(skip_permission_checks=True)
            except CannotTrash as error:
                refused(str(error))
            else:
                pages, below = pages + 1, below + count
        return pages, below

    def get_success_message(self, num_parent_objects, num_child_objects):
        if not num_parent_objects:
            return None
        shown = self.get_parent_page_text(num_parent_objects)
        if num_child_objects:
            shown += f" and {self.get_child_page_text(num_child_objects)}"
        is_one = num_parent_objects + num_child_objects == 1
        return with_undo(format_html("{} {} in the trash.", shown, "is" if is_one else "are"), self.batch)


class TrashPageAPIAction(DeletePageAPIAction):
    def _action_from_data(self, instance, data):
        return TrashPageAction(instance, self.request.user)

    def execute(self, instance, data):
        try:
            return super().execute(instance, data)
        except CannotTrash as error:
            raise ValidationError(str(error)) from error


def register_log_actions(actions):
    """Hook register_log_actions."""
    actions.register_action("pages.trash", "Move to the trash", "Moved to the trash")
    actions.register_action("pages.restore", "Restore from the trash", "Restored from the trash")
