"""Wagtail's admin URLs: those that change pages wait for the lock on the page tree, and say why a page is refused.

Replaces no view: they are decorated as Wagtail decorates them, since it has no setting or hook for it. What sends a
preview changes no page, and must not wait. It can go when Wagtail takes a lock of its own.
"""

from wagtail.admin import urls
from wagtail.admin.api import urls as api_urls
from wagtail.admin.urls import display_custom_404
from wagtail.admin.urls import pages as pages_urls
from wagtail.admin.urls import workflows as workflows_urls
from wagtail.models import Page
from wagtail.utils.urlpatterns import decorate_urlpatterns

from pages.tree_lock import changes_page_tree

from .validation_messages import reports_invalid_page

PREVIEWS = {"preview_on_add", "preview_on_edit"}


def locked(view):
    return display_custom_404(reports_invalid_page(changes_page_tree(view)))


def locked_for_pages(view):
    """For the view of all bulk actions: those on pictures, documents and people wait for nobody."""

    def bulk_action(request, app_label, model_name, action):
        is_on_pages = f"{app_label}.{model_name}" == Page._meta.label_lower
        return (locked(view) if is_on_pages else view)(request, app_label, model_name, action)

    return bulk_action


urlpatterns = urls.urlpatterns
decorate_urlpatterns([pattern for pattern in pages_urls.urlpatterns if pattern.name not in PREVIEWS], locked)
decorate_urlpatterns(workflows_urls.urlpatterns, locked)  # to disable a task approves what waits for it
decorate_urlpatterns(api_urls.urlpatterns, locked)
decorate_urlpatterns(
    [pattern for pattern in urlpatterns if getattr(pattern, "name", "") == "wagtail_bulk_action"], locked_for_pages
)
