"""What the standing pages add to the admin. Wagtail loads this module and no other, so it imports and registers."""

from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static
from wagtail.snippets.models import register_snippet

from .images.operations import SiteFormatOperation
from .rich_text.language_feature import register_language_feature
from .rich_text.page_links import register_page_link_handler
from .viewsets import ContactMessageViewSet, PersonViewSet

register_snippet(PersonViewSet)

hooks.register("register_admin_viewset", lambda: ContactMessageViewSet("contact_messages"))
hooks.register("register_image_operations", lambda: [("format", SiteFormatOperation)])
hooks.register("register_rich_text_features", register_language_feature)
hooks.register("register_rich_text_features", register_page_link_handler, order=10)  # after Wagtail's own


@hooks.register("insert_global_admin_css")
def branding_style():
    return format_html('<link rel="stylesheet" href="{}">', versioned_static("admin/branding.css"))
