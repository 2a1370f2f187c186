"""What the standing pages add to the admin."""

from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .image_operations import SiteFormatOperation
from .models import ContactMessage, Person
from .page_links import PageLink
from .rich_text import register_languages

hooks.register("register_rich_text_features", register_languages)


class PersonViewSet(SnippetViewSet):
    model = Person
    icon = "user"
    menu_label = "People"
    menu_order = 250
    add_to_admin_menu = True
    list_display = ["name", "other_names"]
    search_fields = ["name", "other_names"]


register_snippet(PersonViewSet)


class ContactMessageViewSet(ModelViewSet):
    model = ContactMessage
    icon = "mail"
    menu_label = "Messages"
    menu_order = 260
    add_to_admin_menu = True
    list_display = ["name", "email", "received_at", "mailed_at"]
    list_filter = {"received_at": ["gte"]}
    ordering = "-received_at"
    inspect_view_enabled = True
    copy_view_enabled = False
    inspect_view_fields = ["received_at", "name", "email", "organization", "text", "mailed_at"]
    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("email")]), FieldPanel("organization"), FieldPanel("text")]


@hooks.register("register_admin_viewset")
def register_messages():
    return ContactMessageViewSet("contact_messages")


@hooks.register("register_rich_text_features", order=10)  # after Wagtail's own
def links_to_pages(features):
    features.register_link_type(PageLink)


@hooks.register("insert_global_admin_css")
def branding_style():
    return format_html('<link rel="stylesheet" href="{}">', versioned_static("admin/branding.css"))


@hooks.register("register_image_operations")
def how_pictures_are_written():
    return [("format", SiteFormatOperation)]
