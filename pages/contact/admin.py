"""The messages of visitors in the admin: their list, one message, and their counts on the dashboard."""

import django_filters
from django import forms
from django.template.defaultfilters import linebreaksbr
from django.urls import path
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from ..eastern_time import format_eastern
from ..models import ContactMessage, Organization
from .answering import describe_answer, mark_answered, mark_unanswered
from .reply import make_reply_url
from .views import release_message


class MessageFilterSet(WagtailFilterSet):
    """`status=held` stands in mails, too."""

    status = django_filters.ChoiceFilter(
        label="State",
        method="filter_by_state",
        choices=[("unanswered", "Not answered"), ("answered", "Answered"), ("held", "Held as possible spam")],
        empty_label="All",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = ContactMessage
        fields = {"received_at": ["gte"]}

    def filter_by_state(self, queryset, name, value):
        return {"unanswered": queryset.unanswered, "answered": queryset.answered, "held": queryset.held}[value]()


class MessageIndexView(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("answered_by")


class MessageInspectView(InspectView):
    """Wagtail's shows a time as UTC, whatever the time zone it names, and a text without its line breaks."""

    page_title = "Message"

    def get_field_display_value(self, field_name, field):
        value = super().get_field_display_value(field_name, field)
        if field_name == "received_at":
            return format_eastern(value)
        return linebreaksbr(value) if field_name == "text" else value

    def get_fields_context(self):
        return [field for field in super().get_fields_context() if field["value"]]

    def get_context_data(self, **kwargs):
        organization = Organization.for_request(self.request)
        return super().get_context_data(**kwargs) | {
            "reply_url": make_reply_url(self.object, organization.short_name),
            "answered": describe_answer(self.object),
        }


class ContactMessageViewSet(ModelViewSet):
    model = ContactMessage
    icon = "mail"
    menu_label = "Messages"
    menu_order = 260
    add_to_admin_menu = True
    index_view_class = MessageIndexView
    list_display = [
        "name",
        # Wagtail's “primary” tag is the paler one.
        StatusTagColumn("state", label="State", primary=lambda message: message.state == "Answered"),
        Column(
            "received_at",
            accessor=lambda message: format_eastern(message.received_at),
            label="Received",
            sort_key="received_at",
        ),
        "email",
    ]
    filterset_class = MessageFilterSet
    search_fields = ["name", "email", "organization", "text"]
    list_export = ["received_at", "name", "email", "organization", "text", "state", "answered_at", "answered_by"]
    export_headings = {"received_at": "Received (Eastern time)", "answered_at": "Answered (Eastern time)"}
    export_filename = "messages"
    ordering = "-received_at"
    inspect_view_enabled = True
    inspect_view_class = MessageInspectView
    copy_view_enabled = False
    inspect_view_fields = ["held_because", "received_at", "name", "email", "organization", "text"]
    inspect_template_name = "pages/admin/message_inspect.html"
    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("email")]), FieldPanel("organization"), FieldPanel("text")]

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("not-spam/<int:pk>/", release_message, name="release"),
            path("answered/<int:pk>/", mark_answered, name="mark_answered"),
            path("not-answered/<int:pk>/", mark_unanswered, name="mark_unanswered"),
        ]


class MessagesSummary(SummaryItem):
    """How many messages are held, or not answered, at the head of the dashboard; nothing while there are none."""

    order = 500
    template_name = "pages/admin/messages_summary.html"

    def is_shown(self):
        return self.request.user.has_perm("pages.view_contactmessage")

    def get_context_data(self, parent_context):
        return {
            "held": ContactMessage.objects.held().count(),
            "unanswered": ContactMessage.objects.unanswered().count(),
        }
