"""The language of a passage in the rich text editor: one list for all, and how it is kept."""

import json

from django.forms import Media
from django.forms.widgets import Script
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import Feature
from wagtail.admin.staticfiles import versioned_static

from .languages import LANGUAGES, merge_language_spans

# How the editor shows a passage: Draft.js takes CSS by the names that JavaScript gives it.
SHOWN = {"backgroundColor": "color-mix(in srgb, currentcolor 9%, transparent)", "unicodeBidi": "isolate"}


def style(language):
    """What the editor calls a passage of a language; static/admin/language.js knows the beginning."""
    return f"LANGUAGE-{language.code}"


class LanguageFeature(Feature):
    """A style for each language, without a button of its own, and one control that sets them."""

    @property
    def media(self):
        """Draftail gives a control none of its options, so the languages are an attribute of the script."""
        languages = json.dumps([[style(language), language.name] for language in LANGUAGES])
        script = Script(versioned_static("admin/language.js"), **{"data-languages": languages})
        return Media(js=[script], css={"all": [versioned_static("admin/language.css")]})

    def construct_options(self, options):
        options.setdefault("controls", []).append({"type": "language"})
        options.setdefault("inlineStyles", []).extend(
            {"type": style(language), "style": SHOWN | {"direction": language.direction or "ltr"}}
            for language in LANGUAGES
        )


def register_language_feature(features):
    """On the hook register_rich_text_features."""
    features.register_editor_plugin("draftail", "language", LanguageFeature())
    features.register_converter_rule(
        "contentstate",
        "language",
        {
            "from_database_format": {
                f'span[lang="{language.code}"]': InlineStyleElementHandler(style(language)) for language in LANGUAGES
            },
            "to_database_format": {
                "style_map": {
                    style(language): {"element": "span", "props": language.attributes} for language in LANGUAGES
                }
            },
        },
    )


class RichTextArea(DraftailRichTextArea):
    """Wagtail's editor, which keeps a passage in one piece when it is sent."""

    def value_from_datadict(self, data, files, name):
        html = super().value_from_datadict(data, files, name)
        return html and merge_language_spans(html)
