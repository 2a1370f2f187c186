"""The settings of the organization."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField

from ..rich_text.blocks import EraBlock, SocialLinkBlock, http_url_validator
from .base import page_to_read_on_field


def target_field(verbose_name, what):
    """An optional http or https URL to which `what`, for example "the Donate button", leads."""
    return models.URLField(
        verbose_name,
        blank=True,
        validators=[http_url_validator],
        help_text=f"Where {what} leads, https:// included. Left empty, the button is not shown.",
    )


@register_setting(icon="home")
class Organization(BaseSiteSetting):
    """The site's settings: facts about the organization, targets of its buttons, and the banner of every page."""

    name = models.CharField(max_length=200, default="National Coalition Supporting Eurasian Jewry")
    short_name = models.CharField(max_length=20, default="NCSEJ")
    about = models.TextField(
        "about the organization", blank=True, help_text="One paragraph, at the foot of the site and of every update."
    )
    founded = models.CharField(max_length=40, blank=True, help_text="As printed, for example “June 1971”.")
    ein = models.CharField("EIN (tax id)", max_length=12, blank=True)
    address = models.TextField(blank=True, help_text="One line of the postal address to a line.")
    city = models.CharField(max_length=60, default="Washington, D.C.", help_text="Stands before an update’s date.")
    telephone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True, help_text="Messages from the contact form are mailed here.")
    names = StreamField([("era", EraBlock())], blank=True, verbose_name="names by era")
    social_links = StreamField([("link", SocialLinkBlock())], blank=True)

    notice = models.CharField(
        "notice in the footer", max_length=200, blank=True, help_text="One sentence that every visitor should know."
    )

    excerpt_limit = models.PositiveSmallIntegerField(
        "words of an excerpt",
        default=250,
        help_text="Above this, preflight warns: the words of a clipping are others’. 0 sets no limit.",
    )

    donate_url = target_field("donate", "the Donate button")
    sign_up_url = target_field("sign up", "the Sign up button")

    banner_text = models.CharField("text", max_length=200, blank=True)
    banner_page = page_to_read_on_field()
    banner_starts_at = models.DateTimeField("from", null=True, blank=True, help_text="Eastern time. Empty: at once.")
    banner_ends_at = models.DateTimeField(
        "until", null=True, blank=True, help_text="Eastern time. Empty: until removed."
    )

    select_related = ["banner_page"]

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldRowPanel([FieldPanel("name"), FieldPanel("short_name")]),
                    FieldPanel("about"),
                    FieldRowPanel([FieldPanel("founded"), FieldPanel("ein")]),
                    FieldRowPanel([FieldPanel("address"), FieldPanel("city")]),
                    FieldRowPanel([FieldPanel("telephone"), FieldPanel("email")]),
                    FieldPanel("names"),
                    FieldPanel("notice"),
                ],
                heading="Organization",
            ),
            ObjectList(
                [
                    MultiFieldPanel([FieldPanel("donate_url"), FieldPanel("sign_up_url")], heading="Buttons"),
                    FieldPanel("social_links"),
                ],
                heading="Links",
            ),
            ObjectList([FieldPanel("excerpt_limit")], heading="Weekly update"),
            ObjectList(
                [
                    FieldPanel("banner_text"),
                    FieldPanel("banner_page"),
                    FieldRowPanel([FieldPanel("banner_starts_at"), FieldPanel("banner_ends_at")]),
                ],
                heading="Banner",
            ),
        ]
    )

    class Meta:
        verbose_name = "organization"

    def clean(self):
        if self.banner_starts_at and self.banner_ends_at and self.banner_ends_at <= self.banner_starts_at:
            raise ValidationError({"banner_ends_at": "The banner ends before it starts."})

    @property
    def origins(self):
        """ "Founded 1971, roots in 1964": the years of `founded` and of the oldest name, as far as they are known."""
        founded = re.search(r"\d{4}", self.founded)
        oldest = min((era.value["from_year"] for era in self.names), default=None)
        if not founded:
            return f"Roots in {oldest}" if oldest else ""
        roots = f", roots in {oldest}" if oldest and oldest < int(founded[0]) else ""
        return f"Founded {founded[0]}{roots}"

    @property
    def telephone_e164(self):
        """The telephone number in E.164 format, for tel: links; a United States number unless it begins with +."""
        digits = "".join(character for character in self.telephone if character.isdigit())
        if not digits:
            return ""
        return f"+{digits}" if self.telephone.startswith("+") or len(digits) != 10 else f"+1{digits}"

    @property
    def banner(self):
        """The banner's text between its start and its end, otherwise an empty string."""
        now = timezone.now()
        early = self.banner_starts_at and now < self.banner_starts_at
        late = self.banner_ends_at and now >= self.banner_ends_at
        return "" if early or late else self.banner_text
