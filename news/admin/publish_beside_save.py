"""The footer of the editor: Publish stands beside Save draft, for a page that is written and published in one go.

Not so for a weekly update, which is scheduled, and has its own strip.
"""

from django.utils.html import format_html
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem

from ..models import WeeklyUpdate


class SaveAndPublishMenuItem(ActionMenuItem):
    """Two items in the place of the menu's main button."""

    def __init__(self, save: ActionMenuItem, publish: ActionMenuItem):
        super().__init__(save.order)
        self.save, self.publish = save, publish

    @property
    def media(self):
        return self.save.media + self.publish.media

    def render_html(self, parent_context):
        return format_html("{}{}", self.save.render_html(parent_context), self.publish.render_html(parent_context))


def put_publish_beside_save(menu_items, request, context):
    """Hook construct_page_action_menu; the first item is the main button."""
    publish = next((item for item in menu_items[1:] if isinstance(item, PublishMenuItem)), None)
    if publish and not isinstance(context.get("page"), WeeklyUpdate):
        rest = [item for item in menu_items[1:] if item is not publish]
        menu_items[:] = [SaveAndPublishMenuItem(menu_items[0], publish), *rest]
