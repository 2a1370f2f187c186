"""Wagtail's views of people and roles, in which nobody gives more than they have."""

from django.core.exceptions import PermissionDenied
from django.urls import path, reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.widgets.button import Button
from wagtail.users.views import groups, users

from ..audit import record
from ..second_factor.changes import announce_new_email
from ..second_factor.factors import find_factors
from .confirmation import ConfirmedMixin
from .ranks import describe_rank, may_change, may_reset
from .reset import ResetSecondFactorView

ONLY_ADMINISTRATORS = "Only an administrator can make administrators."


class RankedFormMixin:
    """Disables what the person in front of the form may not give."""

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        if not self.request.user.is_superuser:
            form.fields["groups"].queryset = self.request.user.groups.all()
            if "is_superuser" in form.fields:
                form.fields["is_superuser"].disabled = True  # whatever is sent, what is stored stays
                form.fields["is_superuser"].help_text = ONLY_ADMINISTRATORS
        return form

    def save_instance(self):
        """Wagtail's, with entries in the log of a changed role, of who is not active any more, and of a password."""
        known = self.model.objects.filter(pk=self.form.instance.pk).first()
        before = describe_rank(known) if known else "new"
        instance = super().save_instance()
        after = describe_rank(self.model.objects.get(pk=instance.pk))
        if before != after:
            record("staff.role_changed", instance, by=self.request.user, before=before, after=after)
        if known and self.form.cleaned_data.get("password1"):
            record("staff.password_changed", instance, by=self.request.user)
        if known and known.email != instance.email:
            announce_new_email(instance, known.email, by=self.request.user)
        return instance


class IndexView(users.IndexView):
    @cached_property
    def columns(self):
        return [*super().columns, BooleanColumn("has_second_factor", label="Second factor", width="10%")]


class CreateView(RankedFormMixin, ConfirmedMixin, users.CreateView):
    pass


class EditView(RankedFormMixin, ConfirmedMixin, users.EditView):
    def may_be_used(self):
        return super().may_be_used() and may_change(self.request.user, self.object)

    @cached_property
    def header_more_buttons(self):
        buttons = [*super().header_more_buttons]
        has_any = self.object.has_second_factor or find_factors(self.object)  # also one that was not set up to the end
        if has_any and may_reset(self.request.user, self.object):
            url = reverse("wagtailusers_users:reset_second_factor", args=[self.object.pk])
            buttons.append(Button("Reset second factor", url=url, icon_name="lock-open", priority=30))
        return buttons


class DeleteView(ConfirmedMixin, users.DeleteView):
    def may_be_used(self):
        return super().may_be_used() and may_change(self.request.user, self.get_object())


class UserViewSet(users.UserViewSet):
    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    delete_view_class = DeleteView
    copy_view_enabled = False  # it saves its form onto the account that is copied

    def get_urlpatterns(self):
        reset = ResetSecondFactorView.as_view()
        return [*super().get_urlpatterns(), path("reset-second-factor/<int:pk>/", reset, name="reset_second_factor")]


class AdministratorsOnlyMixin:
    """Who changes a role changes what everybody in it may do, themselves included."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class GroupCreateView(AdministratorsOnlyMixin, groups.CreateView):
    pass


class GroupEditView(AdministratorsOnlyMixin, groups.EditView):
    pass


class GroupDeleteView(AdministratorsOnlyMixin, groups.DeleteView):
    pass


class GroupViewSet(groups.GroupViewSet):
    add_view_class = GroupCreateView
    edit_view_class = GroupEditView
    delete_view_class = GroupDeleteView
