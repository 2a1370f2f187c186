"""The trash in the admin: what is in it, undoing, restoring, and what only administrators may: emptying it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import ListView, View
from wagtail.admin import messages
from wagtail.admin.auth import user_passes_test
from wagtail.admin.menu import MenuItem
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from ..models import TrashedPage
from ..tree_lock import changes_page_tree
from .conflicts import MAX_CONFLICTS, find_conflicts, find_parents, why_not_below
from .forms import ConflictForm, ParentForm
from .restoring import Restoration, restore

PER_PAGE = 20
MAY_SEE = {"add", "change", "publish"}


def may_see_trash(user) -> bool:
    return page_permission_policy.user_has_any_permission(user, MAY_SEE)


for_editors = user_passes_test(may_see_trash)
for_administrators = user_passes_test(lambda user: user.is_superuser)


class TrashMenuItem(MenuItem):
    def is_shown(self, request):
        return may_see_trash(request.user)


@method_decorator(for_editors, "dispatch")
class TrashView(WagtailAdminTemplateMixin, ListView):
    template_name = "pages/admin/trash/index.html"
    page_title = "Trash"
    header_icon = "bin"
    breadcrumbs_items = []
    paginate_by = PER_PAGE
    page_kwarg = "p"

    def get_queryset(self):
        return TrashedPage.objects.visible_to(self.request.user).for_list()


def find_trashed(request, **lookup) -> TrashedPage:
    """Raises Http404 where it is not there any more, or not this person's to see."""
    return get_object_or_404(TrashedPage.objects.visible_to(request.user).for_list(), **lookup)


def find_former_parent(trashed: TrashedPage, user) -> tuple[Page | None, str]:
    """(the page below which it was, ""), or (None, why it cannot come back there)."""
    parent = Page.objects.filter(pk=trashed.parent_id).first()
    if parent:
        reason = why_not_below(trashed, parent, user)
        return (None, reason) if reason else (parent, "")
    if TrashedPage.objects.filter(rows__model=Page._meta.label_lower, rows__object_id=str(trashed.parent_id)).exists():
        return None, f"“{trashed.parent_title}”, below which it was, is in the trash too: restore that first."
    return None, f"“{trashed.parent_title}”, below which it was, has been deleted for good."


def may_be_live(trashed: TrashedPage, parent: Page, user) -> bool:
    return trashed.live_count > 0 and parent.permissions_for_user(user).can_publish_subpage()


def tell_restored(request, page: Page, trashed: TrashedPage, lost: int) -> None:
    title = page.get_admin_display_title()
    how = "and readers see it again" if page.live else "as a draft"
    edit = messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), "Edit")
    messages.success(request, f"“{title}” is back, {how}.", buttons=[edit])
    if trashed.was_scheduled:
        messages.warning(request, f"“{title}” was scheduled; it is not any more. Schedule it again if it is to go out.")
    if lost:
        messages.warning(request, "What it referred to has partly been deleted meanwhile: look it through.")


@require_POST
@for_editors
@changes_page_tree
def undo(request, batch):
    """Bring back what was deleted together, as it was; where that is impossible, the page that says why follows."""
    found = list(TrashedPage.objects.visible_to(request.user).filter(batch=batch).order_by("pk"))
    if not found:
        messages.info(request, "That is no longer in the trash.")
        return redirect(get_valid_next_url_from_request(request) or reverse("trash"))
    refused = None
    for trashed in found:
        parent, _ = find_former_parent(trashed, request.user)
        if parent is None or find_conflicts(trashed, parent):
            refused = refused or trashed
            continue
        as_draft = not may_be_live(trashed, parent, request.user)
        page, lost = restore(Restoration(trashed, parent, request.user, as_draft))
        tell_restored(request, page, trashed, lost)
    if refused:
        return redirect("restore_trashed", refused.pk)
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_explore", args=[parent.pk]))


@method_decorator([for_editors, changes_page_tree], "dispatch")
class RestoreView(View):
    """Says what will happen, and asks for what is taken: `parent` in the query string or form, and the conflicts."""

    def dispatch(self, request, pk):
        self.trashed = find_trashed(request, pk=pk)
        if self.trashed.content_type.model_class() is None:
            raise Http404
        self.parent, self.reason = find_former_parent(self.trashed, request.user)
        self.parent_form = None
        if self.parent is None:
            self.choose_parent()
        self.conflicts = find_conflicts(self.trashed, self.parent) if self.parent else []
        return super().dispatch(request, pk)

    def choose_parent(self):
        """Another place, where there is one; the first of them until the editor has chosen."""
        parents = find_parents(self.trashed, self.request.user)
        data = self.request.POST if "parent" in self.request.POST else None
        self.parent_form = ParentForm(data, parents=parents) if parents else None
        if parents:
            is_chosen = data is not None and self.parent_form.is_valid()
            self.parent = self.parent_form.cleaned_data["parent"] if is_chosen else parents[0]

    def get(self, request, pk):
        return self.render(self.make_form())

    def post(self, request, pk):
        is_place_open = self.parent_form and not self.parent_form.is_valid()  # it may have gone since the question
        if self.parent is None or is_place_open or len(self.conflicts) > MAX_CONFLICTS:
            return self.render(self.make_form())
        form = self.make_form(request.POST)
        if not form.is_valid():
            return self.render(form)
        as_draft = "live" not in request.POST or bool(self.conflicts) or not self.may_be_live
        page, lost = restore(Restoration(self.trashed, self.parent, request.user, as_draft, form.get_changes()))
        tell_restored(request, page, self.trashed, lost)
        return redirect("wagtailadmin_explore", self.parent.pk)

    @property
    def may_be_live(self) -> bool:
        return self.parent is not None and may_be_live(self.trashed, self.parent, self.request.user)

    def make_form(self, data=None):
        conflicts = self.conflicts[:MAX_CONFLICTS]
        return ConflictForm(data, trashed=self.trashed, parent=self.parent, conflicts=conflicts)

    def render(self, form):
        fields = {name: form[name] for name in form.fields}
        context = {
            "trashed": self.trashed,
            "reason": self.reason,
            "parent": self.parent,
            "parent_form": self.parent_form,
            "form": form,
            "conflicts": [(conflict, fields.get(conflict.name)) for conflict in form.conflicts],
            "too_many": max(0, len(self.conflicts) - MAX_CONFLICTS),
            "may_be_live": self.may_be_live and not self.conflicts,
        }
        return TemplateResponse(self.request, "pages/admin/trash/restore.html", context)


@for_administrators
def delete_for_good(request, pk):
    trashed = find_trashed(request, pk=pk)
    if request.method != "POST":
        return confirm_deletion(request, trashed.page_count, trashed)
    trashed.delete()
    messages.success(request, f"“{trashed.title}” is deleted for good.")
    return redirect("trash")


@for_administrators
def empty_trash(request):
    """Deletes what was in the trash when the page that asks was shown, and nothing that has come since."""
    trashed = TrashedPage.objects.all()
    if request.method != "POST":
        newest = trashed.order_by("-pk").first()
        return confirm_deletion(request, sum(trashed.values_list("page_count", flat=True)), newest=newest)
    newest = request.POST.get("newest", "")
    count = trashed.filter(pk__lte=int(newest) if newest.isdecimal() else 0).delete()[1].get(TrashedPage._meta.label, 0)
    messages.success(request, f"{count} deleted for good." if count else "Nothing was deleted.")
    return redirect("trash")


def confirm_deletion(request, page_count: int, trashed=None, newest=None):
    context = {"trashed": trashed, "page_count": page_count, "newest": newest}
    return TemplateResponse(request, "pages/admin/trash/delete_for_good.html", context)
