"""What an editor takes away from a weekly update: its HTML and text for the mailing service, and a test in the mail."""

import logging
from collections.abc import Callable
from math import inf

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMultiAlternatives
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..models import WeeklyUpdate
from ..outputs.build import build_publisher
from ..outputs.email import GMAIL_LIMIT, UNSUBSCRIBE_PLACEHOLDER, render_email
from ..outputs.issue import Issue, Publisher
from ..outputs.plain_text import render_plain_text

logger = logging.getLogger(__name__)


class OutputView(WagtailAdminTemplateMixin, TemplateView):
    """A page about the latest draft of an update, for those who may edit it."""

    url_name: str

    def dispatch(self, request, *args, **kwargs):
        page = get_object_or_404(WeeklyUpdate, pk=kwargs["pk"])
        if not page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        self.update = page.get_latest_revision_as_object()
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        update = {"url": self.edit_address, "label": self.update.get_admin_display_title()}
        return [*super().get_breadcrumbs_items(), update, {"url": "", "label": self.page_title}]

    @property
    def edit_address(self):
        return reverse("wagtailadmin_pages:edit", args=[self.update.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(update=self.update, **kwargs)

    def values(self):
        """The draft and its sender, as the outputs take them."""
        return self.update.as_issue(self.request), build_publisher(self.request)


class CopyView(OutputView):
    """The whole of an output, to be copied into the mailing service. Subclasses say how it is written."""

    template_name = "news/admin/outputs_copy.html"
    write: Callable[[Issue, Publisher, str], str]
    largest = inf  # bytes

    def get_context_data(self, **kwargs):
        content = type(self).write(*self.values(), UNSUBSCRIBE_PLACEHOLDER)
        size = len(content.encode())
        return super().get_context_data(
            content=content, unsubscribe=UNSUBSCRIBE_PLACEHOLDER, size=size, is_too_large=size > self.largest, **kwargs
        )


class CopyEmail(CopyView):
    page_title = "Copy email HTML"
    url_name = "weekly_update_copy_email"
    header_icon = "code"
    write = render_email
    largest = GMAIL_LIMIT


class CopyText(CopyView):
    page_title = "Copy plain text"
    url_name = "weekly_update_copy_text"
    header_icon = "clipboard-list"
    write = render_plain_text


class SendTest(OutputView):
    """Mails the latest draft to the one who asks, and to nobody else."""

    template_name = "news/admin/outputs_send_test.html"
    page_title = "Send me a test"
    url_name = "weekly_update_send_test"
    header_icon = "mail"
    http_method_names = ["get", "head", "post"]

    def post(self, request, *args, **kwargs):
        address = request.user.email
        if not address:
            return self.render_to_response(self.get_context_data())
        try:
            message(*self.values(), address).send()
        except OSError as error:
            logger.exception("The test of weekly update %s could not be sent", self.update.pk)
            messages.error(request, f"The test was not sent: the mail server could not be used ({reason(error)}).")
            return self.render_to_response(self.get_context_data())
        messages.success(request, f"The test is on its way to {address}.")
        return redirect(self.edit_address)


def message(issue, publisher, address: str) -> EmailMultiAlternatives:
    """A test of the issue as HTML and as text, without a link for leaving a list that it was not sent to."""
    subject = " ".join(f"Test: {issue.title}".split())
    mail = EmailMultiAlternatives(subject, render_plain_text(issue, publisher), to=[address])
    mail.attach_alternative(render_email(issue, publisher, unsubscribe=""), "text/html")
    return mail


def reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
