"""The StreamField blocks of a weekly update: clippings and signatories. Neither has blocks inside blocks."""

from django import forms
from wagtail import blocks

from pages.dates.fields import TypedDateField
from pages.rich_text.blocks import HttpURLBlock, LineBlock

from ..countries.codes import COUNTRY_NAMES, country_choices
from ..parser.bylines import parse_byline


class SignatoryBlock(blocks.StructBlock):
    name = LineBlock(limit=120)
    title = LineBlock(limit=160, required=False)

    class Meta:
        icon = "user"
        template = "components/blocks/signatory.html"
        help_text = "A name of the FROM line, as it was on the day."
        preview_value = {"name": "Name", "title": "Title"}
        description = "A name and title of the FROM line"
        label_format = "{name}"


class ClippingValue(blocks.StructValue):
    is_withdrawn = False  # see withdrawal.py

    @property
    def paragraphs(self):
        """The paragraphs of the excerpt, which are separated by an empty line."""
        parts = (self.get("excerpt") or "").replace("\r\n", "\n").split("\n\n")
        return [part.strip() for part in parts if part.strip()]

    @property
    def author(self):
        """The byline without the “By” that was typed before it."""
        byline = self.get("byline") or ""
        parsed = parse_byline(byline)
        return parsed[1] if parsed else byline


class CountriesBlock(blocks.MultipleChoiceBlock):
    """Country codes, indexed for search by the countries' names.

    Wagtail's own `get_searchable_content()` goes through all choices for each clipping, at every save.
    """

    def normalize_choice(self, value):
        """Wagtail's finds the choice that has the value's type, among all; a code is a text in JSON, too."""
        return value

    def get_searchable_content(self, value):
        return [COUNTRY_NAMES[code] for code in value or () if code in COUNTRY_NAMES]


class ClippingBlock(blocks.StructBlock):
    """An article that somebody else published. Only its headline and its source are required."""

    headline = LineBlock(limit=300)
    byline = LineBlock(limit=200, required=False, help_text="The author’s name, without “By”.")
    source = LineBlock(limit=200, help_text="Who published it: “JTA”, or “Arutz Sheva/JTA” for two.")
    date = blocks.DateBlock(required=False, help_text="The day it was published.")
    url = HttpURLBlock(required=False, label="Address of the article")
    excerpt = blocks.TextBlock(required=False, rows=5, help_text="One to three paragraphs, parted by an empty line.")
    countries = CountriesBlock(
        choices=country_choices,
        required=False,
        default=list,
        widget=forms.CheckboxSelectMultiple,
        help_text="What it is about.",
    )

    def __init__(self, *args, **kwargs):
        """Use light form controls: Wagtail's date picker and growing text area run a script for each clipping."""
        super().__init__(*args, **kwargs)
        auto_growing = {"rows": 5, "style": "field-sizing: content; min-block-size: 7lh"}
        date = self.child_blocks["date"]
        date.field = TypedDateField(**date.field_options)
        self.child_blocks["excerpt"].field.widget = forms.Textarea(auto_growing)

    class Meta:
        icon = "doc-full"
        template = "components/blocks/clipping.html"
        help_text = "One article, in order of importance."
        description = "An article somebody else published"
        label_format = "{headline}"
        value_class = ClippingValue
        form_layout = blocks.BlockGroup(
            children=[
                "headline",
                blocks.BlockGroup(children=["source", "date", "byline"], heading="Source", classname="clipping-source"),
                "url",
                "excerpt",
                blocks.BlockGroup(children=["countries"], heading="Countries", classname="collapsed"),
            ]
        )
        preview_value = {
            "headline": "The article’s headline",
            "source": "Its publisher",
            "excerpt": "The first paragraphs of the article.",
            "url": "https://example.org/article",
            "countries": ["UA"],
        }
