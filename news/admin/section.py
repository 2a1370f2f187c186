"""What the views below one entry of the admin's menu have in common."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class SectionView(WagtailAdminTemplateMixin):
    """Base class. `may_enter`: whether a user may; 403 for others. `section`: the name of the URL to which the entry
    leads, and its label: the breadcrumbs of the other views lead there.
    """

    may_enter: Callable
    section: tuple[str, str]

    def dispatch(self, request, *args, **kwargs):
        if not self.may_enter(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        name, label = self.section
        is_first = self.request.resolver_match.url_name == name
        own = [] if is_first else [{"url": "", "label": self.get_page_title()}]
        return [*super().get_breadcrumbs_items(), {"url": reverse(name), "label": label}, *own]
