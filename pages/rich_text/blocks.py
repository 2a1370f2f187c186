"""The StreamField blocks of standing pages: those of a text, and those of the lists of some pages."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, URLValidator
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

from ..images.renditions import RENDITION_SETS

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "blockquote", "language"]
LINE_FEATURES = ["bold", "italic", "link", "language"]

# With the default code "invalid", a form field's error_messages would replace this message.
http_url_validator = URLValidator(
    schemes=["http", "https"], message="Enter an address that begins with https:// or http://.", code="not_http"
)


def is_http_url(text: str) -> bool:
    """Whether the text is an address that may be shown as a link; that of a draft need not be one yet."""
    try:
        http_url_validator(text)
    except ValidationError:
        return False
    return True


class LineBlock(blocks.CharBlock):
    """A line of text with at most `limit` characters, which is asked when the page is published."""

    def __init__(self, *, limit: int, **kwargs):
        super().__init__(validators=[MaxLengthValidator(limit)], **kwargs)

    def clean(self, value):
        return clean_unfinished(value) if self.is_deferred_validation else super().clean(value)


class HttpURLBlock(blocks.URLBlock):
    """A URL of the scheme http or https; any other is a ValidationError at the field, but in a draft.

    So what a draft has may be no address. What shows it as a link asks is_http_url() first.
    """

    def __init__(self, *, limit=2000, **kwargs):
        super().__init__(validators=[http_url_validator, MaxLengthValidator(limit)], **kwargs)

    def clean(self, value):
        return clean_unfinished(value) if self.is_deferred_validation else super().clean(value)


def clean_unfinished(value: str) -> str:
    """Text as a draft keeps it, without the spaces around it. Raises ValidationError for what cannot be stored."""
    return forms.CharField(required=False).clean(value)


class BodyImageBlock(ImageChooserBlock):
    """An image chooser that loads all pictures of a text with their renditions in two queries."""

    def bulk_to_python(self, values):
        images = self.model_class.objects.prefetch_renditions(*RENDITION_SETS["wide"]).in_bulk(values)
        return [images.get(pk) for pk in values]


class PictureBlock(blocks.StructBlock):
    image = BodyImageBlock()
    caption = LineBlock(required=False, limit=300)

    class Meta:
        icon = "image"
        template = "components/blocks/picture.html"
        help_text = "A picture across the text, with its caption. Its alternative text and credit are the library's."
        preview_value = {"caption": "Where the picture was taken, and when."}
        description = "A picture with a caption"

    def get_preview_value(self):
        """With the newest picture of the library as an example."""
        value = super().get_preview_value()
        value["image"] = get_image_model().objects.order_by("pk").last()
        return value


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock()
    source = LineBlock(required=False, limit=200, help_text="Who said or wrote it, and where.")

    class Meta:
        icon = "openquote"
        template = "components/blocks/quotation.html"
        help_text = "Words of somebody else, set apart."
        preview_value = {"text": "The words as they were said.", "source": "Who said them, and where"}
        description = "Somebody else’s words, set apart"


class BodyBlock(blocks.StreamBlock):
    """The text of a standing page."""

    text = blocks.RichTextBlock(
        features=TEXT_FEATURES,
        template="components/blocks/text.html",
        preview_value="<p>A paragraph of text.</p>",
        description="Paragraphs, headings, lists and links",
    )
    picture = PictureBlock()
    quotation = QuotationBlock()


class EventValue(blocks.StructValue):
    """Splits `when` at its last year, which the timeline prints in large type."""

    @property
    def year(self):
        return (re.findall(r"\b\d{4}\b", self["when"]) or [""])[-1]

    @property
    def before_year(self):
        return self["when"].rpartition(self.year)[0].strip() if self.year else self["when"]

    @property
    def day(self):
        """`before_year` without its comma, which is not wanted where the year stands on a line of its own."""
        return self.before_year.removesuffix(",")

    @property
    def has_comma(self):
        return self.before_year.endswith(",")

    @property
    def after_year(self):
        return self["when"].rpartition(self.year)[2].strip() if self.year else ""


class EventBlock(blocks.StructBlock):
    when = LineBlock(limit=60, help_text="As it is printed: “April 1964” or “January 3, 1975”.")
    title = LineBlock(limit=160)
    text = blocks.RichTextBlock(features=LINE_FEATURES, required=False)

    class Meta:
        icon = "history"
        template = "components/blocks/event.html"
        help_text = "One moment of the history, in the order of time."
        preview_value = {"when": "June 1971", "title": "What happened", "text": "<p>Why it mattered.</p>"}
        description = "One moment of the history"
        label_format = "{when}: {title}"
        value_class = EventValue


# In the order of the member organizations page, where each is a heading, in the plural.
ORGANIZATION_KINDS = [
    ("national", "National organization"),
    ("federation", "Federation"),
    ("council", "Community council"),
]


class OrganizationBlock(blocks.StructBlock):
    name = LineBlock(limit=160)
    kind = blocks.ChoiceBlock(choices=ORGANIZATION_KINDS, default="national")
    url = HttpURLBlock(required=False, label="Web address")

    class Meta:
        icon = "group"
        template = "components/blocks/organization.html"
        help_text = "One member organization."
        preview_value = {"name": "Name of the organization", "kind": "national", "url": "https://example.org/"}
        description = "One member organization"
        label_format = "{name}"


class EraBlock(blocks.StructBlock):
    name = LineBlock(limit=200)
    abbreviation = LineBlock(limit=20, required=False)
    from_year = blocks.IntegerBlock(min_value=1900, max_value=2100)

    class Meta:
        icon = "date"
        help_text = "A name of the organization and the year it was taken, oldest first."
        label_format = "{from_year}: {name}"


class PromotedPageBlock(blocks.StructBlock):
    words = LineBlock(limit=200, help_text="What people type, with commas between: “press, media, journalists”.")
    page = blocks.PageChooserBlock()
    text = LineBlock(limit=200, required=False, help_text="One sentence. Empty: the page’s summary.")

    class Meta:
        icon = "search"
        label_format = "{words}"


class SocialLinkBlock(blocks.StructBlock):
    label = LineBlock(limit=40, help_text="The name of the service, for example “Facebook”.")
    url = HttpURLBlock(label="Address")

    class Meta:
        icon = "link-external"
        label_format = "{label}"
