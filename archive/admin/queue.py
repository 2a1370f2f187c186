"""The list of imported issues: those that wait for somebody's look, the least sure first."""

from django.views.generic import TemplateView

from news.admin.section import paginate, read_state

from ..models import THRESHOLD, ImportedIssue
from .placing import list_doubts, list_lines
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
        listed = paginate(self.request, issues)
        return (
            super().get_context_data(**kwargs)
            | listed
            | {
                "rows": [describe_row(issue) for issue in listed["page"]],
                "state": state,
                "states": ImportedIssue.State.choices,
                "is_doubtful": is_doubtful,
                "n_to_review": ImportedIssue.objects.to_review().count(),
            }
        )


def describe_row(issue: ImportedIssue) -> dict[str, object]:
    """issue: of for_list()."""
    unplaced = list_lines(issue.unplaced_lines or "")
    return {"issue": issue, "n_unplaced": len(unplaced), "doubts": list_doubts(issue.reasons, unplaced)}
