"""Language spans in the rich text editor: one select for all languages, and their conversion to HTML and back."""

import json

from django.core.exceptions import BadRequest
from django.forms import Media
from django.forms.widgets import Script
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import Feature
from wagtail.admin.staticfiles import versioned_static

from .languages import LANGUAGES, merge_language_spans

# How the editor displays a span; Draft.js takes the names of CSS properties in camel case.
SPAN_STYLE = {"backgroundColor": "color-mix(in srgb, currentcolor 9%, transparent)", "unicodeBidi": "isolate"}


def style_type(language):
    """The type of a language's inline style in Draft.js; static/admin/language.js relies on the prefix."""
    return f"LANGUAGE-{language.code}"


class LanguageFeature(Feature):
    """An inline style for each language, without buttons, and one control that sets them."""

    @property
    def media(self):
        """Draftail passes no options to a control, so the languages are an attribute of the script."""
        languages = json.dumps([[style_type(language), language.name] for language in LANGUAGES])
        script = Script(versioned_static("admin/language.js"), **{"data-languages": languages})
        return Media(js=[script], css={"all": [versioned_static("admin/language.css")]})

    def construct_options(self, options):
        options.setdefault("controls", []).append({"type": "language"})
        options.setdefault("inlineStyles", []).extend(
            {"type": style_type(language), "style": SPAN_STYLE | {"direction": language.direction or "ltr"}}
            for language in LANGUAGES
        )


def register_language_feature(features):
    """For the hook register_rich_text_features."""
    features.register_editor_plugin("draftail", "language", LanguageFeature())
    features.register_converter_rule(
        "contentstate",
        "language",
        {
            "from_database_format": {
                f'span[lang="{language.code}"]': InlineStyleElementHandler(style_type(language))
                for language in LANGUAGES
            },
            "to_database_format": {
                "style_map": {
                    style_type(language): {"element": "span", "props": language.attributes} for language in LANGUAGES
                }
            },
        },
    )


class RichTextArea(DraftailRichTextArea):
    """Wagtail's Draftail editor, which merges adjacent language spans when the form is submitted.

    Half of a surrogate pair, which a script may have cut and no database holds, becomes U+FFFD. Raises BadRequest for
    what the editor does not send: JSON that is nested too deep, or has another shape.
    """

    def value_from_datadict(self, data, files, name):
        try:
            html = super().value_from_datadict(data, files, name)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            raise BadRequest(f"The rich text {name} cannot be read.") from error
        return html and merge_language_spans(html.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
