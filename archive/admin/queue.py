"""The list of imported issues: those that wait for somebody's look, the least sure first."""

from django.views.generic import TemplateView

from news.admin.section import paginate, read_state

from ..models import THRESHOLD, ImportedIssue
from .section import ArchiveBase


class QueueView(ArchiveBase, TemplateView):
    """`?state=` is one of ImportedIssue.State; `?doubtful=1` leaves those below the threshold only."""

    page_title = ArchiveBase.section[1]
    template_name = "archive/queue.html"

    def get_context_data(self, **kwargs):
        state = read_state(self.request, ImportedIssue.State.TO_REVIEW)
        is_doubtful = self.request.GET.get("doubtful") == "1"
        issues = ImportedIssue.objects.filter(state=state).for_list()
        if is_doubtful:
            issues = issues.filter(confidence__lt=THRESHOLD)
        return (
            super().get_context_data(**kwargs)
            | paginate(self.request, issues)
            | {
                "state": state,
                "states": ImportedIssue.State.choices,
                "is_doubtful": is_doubtful,
                "n_to_review": ImportedIssue.objects.to_review().count(),
            }
        )
