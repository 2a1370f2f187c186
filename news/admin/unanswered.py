"""The report of what visitors looked for in vain: how often, in the last days. Nothing of the visitors is kept."""

from datetime import timedelta

import django_filters
from django.db.models import Max, Sum
from django.urls import reverse_lazy
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import ModelPermissionPolicy

from ..models import UnansweredSearch

PERIODS = [("30", "Last 30 days"), ("90", "Last 90 days"), ("365", "Last year")]
DEFAULT_PERIOD = 30  # days
POLICY = ModelPermissionPolicy(UnansweredSearch)


class UnansweredFilterSet(WagtailFilterSet):
    days = django_filters.ChoiceFilter(label="When", choices=PERIODS, method="since", empty_label=None)

    def since(self, queryset, name, value):
        return queryset.filter(day__gt=timezone.localdate() - timedelta(days=int(value)))

    class Meta:
        model = UnansweredSearch
        fields = []


class UnansweredView(ReportView):
    page_title = "Searches without an answer"
    header_icon = "search"
    index_url_name = "unanswered_searches"
    index_results_url_name = "unanswered_searches_results"
    permission_policy = POLICY
    any_permission_required = ["view"]
    filterset_class = UnansweredFilterSet
    columns = [
        Column("query", label="Searched for"),
        Column("times", label="How often"),
        Column("last", label="Last on"),
    ]
    list_export = ["query", "times", "last"]
    export_headings = {"query": "Searched for", "times": "How often", "last": "Last on"}
    default_ordering = None

    def get_base_queryset(self):
        return UnansweredSearch.objects.all()

    def filter_queryset(self, queryset):
        """Each query once, the most frequent first; of the last 30 days where no other period was chosen."""
        found = super().filter_queryset(queryset)
        if not self.filters.form.cleaned_data.get("days"):
            found = self.filters.since(found, "days", DEFAULT_PERIOD)
        grouped = found.order_by().values("query").annotate(times=Sum("count"), last=Max("day"))
        return grouped.order_by("-times", "-last", "query")


class UnansweredMenuItem(MenuItem):
    def __init__(self):
        super().__init__(UnansweredView.page_title, reverse_lazy(UnansweredView.index_url_name), icon_name="search")

    def is_shown(self, request):
        return POLICY.user_has_any_permission(request.user, ["view"])
