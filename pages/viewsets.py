"""What is managed in the admin outside the page tree: people, and the messages of visitors."""

from django.template.defaultfilters import linebreaksbr
from django.urls import path
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from .contact.views import release_message
from .models import ContactMessage, Person


class PersonViewSet(SnippetViewSet):
    model = Person
    icon = "user"
    menu_label = "People"
    menu_order = 250
    add_to_admin_menu = True
    list_display = ["name", "other_names"]
    search_fields = ["name", "other_names"]


class MessageInspectView(InspectView):
    """Wagtail's shows a time as UTC, whatever the time zone it names, and a text without its line breaks."""

    def get_field_display_value(self, field_name, field):
        value = super().get_field_display_value(field_name, field)
        if field_name == "received_at":
            return timezone.localtime(value)
        return linebreaksbr(value) if field_name == "text" else value


class ContactMessageViewSet(ModelViewSet):
    model = ContactMessage
    icon = "mail"
    menu_label = "Messages"
    menu_order = 260
    add_to_admin_menu = True
    list_display = ["name", "email", "received_at", Column("get_status_display", label="Status", sort_key="status")]
    list_filter = {"status": ["exact"], "received_at": ["gte"]}
    ordering = "-received_at"
    inspect_view_enabled = True
    inspect_view_class = MessageInspectView
    copy_view_enabled = False
    inspect_view_fields = ["status", "held_because", "received_at", "name", "email", "organization", "text"]
    inspect_template_name = "pages/admin/message_inspect.html"
    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("email")]), FieldPanel("organization"), FieldPanel("text")]

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("not-spam/<int:pk>/", release_message, name="release")]


class HeldMessagesSummary(SummaryItem):
    """How many messages are held, at the head of the dashboard; nothing while there are none."""

    order = 500
    template_name = "pages/admin/held_messages_summary.html"

    def is_shown(self):
        return self.request.user.has_perm("pages.view_contactmessage") and ContactMessage.objects.held().exists()

    def get_context_data(self, parent_context):
        return {"count": ContactMessage.objects.held().count()}
