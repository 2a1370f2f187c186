"""The test by email: the latest draft goes to whoever presses the button, and to the colleagues they tick."""

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.db.models import QuerySet
from django.shortcuts import redirect
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import LogFormatter, log
from wagtail.permission_policies.pages import PagePermissionPolicy

from ..models import WeeklyUpdate
from ..outputs.email import render_email
from ..outputs.plain_text import render_plain_text
from .outputs import OutputView

TEST_SENT = "news.send_test"  # in the history of the page
MAX_COLLEAGUES = 50  # who are offered


def find_colleagues(update: WeeklyUpdate, user) -> QuerySet:
    """Whoever else may work on the update, and has an email address; by name. One query, and those for its place."""
    policy = PagePermissionPolicy()
    staff = policy.users_with_any_permission_for_instance({"add", "change", "publish"}, update)
    return staff.exclude(pk=user.pk).exclude(email="").order_by("first_name", "last_name", "username")


class ColleaguesField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, user):
        return f"{get_user_display_name(user)}, {user.email}"


class ColleaguesForm(forms.Form):
    """Accounts only, and no addresses that are typed: who has an editor's session could else mail anybody as us."""

    colleagues = ColleaguesField(queryset=get_user_model().objects.none(), required=False, label="And to")

    def __init__(self, *args, update, user, **kwargs):
        super().__init__(*args, **kwargs)
        offered = find_colleagues(update, user).values_list("pk", flat=True)[:MAX_COLLEAGUES]
        self.fields["colleagues"].queryset = find_colleagues(update, user).filter(pk__in=list(offered))


class SendTestView(OutputView):
    """Sends the latest revision to the user and to the colleagues that are ticked, each in a mail of their own."""

    template_name = "news/admin/outputs_send_test.html"
    page_title = "Send a test"
    url_name = "weekly_update_send_test"
    header_icon = "mail"
    http_method_names = ["get", "head", "post"]

    def get_context_data(self, **kwargs):
        form = kwargs.pop("form", None) or ColleaguesForm(update=self.update, user=self.request.user)
        return super().get_context_data(form=form, **kwargs)

    def post(self, request, *args, **kwargs):
        form = ColleaguesForm(request.POST, update=self.update, user=request.user)
        if not request.user.email or not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        recipients = [*form.cleaned_data["colleagues"], request.user]
        message = build_test_message(*self.get_issue_and_publisher())
        for recipient in recipients:
            message.to = [recipient.email]
            message.send()
            record_test(self.update, request.user, recipient)
        addresses = ", ".join(recipient.email for recipient in reversed(recipients))
        messages.success(
            request, f"The test is on its way to {addresses}. If the mail server refuses it, the dashboard will say so."
        )
        return redirect(self.edit_url)


def record_test(update: WeeklyUpdate, sender, recipient) -> None:
    """An entry in the history for each who was sent a test: what is withdrawn later stands in their mail."""
    data = {} if recipient == sender else {"recipient": str(recipient)}
    log(instance=update, action=TEST_SENT, user=sender, revision=update.latest_revision, data=data)


def build_test_message(issue, publisher) -> EmailMultiAlternatives:
    """The issue as HTML and as plain text, to nobody yet; no unsubscribe link, since it is not sent to a list."""
    subject = " ".join(f"Test: {issue.title}".split())
    message = EmailMultiAlternatives(subject, render_plain_text(issue, publisher))
    message.attach_alternative(render_email(issue, publisher), "text/html")
    return message


class TestLog(LogFormatter):
    """The entry in the history."""

    label = "Send a test"

    def format_message(self, log_entry):
        recipient = log_entry.data.get("recipient")
        return f"A test of the email was sent to {recipient}" if recipient else "A test of the email was sent"


def register_test_in_history(actions):
    """Hook register_log_actions: a test that was sent stands in the history of its update."""
    actions.register_action(TEST_SENT)(TestLog)
