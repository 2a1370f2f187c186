"""Why the page of an imported issue is left as it is: what a person has done with it counts for more than any file."""

from ..models import ImportedIssue

LEFT = "It is left as it is."


def why_kept(imported: ImportedIssue, user=None) -> str:
    """Why the stored draft is neither overwritten nor published: a sentence; empty if it may be.

    user: who imports; None for an operator at the command line, who may all.
    """
    return why_out_of_reach(imported.page, user) or why_settled(imported)


def why_settled(imported: ImportedIssue) -> str:
    """That somebody has changed, reviewed, published or unpublished what was stored, or agreed to it: for good."""
    if imported.is_changed_since:
        return f"Somebody has changed the page since it was imported. {LEFT}"
    if imported.state == ImportedIssue.State.REVIEWED or imported.reviewed_at:
        return f"The page was reviewed. {LEFT}"
    if reason := why_publication_is_kept(imported):
        return reason
    return f"Somebody has agreed to what was suggested. {LEFT}" if imported.agreed_at else ""


def why_out_of_reach(page, user) -> str:
    """That the page is locked, waits for a decision, or is not the user's to edit: for now."""
    if page.workflow_in_progress:
        return f"The page waits for moderation. {LEFT}"
    if page.get_lock():
        return f"The page is locked. {LEFT}"
    if user and not page.permissions_for_user(user).can_edit():
        return "You may not edit the page."
    return ""


def why_publication_is_kept(imported: ImportedIssue) -> str:
    """That a person has published the page, or taken it down, so that what readers see is that person's decision.

    What an import publishes has one time for its first and its last publication (see publishing.date_back).
    """
    page = imported.page
    is_by_import = page.live_revision_id == imported.published_revision
    if page.live and not (is_by_import and page.first_published_at == page.last_published_at):
        return f"Somebody has published the page. {LEFT}"
    if page.first_published_at and not page.live:
        return f"Somebody has unpublished the page. {LEFT}"
    return ""
