"""Panels of the weekly update's editor that are not form fields."""

from django import forms
from django.forms.widgets import Script
from wagtail.admin.panels import Panel

UNPLACED_LINES = {"hidden": True, "data-unplaced-lines-target": "field"}
DIALOGS = ("clipping-dialogs", "whole-issue", "inbox-panel", "ask")
SCRIPTS = ("sanitized-paste", "clipping-tools", "clipping-bars", "link-cards", *DIALOGS)


class ClippingToolsPanel(Panel):
    """The buttons "Paste clippings" and "Suggest countries", and the pasted lines that are not placed yet.

    Brings the scripts and styles of the clippings' editor, and the form field `unplaced_lines`.
    """

    def get_form_options(self):
        return {"fields": ["unplaced_lines"], "widgets": {"unplaced_lines": forms.Textarea(UNPLACED_LINES)}}

    class BoundPanel(Panel.BoundPanel):
        template_name = "news/admin/clipping_tools.html"

        @property
        def readers(self) -> str:
            """What readers have of a clipping that is removed; empty in a draft."""
            live, handed_over = self.instance.live, self.instance.pk and self.instance.is_handed_over
            web = "Readers see it until the change is published." if live else ""
            email = "The email that was handed over has it, and stays as it is." if handed_over else ""
            return " ".join(filter(None, [web, email]))

        class Media:
            js = [Script(f"admin/{name}.js", defer=True) for name in SCRIPTS]
            css = {"all": ["admin/clippings.css", "admin/paste-clippings.css"]}
