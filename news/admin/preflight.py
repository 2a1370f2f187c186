"""What the editor of a weekly update fetches after each saved draft: the preflight findings, and the bar."""

from django.utils import timezone

from ..preflight.report import build_report
from .friday_bar import build_bar
from .outputs import OutputView


class PreflightReportView(OutputView):
    """The findings as an HTML fragment, followed by the bar above the form in a template element."""

    template_name = "news/admin/preflight_refresh.html"
    url_name = "weekly_update_preflight"

    def get_context_data(self, **kwargs):
        report = build_report(self.update, self.request)
        return {"report": report, "now": timezone.now(), "bar": build_bar(self.update, self.request, report)}
