"""Panels of the weekly update's editor that are not form fields."""

from django.forms.widgets import Script
from wagtail.admin.panels import Panel


class ClippingToolsPanel(Panel):
    """The buttons "Paste clippings" and "Suggest countries", with the scripts and styles of the clippings' editor."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "news/admin/clipping_tools.html"

        class Media:
            js = [Script(f"admin/{name}.js", defer=True) for name in ("sanitized-paste", "clipping-tools")]
            css = {"all": ["admin/clippings.css", "admin/paste-clippings.css"]}
