"""What the views below one entry of the admin's menu have in common, and that entry."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Choices
from django.urls import reverse, reverse_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

PER_PAGE = 50


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


class SectionMenuItem(MenuItem):
    """The entry that leads to a section, for those who may enter it. view: the base class of its views."""

    def __init__(self, view: type[SectionView], order: int):
        name, label = view.section
        super().__init__(label, reverse_lazy(name), icon_name=view.header_icon, order=order)
        self.view = view

    def is_shown(self, request):
        return self.view.may_enter(request.user)


def read_state(request, default: Choices) -> str:
    """The state of a list that `?state=` asks for; the default where it is none of them."""
    asked = request.GET.get("state", "")
    return asked if asked in type(default).values else default


def paginate(request, rows) -> dict[str, object]:
    """What a template of a list needs: `page`, which `?p=` asks for, and `elided_page_range`."""
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    return {"page": page, "elided_page_range": page.paginator.get_elided_page_range(page.number)}
