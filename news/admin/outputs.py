"""What the views of one weekly update have in common."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..models import WeeklyUpdate
from ..outputs.build import build_publisher
from ..outputs.issue import Issue, Publisher


def get_editable_update(request, pk: int) -> WeeklyUpdate:
    """The latest revision of a weekly update. 404 where there is none, PermissionDenied for who may not edit it."""
    page = get_object_or_404(WeeklyUpdate, pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page.get_latest_revision_as_object()


class OutputView(WagtailAdminTemplateMixin, TemplateView):
    """Base class: a view of the latest revision of a weekly update. 403 for users who may not edit it."""

    url_name: str

    def dispatch(self, request, *args, **kwargs):
        self.update = get_editable_update(request, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        update = {"url": self.edit_url, "label": self.update.get_admin_display_title()}
        return [*super().get_breadcrumbs_items(), update, {"url": "", "label": self.page_title}]

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.update.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(update=self.update, **kwargs)

    def get_issue_and_publisher(self) -> tuple[Issue, Publisher]:
        """The arguments of the functions that render an output."""
        return self.update.as_issue(self.request), build_publisher(self.request)
