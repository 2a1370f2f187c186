"""Weekly updates as the plain values of news/outputs/issue.py: the one place where the outputs meet the database."""

import re
from collections.abc import Iterable
from urllib.parse import urljoin

from django.conf import settings
from wagtail.images.models import SourceImageIOError
from wagtail.models import Site
from wagtail.rich_text import expand_db_html

from pages.images.renditions import EMAIL_SPEC
from pages.models import Organization

from .html_tree import sanitize
from .issue import Clipping, Issue, Picture, Publisher, Signatory

# What a mail program or XML cannot carry, among it the vertical tab of Word; and the invisible hints of typesetting.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\ufeff\ufffe\uffff]")
LETTER_SEPARATOR = "\x00"  # PostgreSQL stores no such character, so no letter holds one


def absolute_url(url: str) -> str:
    """A URL of this site as the public reaches it."""
    return urljoin(f"{settings.SITE_URL}/", url)


def text(value: str | None) -> str:
    """What an editor typed, in lines that any output can carry."""
    lines = re.sub(r"\r\n|[\r\v\u2028\u2029]", "\n", value or "")
    return "\n".join(line.strip(" \t") for line in UNPRINTABLE.sub("", lines).split("\n")).strip("\n")


def line(value: str | None) -> str:
    return " ".join(filter(None, re.split(r"[ \t\n]+", text(value))))


def issues(updates: Iterable, request=None) -> list[Issue]:
    """The updates as plain values. The links of all their letters are looked up together."""
    updates = list(updates)
    city = organization(request).city
    letters = expand_together([update.letter for update in updates])
    return [issue(update, letter, city, request) for update, letter in zip(updates, letters, strict=True)]


def expand_together(letters: list[str]) -> list[str]:
    """Wagtail's rich text as HTML, with as many queries for all letters as for one."""
    expanded = expand_db_html(LETTER_SEPARATOR.join(letters)).split(LETTER_SEPARATOR) if letters else []
    # A tag that is never closed runs on into the next letter; then each is expanded alone.
    return expanded if len(expanded) == len(letters) else [expand_db_html(letter) for letter in letters]


def issue(update, letter: str, city: str, request) -> Issue:
    url = absolute_url(update.get_url(request) or "")
    return Issue(
        title=line(update.title),
        summary=line(update.summary),
        date=update.date,
        kicker=line(update.kicker),
        city=line(city),
        addressee=line(update.addressee),
        sent_from=tuple(Signatory(line(by.value["name"]), line(by.value["title"])) for by in update.sent_from),
        letter=sanitize(UNPRINTABLE.sub("", letter), url),
        signature=tuple(filter(None, text(update.signature).split("\n"))),
        clippings=clippings(update),
        url=url,
        picture=picture_values(update.lead_image, update.lead_image_caption) if update.lead_image else None,
        published=update.first_published_at,
        modified=update.last_published_at,
    )


def clippings(update) -> tuple[Clipping, ...]:
    return tuple(clipping(n, block.value) for n, block in enumerate(update.clippings, start=1))


def clipping(position: int, value) -> Clipping:
    url = line(value["url"])
    return Clipping(
        position=position,
        headline=line(value["headline"]),
        source=line(value["source"]),
        byline=line(value["byline"]),
        date=value["date"],
        url=url if url.lower().startswith(("https://", "http://")) else "",
        paragraphs=tuple(filter(None, map(text, value.paragraphs))),
        countries=tuple(value["countries"] or ()),
    )


def picture_values(image, caption: str) -> Picture | None:
    """The JPEG that was made when the picture was saved: many mail programs know no WebP. None if its file is lost."""
    try:
        rendition = image.get_rendition(EMAIL_SPEC)
    except SourceImageIOError:
        return None
    return Picture(
        url=absolute_url(rendition.url),
        width=rendition.width,
        height=rendition.height,
        alt=line(image.default_alt_text),
        caption=line(caption),
        credit=line(image.credit),
        is_decorative=image.is_decorative,
    )


def organization(request=None) -> Organization:
    if request:
        return Organization.for_request(request)
    return Organization.for_site(Site.objects.get(is_default_site=True))


def publisher(request=None) -> Publisher:
    facts = organization(request)
    return Publisher(
        name=line(facts.name),
        short_name=line(facts.short_name),
        url=absolute_url(""),
        about=line(facts.about),
        address=tuple(filter(None, text(facts.address or facts.city).split("\n"))),
        telephone=line(facts.telephone),
        ein=line(facts.ein),
        donate_url=facts.donate_url,
        notice=line(facts.notice),
    )
