"""The findings of preflight as a piece of HTML, fetched by the editor when a draft has been saved."""

from django.utils import timezone

from .admin_outputs import OutputView
from .preflight_panel import report


class Preflight(OutputView):
    template_name = "news/admin/preflight_report.html"
    url_name = "weekly_update_preflight"

    def get_context_data(self, **kwargs):
        return {"report": report(self.update, self.request), "now": timezone.now()}
