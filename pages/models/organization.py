"""The settings of the organization."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField

from ..rich_text.blocks import EraBlock, PromotedPageBlock, SocialLinkBlock, http_url_validator
from ..rich_text.telephones import telephone_url
from ..shared import shared
from .base import is_private, page_field, page_to_read_on_field
from .sites import find_site
from .standard import StandardPage


def target_field(verbose_name, what):
    """An optional http or https URL to which `what`, for example "the Donate button", leads."""
    return models.URLField(
        verbose_name,
        blank=True,
        validators=[http_url_validator],
        help_text=f"Where {what} leads, https:// included. Left empty, the button is not shown.",
    )


def processor_field(does, example):
    """The optional name of the company behind a target, which `does` something for the organization."""
    return models.CharField(
        "run by",
        max_length=80,
        blank=True,
        default="",
        db_default="",
        help_text=f"The company that {does} there, for example “{example}”. Visitors read it before they leave.",
    )


def giving_field(what, help_text):
    """An optional text on one way to give. The defaults of these fields are the database's too, for older versions."""
    help_text = f"{help_text} An empty line begins a paragraph."
    return models.TextField(f"about {what}", blank=True, default="", db_default="", help_text=help_text)


def is_standard(page):
    """Whether the page is a StandardPage, without fetching it as one."""
    return page.cached_content_type.model_class() is StandardPage


class MailServiceChoice(models.TextChoices):
    """The mailing services whose tags the email of an update can have; see news/outputs/mail_services.py."""

    PLAIN = "plain", "None of these"
    MAILCHIMP = "mailchimp", "Mailchimp"
    CONSTANT_CONTACT = "constant_contact", "Constant Contact"
    CAMPAIGN_MONITOR = "campaign_monitor", "Campaign Monitor"


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

    mail_service = models.CharField(
        "mailing service",
        max_length=20,
        choices=MailServiceChoice,
        default=MailServiceChoice.PLAIN,
        db_default=MailServiceChoice.PLAIN,
        help_text="The email of an update is copied with its tags for the link to unsubscribe and the like.",
    )

    donate_url = target_field("donate", "the Donate button")
    donate_processor = processor_field("takes gifts", "PayPal")
    sign_up_url = target_field("sign up", "the Sign up button")
    sign_up_processor = processor_field("keeps the addresses of readers", "Mailchimp")

    # Giving by other ways than the button: what is not known stays empty, and the Donate page is silent about it.
    payee = models.CharField(
        "checks are payable to",
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text="The legal name, as it stands on a check, in a grant or a will.",
    )
    giving_address = models.TextField(
        "postal address for checks",
        blank=True,
        default="",
        db_default="",
        help_text="One line to a line. Left empty, donors are asked to write or call.",
    )
    check_text = giving_field("checks", "What to write on the memo line; when a receipt follows.")
    fund_text = giving_field("donor-advised funds", "Whom a fund’s sponsor may call. Payee and EIN are named already.")
    stock_text = giving_field("stock", "How shares are transferred, and whom to tell before.")
    bequest_text = giving_field("bequests", "What a donor should know before the words for a will.")
    bequest_wording = models.TextField(
        "words for a will",
        blank=True,
        default="",
        db_default="",
        help_text="For example “I give to … (EIN …) the sum of … dollars for its general use.” Ask a lawyer first.",
    )

    privacy_page = page_field(
        "privacy page",
        "What the site keeps about visitors. It is linked at the foot of every page and from the contact form.",
    )
    promoted_pages = StreamField(
        [("promotion", PromotedPageBlock())],
        blank=True,
        default=list,
        db_default=models.Value([], models.JSONField()),
        verbose_name="promoted search results",
        help_text="Whoever searches for one of these words finds this page first.",
    )

    banner_text = models.CharField("text", max_length=200, blank=True)
    banner_page = page_to_read_on_field()
    banner_starts_at = models.DateTimeField("from", null=True, blank=True, help_text="Eastern time. Empty: at once.")
    banner_ends_at = models.DateTimeField(
        "until", null=True, blank=True, help_text="Eastern time. Empty: until removed."
    )

    select_related = ["banner_page", "privacy_page"]
    is_banner_page_private = is_privacy_page_private = True  # base_queryset() finds them out in its query

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
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("donate_url"), FieldPanel("donate_processor")]),
                            FieldRowPanel([FieldPanel("sign_up_url"), FieldPanel("sign_up_processor")]),
                        ],
                        heading="Buttons",
                    ),
                    FieldPanel("social_links"),
                    PageChooserPanel("privacy_page", page_type="pages.StandardPage"),
                    FieldPanel("promoted_pages"),
                ],
                heading="Links",
            ),
            ObjectList(
                [
                    FieldRowPanel([FieldPanel("payee"), FieldPanel("giving_address")]),
                    FieldPanel("check_text"),
                    FieldPanel("fund_text"),
                    FieldPanel("stock_text"),
                    FieldPanel("bequest_text"),
                    FieldPanel("bequest_wording"),
                ],
                heading="Giving",
            ),
            ObjectList([FieldPanel("mail_service"), FieldPanel("excerpt_limit")], heading="Weekly update"),
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

    @classmethod
    def base_queryset(cls):
        banner, privacy = is_private("banner_page__path"), is_private("privacy_page__path")
        queryset = super().base_queryset()
        return queryset.annotate(is_banner_page_private=banner, is_privacy_page_private=privacy)

    @classmethod
    def for_request(cls, request):
        """Replaces Wagtail's method, which reads the settings for each request; stays. One query per version."""
        return read_organization(request, find_site(request))

    def clean(self):
        if self.privacy_page and not is_standard(self.privacy_page):
            raise ValidationError({"privacy_page": "Choose a standard page."})
        if self.banner_starts_at and self.banner_ends_at and self.banner_ends_at <= self.banner_starts_at:
            raise ValidationError({"banner_ends_at": "The banner ends before it starts."})

    @property
    def linked_privacy_page(self):
        """The page on privacy where visitors can read it: live, public and a StandardPage; otherwise None."""
        page = self.privacy_page
        return page if page and page.live and not self.is_privacy_page_private and is_standard(page) else None

    @property
    def linked_banner_page(self):
        """The page to read on below the banner where visitors can read it: live and public; otherwise None."""
        page = self.banner_page
        return page if page and page.live and not self.is_banner_page_private else None

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
    def has_ways_to_give(self):
        """Whether the settings know of a way to give besides the button."""
        by_check = (self.payee, self.giving_address, self.check_text)
        return any((*by_check, self.fund_text, self.stock_text, self.bequest_text, self.bequest_wording))

    @property
    def telephone_url(self):
        """The tel: URL of the telephone number; empty where it is not one number."""
        return telephone_url(self.telephone)

    @property
    def telephone_e164(self):
        """The telephone number in E.164 format, without its extension; empty where it is not one number."""
        return self.telephone_url.removeprefix("tel:").partition(";")[0]

    @property
    def banner(self):
        """The banner's text between its start and its end, otherwise an empty string."""
        now = timezone.now()
        early = self.banner_starts_at and now < self.banner_starts_at
        late = self.banner_ends_at and now >= self.banner_ends_at
        return "" if early or late else self.banner_text


@shared
def read_organization(request, site) -> Organization:
    """The settings of a site. Raises Organization.DoesNotExist where there is no site."""
    return Organization.for_site(site)
