"""Starting the next weekly update: a draft with the boilerplate of the last one."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from pages.dates.fields import TypedDateField
from pages.forms import implausible_date_message, is_plausible
from pages.tree_lock import page_tree_transaction

from ..forms import date_conflict_message
from ..models import NewsIndex, WeeklyUpdate
from ..models.leadership import leadership_on


def can_start_update(user) -> bool:
    """Whether there is a news index page, and the user may add weekly updates to it."""
    index = NewsIndex.objects.first()
    return index is not None and index.permissions_for_user(user).can_add_subpage()


def find_date_conflict(error: IntegrityError | ValidationError, date) -> WeeklyUpdate | None:
    """The weekly update that has the date, if saving another one with it failed for that reason; otherwise None.

    The failure is one of validation, or of the unique constraint.
    """
    if isinstance(error, ValidationError):
        is_conflict = any(detail.code == "unique" for detail in getattr(error, "error_dict", {}).get("date", ()))
    else:
        constraint = error.__cause__.diag.constraint_name or ""  # a NOT NULL constraint has no name
        is_conflict = constraint.startswith(f"{WeeklyUpdate._meta.db_table}_date_")
    return WeeklyUpdate.objects.taking(date).first() if is_conflict else None


@page_tree_transaction()
def start_update(index, date, user) -> WeeklyUpdate:
    """Add a draft for `date` with the last update's boilerplate; letter, picture and clippings are empty.

    The FROM line names the leaders in office on the date, or is the last update's where none is recorded. Raises
    ValidationError or IntegrityError where another update has the date; see find_date_conflict().
    """
    index = NewsIndex.objects.get(pk=index.pk)
    last = WeeklyUpdate.objects.filter(date__lt=date).newest().first()
    draft = WeeklyUpdate(date=date, sent_from=leadership_on(date), live=False, owner=user)
    if last:
        draft.kicker, draft.addressee, draft.signature = last.kicker, last.addressee, last.signature
        draft.sent_from = draft.sent_from or last.sent_from
    index.add_child(instance=draft)
    draft.save_revision(user=user, log_action=True, clean=False)  # a draft may lack required fields
    return draft


class StartUpdateForm(forms.Form):
    date = TypedDateField(
        label="The day it goes out",
        help_text="The coming Friday; choose the Thursday where Friday is a holiday.",
    )

    def clean_date(self):
        if not is_plausible(self.cleaned_data["date"]):
            raise ValidationError(implausible_date_message())
        return self.cleaned_data["date"]


class StartUpdateView(WagtailAdminTemplateMixin, FormView):
    """Starts a draft with start_update(), or redirects to the draft that the date already has."""

    template_name = "news/admin/start_from_last_issue.html"
    form_class = StartUpdateForm
    page_title = "Start the next weekly update"
    header_icon = "doc-full"
    breadcrumbs_items = []  # without breadcrumbs, Wagtail shows the title as a heading

    def dispatch(self, request, *args, **kwargs):
        self.index = get_object_or_404(NewsIndex)
        if not self.index.permissions_for_user(request.user).can_add_subpage():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        """With `?choose`, the form; without, a redirect to the next Friday's draft where there is one."""
        draft = WeeklyUpdate.objects.filter(date=self.index.get_next_date(), live=False).first()
        if draft and "choose" not in request.GET:
            return self.redirect_to_draft(draft)
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        return {"date": self.index.get_next_date()}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "last": WeeklyUpdate.objects.newest().first(),
            "index": self.index,
            "media": context["form"].media,
        }

    def form_valid(self, form):
        date = form.cleaned_data["date"]
        existing = WeeklyUpdate.objects.taking(date).first()
        if existing is None:
            try:
                draft = start_update(self.index, date, self.request.user)
            except (IntegrityError, ValidationError) as error:
                existing = find_date_conflict(error, date)  # another editor won the race
                if existing is None:
                    raise
            else:
                messages.success(self.request, f"The draft for {format_date(date, 'l, F j')} is yours to fill.")
                return redirect("wagtailadmin_pages:edit", draft.pk)
        if existing.stands and not existing.live:
            return self.redirect_to_draft(existing)
        form.add_error("date", date_conflict_message(existing))
        return self.form_invalid(form)

    def redirect_to_draft(self, draft):
        messages.info(self.request, f"The draft for {format_date(draft.date, 'l, F j')} was started before.")
        return redirect("wagtailadmin_pages:edit", draft.pk)


def redirect_adding_to_start(request, parent_page, page_class):
    """Hook before_create_page: a draft is saved before it is edited, so that autosave does not create a second one."""
    if page_class is WeeklyUpdate and request.method == "GET":
        return redirect(f"{reverse('start_from_last_issue')}?choose")
    return None


def redirect_copying_to_start(request, page):
    """Hook before_copy_page: an update is not copied, since two cannot have one date."""
    if page.specific_class is not WeeklyUpdate:
        return None
    messages.info(request, "An update is not copied: the next one starts from the last issue, without its clippings.")
    return redirect(f"{reverse('start_from_last_issue')}?choose")
