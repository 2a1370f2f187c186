"""What is managed in the admin outside the page tree: people, and the messages of visitors."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import ContactMessage, Person


class PersonViewSet(SnippetViewSet):
    model = Person
    icon = "user"
    menu_label = "People"
    menu_order = 250
    add_to_admin_menu = True
    list_display = ["name", "other_names"]
    search_fields = ["name", "other_names"]


class ContactMessageViewSet(ModelViewSet):
    model = ContactMessage
    icon = "mail"
    menu_label = "Messages"
    menu_order = 260
    add_to_admin_menu = True
    list_display = ["name", "email", "received_at"]
    list_filter = {"received_at": ["gte"]}
    ordering = "-received_at"
    inspect_view_enabled = True
    copy_view_enabled = False
    inspect_view_fields = ["received_at", "name", "email", "organization", "text"]
    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("email")]), FieldPanel("organization"), FieldPanel("text")]
