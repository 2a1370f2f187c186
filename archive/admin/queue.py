"""The list of imported issues: those that wait for somebody's look, the least sure first."""

from django.core.paginator import Paginator
from django.views.generic import TemplateView

from ..models import THRESHOLD, ImportedIssue
from .section import ArchiveBase

PER_PAGE = 50


class QueueView(ArchiveBase, TemplateView):
    """`?state=` is one of ImportedIssue.State; `?doubtful=1` leaves those below the threshold only."""

    page_title = ArchiveBase.section[1]
    template_name = "archive/queue.html"

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("state", "")
        state = asked if asked in ImportedIssue.State.values else ImportedIssue.State.TO_REVIEW
        is_doubtful = self.request.GET.get("doubtful") == "1"
        issues = ImportedIssue.objects.filter(state=state).for_list()
        if is_doubtful:
            issues = issues.filter(confidence__lt=THRESHOLD)
        page = Paginator(issues, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "state": state,
            "states": ImportedIssue.State.choices,
            "is_doubtful": is_doubtful,
            "page": page,
            "elided_page_range": page.paginator.get_elided_page_range(page.number),
            "n_to_review": ImportedIssue.objects.to_review().count(),
        }
