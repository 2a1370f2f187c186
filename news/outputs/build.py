"""Builds the plain values of news/outputs/issue.py from the database. No other module of outputs reads it."""

import re
from collections.abc import Iterable
from urllib.parse import urljoin

from django.conf import settings
from wagtail.images.models import SourceImageIOError
from wagtail.models import Site
from wagtail.rich_text import expand_db_html

from pages.images.renditions import EMAIL_SPEC
from pages.models import Organization
from pages.rich_text.blocks import is_http_url

from .html_tree import sanitize
from .issue import Clipping, Issue, LeadImage, Publisher, Signatory
from .mail_services import MailService, build_mail_service
from .statement import StatementText

# Characters that email or XML may not contain, such as the vertical tab of Word; soft hyphens and byte order marks.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\ufeff\ufffe\uffff]")
LETTER_SEPARATOR = "\x00"  # PostgreSQL cannot store it, so no letter contains it


def absolute_url(url: str) -> str:
    """A path or URL of this site as an absolute URL under SITE_URL."""
    return urljoin(f"{settings.SITE_URL}/", url)


def clean_text(value: str | None) -> str:
    """Text that an editor typed, with \n as its line breaks and without characters that an output may not contain."""
    if not value or value.isprintable():  # then it has no line break, tab or other character of these
        return (value or "").strip(" ")
    lines = re.sub(r"\r\n|[\r\v\u2028\u2029]", "\n", value)
    return "\n".join(line.strip(" \t") for line in UNPRINTABLE.sub("", lines).split("\n")).strip("\n")


def clean_line(value: str | None) -> str:
    """The same on one line, with single spaces."""
    text = clean_text(value)
    if text.isprintable() and "  " not in text:
        return text
    return " ".join(filter(None, re.split(r"[ \t\n]+", text)))


def build_issues(updates: Iterable, request=None) -> list[Issue]:
    """The weekly updates as plain values. The links in all their letters are looked up together."""
    updates = list(updates)
    city = get_organization(request).city
    letters = expand_together([update.letter for update in updates])
    return [build_issue(update, letter, city, request) for update, letter in zip(updates, letters, strict=True)]


def expand_together(letters: list[str]) -> list[str]:
    """Wagtail's rich text as HTML, with as many queries for all letters as for one."""
    expanded = expand_db_html(LETTER_SEPARATOR.join(letters)).split(LETTER_SEPARATOR) if letters else []
    # A tag that is never closed takes the separator with it; then each letter is expanded alone.
    return expanded if len(expanded) == len(letters) else [expand_db_html(letter) for letter in letters]


def build_issue(update, letter: str, city: str, request) -> Issue:
    url = absolute_url(update.get_url(request) or "")
    return Issue(
        title=clean_line(update.title),
        summary=clean_line(update.summary),
        date=update.date,
        kicker=clean_line(update.kicker),
        city=clean_line(city),
        addressee=clean_line(update.addressee),
        sent_from=tuple(map(build_signatory, update.sent_from)),
        letter=sanitize(UNPRINTABLE.sub("", letter), url),
        signature=tuple(filter(None, clean_text(update.signature).split("\n"))),
        clippings=build_clippings(update),
        url=url,
        lead_image=build_lead_image(update.lead_image, update.lead_image_caption) if update.lead_image else None,
        published=update.first_published_at,
        modified=update.last_published_at,
        correction=clean_text(update.correction),
        corrected_on=update.corrected_on,
    )


def build_statement(statement, request=None) -> StatementText:
    """A statement as plain values. One query for the links in its text, and one for its bills."""
    url = absolute_url(statement.get_url(request) or "")
    return StatementText(
        title=clean_line(statement.title),
        summary=clean_line(statement.summary),
        kind=statement.kind,
        kind_name=statement.get_kind_display(),
        date=statement.date,
        body=sanitize(UNPRINTABLE.sub("", expand_db_html(statement.body)), url),
        bills=tuple(statement.bills),
        url=url,
        published=statement.first_published_at,
        modified=statement.last_published_at,
        correction=clean_text(statement.correction),
        corrected_on=statement.corrected_on,
    )


def build_signatory(block) -> Signatory:
    return Signatory(clean_line(block.value["name"]), clean_line(block.value["title"]))


def build_clippings(update) -> tuple[Clipping, ...]:
    return tuple(build_clipping(n, block.value) for n, block in enumerate(update.shown_clippings, start=1))


def build_clipping(position: int, value) -> Clipping:
    url = clean_line(value["url"])
    return Clipping(
        position=position,
        headline=clean_line(value["headline"]),
        source=clean_line(value["source"]),
        byline=clean_line(value.author),
        date=value["date"],
        url=url if is_http_url(url) else "",
        paragraphs=tuple(filter(None, map(clean_text, value.paragraphs))),
        countries=tuple(value["countries"] or ()),
        is_withdrawn=value.is_withdrawn,
    )


def build_lead_image(image, caption: str) -> LeadImage | None:
    """The JPEG rendition, because many mail programs cannot show WebP. None if the original file is missing."""
    try:
        rendition = image.get_rendition(EMAIL_SPEC)
    except SourceImageIOError:
        return None
    return LeadImage(
        url=absolute_url(rendition.url),
        width=rendition.width,
        height=rendition.height,
        alt=clean_line(image.default_alt_text),
        caption=clean_line(caption),
        credit=clean_line(image.credit),
        is_decorative=image.is_decorative,
    )


def get_organization(request=None) -> Organization:
    if request:
        return Organization.for_request(request)
    return Organization.for_site(Site.objects.get(is_default_site=True))


def build_publisher(request=None) -> Publisher:
    facts = get_organization(request)
    return Publisher(
        name=clean_line(facts.name),
        short_name=clean_line(facts.short_name),
        url=absolute_url(""),
        about=clean_line(facts.about),
        address=tuple(filter(None, clean_text(facts.address or facts.city).split("\n"))),
        telephone=clean_line(facts.telephone),
        ein=clean_line(facts.ein),
        donate_url=facts.donate_url,
        notice=clean_line(facts.notice),
    )


def find_mail_service(request=None) -> MailService:
    """The mailing service that the organization's settings name."""
    facts = get_organization(request)
    return build_mail_service(facts.mail_service, facts.sign_up_url, facts.email)
