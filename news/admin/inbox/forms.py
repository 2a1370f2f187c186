"""The forms of the inbox: one that takes links from anywhere, and one that corrects what was read."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.widgets import AdminAutoHeightTextInput

from pages.dates.fields import TypedDateField

from ...articles import Sources, without_publisher
from ...inbox.adding import MAX_LINKS, MAX_TEXT, Found, find_links
from ...models import InboxItem
from ...models.inbox import FIELDS
from ...parser.urls import find_urls, normalize_url

MAX_HEADLINE = InboxItem._meta.get_field("headline").max_length
MAX_PASSAGE = 5000  # characters
NO_LINK = "There is no link in it. A link begins with http:// or https:// and has at most 2,000 characters."


class AddForm(forms.Form):
    """`found`, once it is valid, has the articles; `beyond` and `left_out` the URLs of those that are too many, and of
    links to no article; `typed` what was typed of the one article.

    `given_title` is the title that a browser or telephone has passed on: nobody has typed that, and it stands until
    the headline is read.
    """

    links = forms.CharField(
        label="Link",
        max_length=MAX_TEXT,
        widget=AdminAutoHeightTextInput({"rows": 2, "inputmode": "url", "spellcheck": "false"}),
        help_text="Of the article. Several links, or a whole mail that has them, are added one by one.",
    )
    headline = forms.CharField(
        required=False, max_length=MAX_HEADLINE, help_text="May be left empty: it is read of the article’s page."
    )
    excerpt = forms.CharField(
        label="Passage",
        required=False,
        max_length=MAX_PASSAGE,
        widget=AdminAutoHeightTextInput({"rows": 2}),
        help_text="What is to be quoted. Left empty, the first paragraphs are read of the article’s page.",
    )
    note = forms.CharField(
        required=False,
        max_length=1000,
        widget=AdminAutoHeightTextInput({"rows": 1}),
        help_text="For colleagues: why it belongs into the issue.",
    )
    given_title = forms.CharField(required=False, max_length=MAX_HEADLINE, widget=forms.HiddenInput)

    def clean_links(self) -> str:
        links = find_links(self.cleaned_data["links"])
        if not links.articles:
            raise ValidationError(NO_LINK)
        self.found, self.left_out = links.articles[:MAX_LINKS], links.left_out
        self.beyond = [each.url for each in links.articles[MAX_LINKS:]]
        return self.cleaned_data["links"]

    def clean(self):
        cleaned = super().clean()
        self.typed = {name: cleaned.get(name, "") for name in ("headline", "excerpt")}
        found = getattr(self, "found", [])
        given_title = cleaned.get("given_title")
        if self.typed["headline"] == given_title:
            self.typed["headline"] = ""
            if given_title and len(found) == 1:
                self.found = [Found(found[0].url, {"headline": given_title} | found[0].values)]
        if len(found) > 1:
            for name in filter(self.typed.get, self.typed):
                self.add_error(name, "This is for one article, and there are several links above: empty it.")
        return cleaned


def read_shared(url: str, title: str, text: str, read_sources: Callable[[], Sources]) -> dict[str, str]:
    """What the form is filled with, from what a bookmarklet or a telephone's share menu passes on.

    Android’s apps put the link into the text, some into the title. What else the text has is what somebody has
    selected, where the link comes apart from it; else it is the title, where that is missing, or words of whoever
    shares it, for colleagues. It is nothing where it begins with the title, or the title with it. The publisher's name
    at the end of the title is no part of the headline; read_sources gives the table that knows it, with a query.
    """
    url, title, text = url.strip(), title.strip()[:MAX_HEADLINE], text.strip()[:MAX_PASSAGE]
    is_selection = bool(url)
    passage, link_of_text = cut_link(text, url)
    title, link_of_title = cut_link(title, url)
    url = url or link_of_text or link_of_title
    if not is_selection and not title and len(passage) <= MAX_HEADLINE and "\n" not in passage:
        title = passage
    repeats = title.startswith(passage) or (not is_selection and title and passage.startswith(title))
    if repeats or not any(character.isalpha() for character in passage):
        passage = ""
    name = "excerpt" if is_selection else "note"
    title = without_publisher(title, url, read_sources()) if title else ""
    return {"links": url, "headline": title, "given_title": title, name: passage}


def cut_link(text: str, url: str) -> tuple[str, str]:
    """(the text without this URL, or without its first one if none is known; the URL as it is written there)"""
    wanted = normalize_url(url)
    link = next((link for link in find_urls(text) if wanted in ("", link.url)), None)
    if link is None:
        return text, ""
    return f"{text[: link.start]}{text[link.end :]}".strip(), text[link.start : link.end]


class EditForm(forms.ModelForm):
    """Corrects an item; what is changed counts as typed, also what is emptied.

    Changed is what differs from the values that were shown, which the form sends along: the worker may have filled
    the item since. Only that is saved.
    """

    date = TypedDateField(required=False, help_text="The day it was published.")

    class Meta:
        model = InboxItem
        fields = FIELDS
        widgets = {"excerpt": AdminAutoHeightTextInput({"rows": 5}), "headline": forms.TextInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True

    @property
    def shown_values(self) -> list[str]:
        """Hidden fields with the values that the form shows."""
        return [field.as_hidden(only_initial=True) for field in self]

    def clean(self):
        cleaned = super().clean()
        return {name: value for name, value in cleaned.items() if name in self.changed_data}

    def save(self, commit=True):
        self.instance.typed = list(dict.fromkeys([*self.instance.typed, *self.changed_data]))
        self.instance.put(self.cleaned_data)
        self.instance.save(update_fields=[*self.changed_data, "typed", "doubts"])
        return self.instance
