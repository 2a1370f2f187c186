"""A copy on the editor's device of what was typed and is not saved: how the server shows it again, and lets it go.

static/admin/device-copy.js makes, encrypts and keeps the copy. To restore it, the browser sends its fields as a form.
Every form names the copy, which is one tab's: so a save whose answer was lost is known again when it is repeated.
"""

import re

from django.conf import settings
from django.contrib import messages
from django.http import JsonResponse
from django.utils.functional import cached_property

RESTORE = "restore_device_copy"
COPY_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
AUTOSAVES, MAX_AUTOSAVES = "autosaves", 20  # in the session: id of a copy → [page, revision], of the last tabs


class DeviceCopyMixin:
    """For Wagtail's views that create and edit a page.

    A form with the field RESTORE is shown again with all that was sent, and not saved. When a form was saved that names
    the copy made of it, the browser is told by a cookie that the copy has served.
    """

    @cached_property
    def copy_id(self) -> str:
        """The id that the form names; empty where no editor would send it."""
        copy_id = self.request.POST.get("device_copy", "")
        return copy_id if COPY_ID.fullmatch(copy_id) else ""

    @property
    def last_autosave(self):
        """(page, revision), as primary keys, that this tab saved last by itself; (None, None) if nothing."""
        return tuple(self.request.session.get(AUTOSAVES, {}).get(self.copy_id, (None, None)))

    def form_valid(self, form):
        if RESTORE in self.request.POST:
            return self.render_restored()
        response = super().form_valid(form)
        if self.copy_id and response.status_code == 302:
            secure = settings.SESSION_COOKIE_SECURE
            response.set_cookie(f"discard_copy_{self.copy_id}", "1", secure=secure, samesite="Strict")
        elif self.copy_id and self.expects_json_response and response.status_code == 200:
            self.remember_autosave()
        return response

    def form_invalid(self, form):
        return self.render_restored() if RESTORE in self.request.POST else super().form_invalid(form)

    def remember_autosave(self):
        saved = (self.page.pk, self.page.latest_revision_id)
        if self.last_autosave != saved:  # most autosaves overwrite the revision of the one before
            others = {
                key: value for key, value in self.request.session.get(AUTOSAVES, {}).items() if key != self.copy_id
            }
            newest = [*others.items(), (self.copy_id, saved)][-MAX_AUTOSAVES:]
            self.request.session[AUTOSAVES] = dict(newest)

    def render_restored(self):
        """The form with what was sent, as one that has unsaved changes: autosave, where it can, saves it at once."""
        self.has_unsaved_changes, self.errors_debug = True, None
        if getattr(self, "locked_for_user", False):
            messages.error(self.request, "The page is locked, so this cannot be saved now. It is kept on this device.")
        return self.render_to_response(self.get_context_data())


class RepeatedAdditionMixin:
    """For the view that adds a page: no second one, where the answer to the first autosave was lost."""

    def post(self, request):
        pk, _ = self.last_autosave
        if pk is None or not self.expects_json_response:
            return super().post(request)
        self.page.id = pk
        answer = {
            "success": False,
            "error_code": "already_added",
            "error_message": "",
            "pk": pk,
            "url": self.get_edit_url(),
        }
        return JsonResponse(answer, status=409)


class RepeatedAutosaveMixin:
    """For the view that edits a page: the revision of an autosave whose answer was lost is not somebody else's.

    A form that was opened to add the page names no version, which Wagtail takes for the newest; it has at most that of
    its own last autosave.
    """

    @cached_property
    def is_out_of_date(self):
        if self.last_autosave == (self.page.pk, getattr(self.latest_revision, "pk", None)):
            return False
        names_version = self.request.POST.get("loaded_revision_id") or self.request.POST.get("overwrite_revision_id")
        return super().is_out_of_date or (not names_version and self.last_autosave[0] == self.page.pk)


def was_saved_by_another_tab(request, page_pk, revision_pk) -> bool:
    """Whether the revision of the page is the last that another tab of this session has saved by itself."""
    autosaves = request.session.get(AUTOSAVES, {})
    others = [tuple(saved) for copy_id, saved in autosaves.items() if copy_id != request.POST.get("device_copy")]
    return (page_pk, revision_pk) in others
