"""What of an issue cannot be called back: emails, what feeds have sent, and the copies of others."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from wagtail.models import PageLogEntry

from ...models import Handover, WeeklyUpdate
from ...models.formats import format_url
from ...outputs.build import absolute_url
from ...outputs.formats import FORMATS
from ..outputs import TEST_SENT

OWN_TEXTS = {  # of the issue itself, which a withdrawal leaves alone
    "title": "title",
    "search_description": "summary",
    "letter": "letter",
    "lead_image_caption": "caption of the picture",
    "correction": "correction",
}


@dataclass(frozen=True, slots=True)
class CopiedEmail:
    """One handover to the mailing service, and whether it has what is withdrawn."""

    handover: Handover
    has_it: bool


@dataclass(frozen=True, slots=True)
class Aftermath:
    """Of one issue. `mentions` are the parts of its own text that have the words; `addresses` those where it stood."""

    update: WeeklyUpdate
    emails: list[CopiedEmail]
    tests: list[PageLogEntry]
    mentions: list[str]
    addresses: list[str]

    @property
    def was_mailed(self) -> bool:
        return any(email.has_it for email in self.emails)


def describe_aftermath(update: WeeklyUpdate, keys: Iterable[str], words: Iterable[str]) -> Aftermath:
    """keys: of the clippings. words: their headlines, or the names that are withheld.

    A handover is known to have them by its own text, which was kept as it was copied.
    """
    words = list(words)
    handovers = update.handovers.select_related("by").defer("html")
    tests = PageLogEntry.objects.filter(page=update.pk, action=TEST_SENT).select_related("user")
    return Aftermath(
        update=update,
        emails=[CopiedEmail(each, any(map(each.contains, words))) for each in handovers],
        tests=list(tests.order_by("-timestamp")[:20]),
        mentions=[label for name, label in OWN_TEXTS.items() if contains_any(getattr(update, name), words)],
        addresses=find_addresses(update, keys) if update.live else [],
    )


def contains_any(text: str | None, words: list[str]) -> bool:
    return any(each.casefold() in (text or "").casefold() for each in words if each)


def find_addresses(update: WeeklyUpdate, keys: Iterable[str]) -> list[str]:
    """Where others, search engines above all, have found the clippings and may have kept copies."""
    formats = [format_url(update, extension) for extension in FORMATS]
    paths = [*(reverse("clipping", args=[key]) for key in keys), update.url or "", *formats]
    return [absolute_url(path) for path in paths]
