"""Views of a weekly update: what they have in common, and the test by email."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMultiAlternatives
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from ..models import WeeklyUpdate
from ..outputs.build import build_publisher
from ..outputs.email import render_email
from ..outputs.issue import Issue, Publisher
from ..outputs.plain_text import render_plain_text

TEST_SENT = "news.send_test"  # in the history of the page


def get_editable_update(request, pk: int) -> WeeklyUpdate:
    """The latest revision of a weekly update. 404 where there is none, PermissionDenied for who may not edit it."""
    page = get_object_or_404(WeeklyUpdate, pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page.get_latest_revision_as_object()


class OutputView(WagtailAdminTemplateMixin, TemplateView):
    """Base class: a view of the latest revision of a weekly update. 403 for users who may not edit it."""

    url_name: str

    def dispatch(self, request, *args, **kwargs):
        self.update = get_editable_update(request, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        update = {"url": self.edit_url, "label": self.update.get_admin_display_title()}
        return [*super().get_breadcrumbs_items(), update, {"url": "", "label": self.page_title}]

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.update.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(update=self.update, **kwargs)

    def get_issue_and_publisher(self) -> tuple[Issue, Publisher]:
        """The arguments of the functions that render an output."""
        return self.update.as_issue(self.request), build_publisher(self.request)


class SendTestView(OutputView):
    """Sends the latest revision to the email address of the user, and to no other."""

    template_name = "news/admin/outputs_send_test.html"
    page_title = "Send me a test"
    url_name = "weekly_update_send_test"
    header_icon = "mail"
    http_method_names = ["get", "head", "post"]

    def post(self, request, *args, **kwargs):
        recipient = request.user.email
        if not recipient:
            return self.render_to_response(self.get_context_data())
        build_test_message(*self.get_issue_and_publisher(), recipient).send()
        log(instance=self.update, action=TEST_SENT, user=request.user, revision=self.update.latest_revision)
        messages.success(
            request, f"The test is on its way to {recipient}. If the mail server refuses it, the dashboard will say so."
        )
        return redirect(self.edit_url)


def build_test_message(issue, publisher, recipient: str) -> EmailMultiAlternatives:
    """The issue as HTML and as plain text, without an unsubscribe link, since it is not sent to a list."""
    subject = " ".join(f"Test: {issue.title}".split())
    message = EmailMultiAlternatives(subject, render_plain_text(issue, publisher), to=[recipient])
    message.attach_alternative(render_email(issue, publisher), "text/html")
    return message


def register_test_in_history(actions):
    """Hook register_log_actions: a test that was sent stands in the history of its update."""
    actions.register_action(TEST_SENT, "Send a test", "A test of the email was sent")
