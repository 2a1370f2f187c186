"""Registers what `pages` adds to the admin. Wagtail loads only this module, so it holds no logic of its own."""

from django.urls import path, reverse
from django.utils.html import format_html_join
from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.snippets.models import register_snippet

from .bulk_publication import refuse_incomplete_bulk_publication
from .contact.admin import ContactMessageViewSet, MessagesSummary
from .dates.views import read_typed_dates
from .draft_messages import say_what_a_draft_keeps
from .images.forms import AvatarForm
from .images.operations import SiteFormatOperation
from .images.views import CreateFromUploadedImageView
from .moving import move_children_with_their_parent, refuse_impossible_bulk_move, refuse_impossible_move
from .rich_text.language_feature import register_language_feature
from .rich_text.links import register_link_handlers
from .trash.deleting import TrashBulkAction, TrashPageAPIAction, register_log_actions, replace_delete_view
from .trash.views import RestoreView, TrashMenuItem, TrashView, delete_for_good, empty_trash, undo
from .viewsets import PersonViewSet

AvatarSettingsPanel.form_class = AvatarForm  # Wagtail has no setting for it
PagesAdminAPIViewSet.actions["delete"] = TrashPageAPIAction  # nor for this
register_snippet(PersonViewSet)

hooks.register("register_admin_viewset", lambda: ContactMessageViewSet("contact_messages"))
hooks.register("construct_homepage_summary_items", lambda request, items: items.append(MessagesSummary(request)))
hooks.register("register_image_operations", lambda: [("format", SiteFormatOperation)], order=10)  # after Wagtail's own
hooks.register("register_rich_text_features", register_language_feature)
hooks.register("register_rich_text_features", register_link_handlers, order=10)  # after Wagtail's own
hooks.register("register_admin_urls", lambda: [path("dates/", read_typed_dates, name="read_typed_dates")])
hooks.register("after_create_page", say_what_a_draft_keeps)
hooks.register("after_edit_page", say_what_a_draft_keeps)
hooks.register("before_move_page", refuse_impossible_move)
hooks.register("before_delete_page", replace_delete_view)
hooks.register("register_bulk_action", TrashBulkAction, order=10)  # after Wagtail's own
hooks.register("before_bulk_action", refuse_impossible_bulk_move)
hooks.register("before_bulk_action", refuse_incomplete_bulk_publication)
hooks.register("before_bulk_action", move_children_with_their_parent)
hooks.register("register_log_actions", register_log_actions)
hooks.register("register_admin_menu_item", lambda: TrashMenuItem("Trash", reverse("trash"), icon_name="bin", order=900))


@hooks.register("register_admin_urls", order=-1)  # before Wagtail's own, so that it matches first
def register_multiple_upload_url():
    return [
        path(
            "images/multiple/create_from_uploaded_image/<int:uploaded_file_id>/",
            CreateFromUploadedImageView.as_view(),
        )
    ]


@hooks.register("register_admin_urls")
def register_trash_urls():
    return [
        path("trash/", TrashView.as_view(), name="trash"),
        path("trash/undo/<uuid:batch>/", undo, name="undo_trash"),
        path("trash/<int:pk>/restore/", RestoreView.as_view(), name="restore_trashed"),
        path("trash/<int:pk>/delete/", delete_for_good, name="delete_trashed"),
        path("trash/empty/", empty_trash, name="empty_trash"),
    ]


@hooks.register("insert_global_admin_js")
def add_global_scripts():
    """Before the page's content, since what they do must be done when a widget begins."""
    names = [(versioned_static(f"admin/{name}.js"),) for name in ("calendar", "widget-initializer")]
    return format_html_join("", '<script src="{}"></script>', names)


@hooks.register("insert_global_admin_css")
def add_global_css():
    names = [(versioned_static(f"admin/{name}.css"),) for name in ("branding", "editor-saving")]
    return format_html_join("", '<link rel="stylesheet" href="{}">', names)


def deferred_scripts(*names):
    return format_html_join(
        "", '<script src="{}" defer></script>', [(versioned_static(f"admin/{n}.js"),) for n in names]
    )


hooks.register("insert_global_admin_js", lambda: deferred_scripts("device-copies"))
# Each finds those before it.
EDITOR_SCRIPTS = ["editor-content", "editor-session", "device-copy", "editor-saving"]
hooks.register("insert_editor_js", lambda: deferred_scripts(*EDITOR_SCRIPTS))
