"""What every view asks that changes somebody's account."""

from django.core.exceptions import PermissionDenied

from ..second_factor.views import with_password


class ConfirmedMixin:
    """Asks who may use the view for their password first: a session that is left open must not open every account."""

    def may_be_used(self) -> bool:
        return self.user_has_permission(self.permission_required)

    def dispatch(self, request, *args, **kwargs):
        if not self.may_be_used():
            raise PermissionDenied  # before the password is asked for
        return with_password(super().dispatch)(request, *args, **kwargs)
