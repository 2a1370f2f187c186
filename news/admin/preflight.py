"""The preflight findings as an HTML fragment, which the editor's script fetches after each saved draft."""

from django.utils import timezone

from ..preflight.report import build_report
from .outputs import OutputView


class PreflightReportView(OutputView):
    template_name = "news/admin/preflight_report.html"
    url_name = "weekly_update_preflight"

    def get_context_data(self, **kwargs):
        return {"report": build_report(self.update, self.request), "now": timezone.now()}
