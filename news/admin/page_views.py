"""Replaces Wagtail's views that create, edit and restore pages, since no setting or hook names other classes.

Two editors who choose one date for a weekly update are in a race: both forms are valid, and saving the second fails.
These views save in one transaction and report that date conflict as an error of the date; the form keeps all that was
typed. Changes of pages wait for each other, and a newer version is not replaced without asking. Who saves changes of a
live page is told which version readers see, and who approves a page, that it is published. What the editor's device
kept is shown again (pages/device_copy.py).

They can go when Wagtail's PageViewSet lets a page type name its own create and edit views.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.locks import ScheduledForPublishLock
from wagtail.models import Page

from pages.device_copy import DeviceCopyMixin, RepeatedAdditionMixin, RepeatedAutosaveMixin
from pages.tree_lock import changes_page_tree

from ..forms import date_conflict_message
from ..models import WeeklyUpdate
from ..preflight.report import build_report
from .approval import report_decision
from .friday_bar import build_bar
from .newer_version import AskBeforeReplacingMixin
from .offer_copying import OfferCopyingMixin
from .publication import QuietScheduleLock, get_publication, saved_message
from .start import find_date_conflict


class ReportDateConflictMixin:
    """For a view with a form: turns a date conflict into a form error."""

    def form_valid(self, form):
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except (IntegrityError, ValidationError) as error:
            other = find_date_conflict(error, form.cleaned_data.get("date"))
            if other is None:
                raise
            form.add_error("date", date_conflict_message(other))
            form.restore_required_fields()
            return self.form_invalid(form)


class CreatePageView(RepeatedAdditionMixin, DeviceCopyMixin, ReportDateConflictMixin, OfferCopyingMixin, CreateView):
    def form_invalid(self, form):
        """Unset the primary key, which the transaction that was rolled back has left on the page."""
        self.page.pk = self.page.id = None
        return super().form_invalid(form)


class EditPageView(
    AskBeforeReplacingMixin,
    RepeatedAutosaveMixin,
    DeviceCopyMixin,
    ReportDateConflictMixin,
    OfferCopyingMixin,
    EditView,
):
    """Reads the page only after the lock: an autosave that had read a draft would unpublish what is live meanwhile."""

    def get(self, *args, **kwargs):
        if isinstance(self.lock, ScheduledForPublishLock):
            self.lock = QuietScheduleLock(self.page)
        return super().get(*args, **kwargs)

    def add_save_confirmation_message(self):
        page = Page.objects.get(pk=self.page.pk)
        if self.action_name == "perform_workflow_action":
            report_decision(self.request, page, self.workflow_action)
        elif message := saved_message(page, self.request.user):
            messages.success(self.request, message)
        else:
            super().add_save_confirmation_message()

    def get_context_data(self, **kwargs):
        """With the bar of a weekly update, or with what readers see of another page. An autosave brings no bar along:

        it waits for the lock, and the checks take their time; the editor's script fetches the bar afterwards.
        """
        if not isinstance(self.page, WeeklyUpdate):
            kwargs["publication"] = get_publication(self.page, self.request.user)
        elif not self.expects_json_response:
            kwargs["bar"] = build_bar(self.page, self.request, build_report(self.page, self.request))
        return super().get_context_data(**kwargs)


class RestorePageView(AskBeforeReplacingMixin, ReportDateConflictMixin, OfferCopyingMixin, RevisionsRevertView):
    """An older version in the editor (“Review this version”), which takes the newest one's place when it is saved."""


def admin_view(view):
    """The view as wagtail.admin.urls decorates it: for those who may enter the admin, with the admin's own 404 page."""
    return never_cache(display_custom_404(require_admin_access(changes_page_tree(view.as_view()))))


# The URLs of wagtail.admin.urls.pages, which also names them; included before Wagtail's own, so that these match first.
urlpatterns = [
    path(
        "pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/",
        admin_view(CreatePageView),
    ),
    path("pages/<int:page_id>/edit/", admin_view(EditPageView)),
    path("pages/<int:page_id>/revisions/<int:revision_id>/revert/", admin_view(RestorePageView)),
]
