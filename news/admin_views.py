"""The admin's own views of the news room."""

import json

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .clippings import parse
from .country_codes import COUNTRY_NAMES
from .country_suggestions import suggest_for_clipping
from .models import NewsIndex, WeeklyUpdate
from .models.weekly_update import date_is_taken_by

LONGEST_PASTE = 1_000_000  # characters, the markup of a word processor included


class StartIssueForm(forms.Form):
    date = forms.DateField(
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),  # the browser’s own calendar leaves the button in sight
        label="The day it goes out",
        help_text="The coming Friday; choose the Thursday where Friday is a holiday.",
    )


class StartFromLastIssue(WagtailAdminTemplateMixin, FormView):
    """Start the next weekly update with the last one's boilerplate, or open its draft where there is one."""

    template_name = "news/admin/start_from_last_issue.html"
    form_class = StartIssueForm
    page_title = "Start the next weekly update"
    header_icon = "doc-full"
    breadcrumbs_items = []  # so that the title stands as a heading

    def dispatch(self, request, *args, **kwargs):
        self.index = get_object_or_404(NewsIndex)
        if not self.index.permissions_for_user(request.user).can_add_subpage():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        """With `?choose`, for any day; otherwise straight to the coming Friday's draft."""
        draft = WeeklyUpdate.objects.filter(date=self.index.next_date(), live=False).first()
        if draft and "choose" not in request.GET:
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


def start_instead_of_adding(request, parent_page, page_class):
    """On the hook before_create_page. An issue exists before it is edited: its first autosave may not make another."""
    if page_class is WeeklyUpdate and request.method == "GET":
        return redirect(f"{reverse('start_from_last_issue')}?choose")
    return None


def start_instead_of_copying(request, page):
    """On the hook before_copy_page. Two issues cannot have the same day."""
    if page.specific_class is not WeeklyUpdate:
        return None
    messages.info(request, "An update is not copied: the next one starts from the last issue, without its clippings.")
    return redirect(f"{reverse('start_from_last_issue')}?choose")


@require_POST
def read_clippings(request):
    """Pasted text in, clippings and the lines that belong to none out, as JSON. Nothing is stored."""
    text = request.POST.get("text", "")
    if not text.strip():
        return JsonResponse({"error": "Paste the clippings first."}, status=400)
    if len(text) > LONGEST_PASTE:
        return JsonResponse({"error": "That is more than an issue holds. Paste it in two parts."}, status=400)
    return JsonResponse(parse(text, near=timezone.localdate()).as_dict())


@require_POST
def suggest_countries(request):
    """[{headline, excerpt}, …] in; for each the countries it seems to be about, with the reasons. Nothing is stored."""
    try:
        clippings = [(str(each["headline"]), str(each["excerpt"])) for each in json.loads(request.body)]
    except (ValueError, TypeError, KeyError):
        return JsonResponse({"error": "A list of headlines and excerpts is expected."}, status=400)
    if sum(len(headline) + len(excerpt) for headline, excerpt in clippings) > LONGEST_PASTE:
        return JsonResponse({"error": "That is more than an issue holds."}, status=400)
    return JsonResponse({"clippings": [list(map(suggestion, suggest_for_clipping(*each))) for each in clippings]})


def suggestion(found):
    reasons = dict.fromkeys(map(str, found.reasons))  # each once, in order
    return {"code": found.code, "name": COUNTRY_NAMES[found.code], "reasons": list(reasons)}
