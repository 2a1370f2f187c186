"""What several accounts at once may be given, and by whom; and the log of it."""

from django.core.exceptions import PermissionDenied
from wagtail.log_actions import log
from wagtail.users.views.bulk_actions.user_bulk_action import UserBulkAction

from ..audit import record
from ..second_factor.views import ask_password
from .ranks import describe_rank, may_change, may_give


def refuse_above_rank(request, action_type, accounts, view):
    """For the hook before_bulk_action: None, or where to go first. Raises PermissionDenied where one account, or the
    role, is out of reach."""
    if not isinstance(view, UserBulkAction):
        return None
    role = view.cleaned_form.cleaned_data.get("role") if view.cleaned_form else None
    if not all(may_change(request.user, account) for account in accounts):
        raise PermissionDenied
    if role is not None and not may_give(request.user, role):
        raise PermissionDenied
    response = ask_password(request)
    if response is None and action_type == "delete":
        for account in accounts:
            log(account, "wagtail.delete", user=request.user, deleted=True)  # as Wagtail's own view of one account does
    return response


def record_ranks(request, action_type, accounts, view):
    """For the hook after_bulk_action. What is deleted is in the log already."""
    if not isinstance(view, UserBulkAction) or action_type == "delete":
        return
    for account in view.model.objects.filter(pk__in=[account.pk for account in accounts]):
        record("staff.role_changed", account, by=request.user, after=describe_rank(account))
