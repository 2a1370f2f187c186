"""The admin's own views of the news room."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.dateformat import format as format_date
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput

from .models import NewsIndex, WeeklyUpdate
from .models.weekly_update import date_is_taken_by


class StartIssueForm(forms.Form):
    date = forms.DateField(
        widget=AdminDateInput,
        label="The day it goes out",
        help_text="The coming Friday; choose the Thursday where Friday is a holiday.",
    )


class StartFromLastIssue(WagtailAdminTemplateMixin, FormView):
    """Start the next weekly update with the last one's boilerplate, or open its draft where there is one."""

    template_name = "news/admin/start_from_last_issue.html"
    form_class = StartIssueForm
    page_title = "Start the next weekly update"
    header_icon = "doc-full"

    def dispatch(self, request, *args, **kwargs):
        self.index = get_object_or_404(NewsIndex)
        if not self.index.permissions_for_user(request.user).can_add_subpage():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        draft = WeeklyUpdate.objects.filter(date=self.index.next_date(), live=False).first()
        if draft:
            return self.open_draft(draft)
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        return {"date": self.index.next_date()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(last=WeeklyUpdate.objects.newest().first(), index=self.index, **kwargs)

    def form_valid(self, form):
        date = form.cleaned_data["date"]
        existing = WeeklyUpdate.objects.filter(date=date).first()
        if existing and not existing.live:
            return self.open_draft(existing)
        if existing:
            form.add_error("date", date_is_taken_by(existing))
            return self.form_invalid(form)
        draft = self.index.start_issue(date, self.request.user)
        messages.success(self.request, f"The draft for {format_date(date, 'l, F j')} is yours to fill.")
        return redirect("wagtailadmin_pages:edit", draft.pk)

    def open_draft(self, draft):
        messages.info(self.request, f"The draft for {format_date(draft.date, 'l, F j')} was started before.")
        return redirect("wagtailadmin_pages:edit", draft.pk)
