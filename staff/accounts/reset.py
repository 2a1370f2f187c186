"""Lets somebody who has lost everything start anew, without an operator of the site."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..models import User
from ..second_factor.changes import reset
from .confirmation import ConfirmedMixin
from .ranks import may_reset


class ResetSecondFactorView(ConfirmedMixin, WagtailAdminTemplateMixin, TemplateView):
    """GET asks, POST removes every second factor of the account `pk`. Raises PermissionDenied."""

    template_name = "staff/accounts/reset_second_factor.html"
    page_title = "Reset second factor"
    header_icon = "lock-open"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, pk=pk, **kwargs)
        self.account = get_object_or_404(User, pk=pk)

    def may_be_used(self):
        return may_reset(self.request.user, self.account)

    def get_breadcrumbs_items(self):
        users = {"url": reverse("wagtailusers_users:index"), "label": "Users"}
        return [*super().get_breadcrumbs_items(), users, {"url": "", "label": self.get_page_title()}]

    def get_page_subtitle(self):
        return self.account.get_username()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"account": self.account}

    def post(self, request, pk):
        reset(self.account, by=request.user)
        messages.success(request, f"{self.account.get_username()} sets up a new second factor at the next sign-in.")
        return redirect("wagtailusers_users:edit", pk)
