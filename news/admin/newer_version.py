"""Asking before a newer version of a page is replaced, by whoever had an older one in the editor.

Wagtail asks so only where it saves by itself, and in the browser every ten seconds; of two who publish within seconds,
the later would win.
"""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name

from pages.device_copy import was_saved_by_another_tab
from pages.eastern_time import format_eastern

FIELD = "replaces_version"  # the hidden field by which the editor's answer is known
# A browser that is saving by itself when somebody presses a button sends the form without that version's number.
AUTOSAVE_UNDER_WAY = timedelta(seconds=30)
BUTTONS = {action: f"{action.capitalize()} mine all the same" for action in ("save", "publish", "submit")}


class AskBeforeReplacingMixin:
    """For Wagtail's EditView: a form of an older version is shown again, with all that was typed, and the choice."""

    is_asking = False

    def post(self, request, *args, **kwargs):
        if self.must_ask():
            return self.ask()
        return super().post(request, *args, **kwargs)

    def must_ask(self) -> bool:
        if self.expects_json_response or self.locked_for_user or self.page.alias_of_id or not self.is_out_of_date:
            return False
        return not self.is_own_autosave() and self.request.POST.get(FIELD) != self.version

    @property
    def version(self) -> str:
        """The newest version; autosave replaces one in place, and then its time is another."""
        return f"{self.latest_revision.pk} {self.latest_revision_created_at}"

    def is_own_autosave(self) -> bool:
        """Whether the newest version follows the one that was loaded, and is the user's, of the last half minute."""
        newest, posted = self.latest_revision, self.request.POST
        if newest.user_id != self.request.user.pk or timezone.now() - newest.created_at > AUTOSAVE_UNDER_WAY:
            return False
        if was_saved_by_another_tab(self.request, self.page.pk, newest.pk):
            return False
        previous = self.real_page_record.revisions.exclude(pk=newest.pk).order_by("-created_at", "-pk").first()
        loaded = (posted.get("loaded_revision_id"), posted.get("loaded_revision_created_at"))
        return previous is not None and loaded == (str(previous.pk), previous.created_at.isoformat())

    def ask(self):
        """The editor with what was typed, its errors, and the question. Nothing is saved."""
        self.is_asking = self.has_unsaved_changes = True
        self.form = self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )
        if self.action_name == "save":
            self.form.defer_required_fields()
        self.form.is_valid()
        self.form.restore_required_fields()
        self.errors_debug = ""
        messages.warning(self.request, self.get_question())
        return self.render_to_response(self.get_context_data())

    def get_question(self) -> str:
        newest = self.latest_revision
        if newest.user_id == self.request.user.pk:
            who = "You saved a newer version in another window"
        else:
            who = f"{get_user_display_name(newest.user) if newest.user else 'Somebody'} saved a newer version"
        return format_html(
            "{} {}. Nothing of yours is saved yet, and nothing is lost: it stands here. Take over what is missing, or "
            "put yours in its place; the other version stays in the history. "
            '<a class="button button-small button-secondary" href="{}" target="_blank">See what was changed</a> {}',
            who,
            format_eastern(newest.created_at),
            self.get_newer_version_url(),
            self.get_answer(),
        )

    def get_newer_version_url(self) -> str:
        """The comparison with what was loaded; where that version was replaced in place, the editor of the newest."""
        loaded = self.request.POST.get("loaded_revision_id", "")
        is_kept = loaded.isdecimal() and self.real_page_record.revisions.filter(pk=loaded).exists()
        if is_kept and int(loaded) != self.latest_revision.pk:
            compared = [self.page.pk, loaded, self.latest_revision.pk]
            return reverse("wagtailadmin_pages:revisions_compare", args=compared)
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get_answer(self) -> str:
        """The hidden field, which every button of the editor sends, and the button that was pressed, once more."""
        answer = format_html(
            '<input type="hidden" form="page-edit-form" name="{}" value="{}">',
            FIELD,
            self.version,
        )
        if self.action_name not in BUTTONS:
            return answer
        name = "" if self.action_name == "save" else f"action-{self.action_name}"
        return answer + format_html(
            '<button type="submit" form="page-edit-form" class="button button-small button-secondary" '
            'name="{}" value="{}">{}</button>',
            name,
            self.request.POST.get(name, ""),
            BUTTONS[self.action_name],
        )

    def get_context_data(self, **kwargs):
        """While asking, the form keeps the version that was loaded, so that autosave does not answer the question."""
        context = super().get_context_data(**kwargs)
        if self.is_asking:
            context["loaded_revision_created_at"] = self.request.POST.get("loaded_revision_created_at", "")
        return context
