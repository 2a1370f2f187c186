"""What of an issue cannot be called back: emails, what feeds have sent, and the copies of others."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from django.urls import reverse
from wagtail.models import PageLogEntry

from ...models import Handover, WeeklyUpdate, Withdrawal
from ...models.formats import format_url
from ...models.handover import comparable
from ...outputs.build import absolute_url
from ...outputs.formats import FORMATS
from ...search.words import STOP_WORDS
from ...withholding import withhold_names
from ..send_test import TEST_SENT
from .acting import FoundClipping, all_clippings
from .remaining import texts_of

OWN_TEXTS = {  # of the issue itself, which a withdrawal leaves alone
    "title": "title",
    "search_description": "summary",
    "letter": "letter",
    "lead_image_caption": "caption of the picture",
    "correction": "correction",
}


WORD = re.compile(r"[^\W\d_]+")
MIN_OWN_WORD = 5  # letters
MAX_HINTS = 5


class Has(Enum):
    """Whether an email has what is withdrawn: it is certain only by words in it, or of one copied afterwards."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CopiedEmail:
    """One handover to the mailing service, and whether it has what is withdrawn."""

    handover: Handover
    has: Has

    @property
    def has_it(self) -> bool:
        return self.has is Has.YES

    @property
    def is_unknown(self) -> bool:
        return self.has is Has.UNKNOWN


@dataclass(frozen=True, slots=True)
class Aftermath:
    """Of one issue. `mentions` are the parts of its own text that have the words; `hints` the others, with what in them

    may be about it; `addresses` those where it stood.
    """

    update: WeeklyUpdate
    emails: list[CopiedEmail]
    tests: list[PageLogEntry]
    mentions: list[str]
    hints: dict[str, list[str]]
    addresses: list[str]

    @property
    def was_mailed(self) -> bool:
        return any(email.has is not Has.NO for email in self.emails)


def describe_aftermath(
    update: WeeklyUpdate,
    clippings: list[FoundClipping],
    names: Iterable[str] = (),
    withdrawals: Iterable[Withdrawal] = (),
) -> Aftermath:
    """clippings: of the update. names: what is withheld of them, if not the whole. withdrawals: what was done already.

    A handover is known to have it by its own text, which was kept as it was copied. By the names; or by the headline,
    the address or the first paragraph, of which one may have been mended since.
    """
    names, withdrawals = list(names), list(withdrawals)
    headlines = {found.headline for found in clippings} | {each.headline for each in withdrawals}
    handovers = update.handovers.select_related("by").defer("html")
    tests = PageLogEntry.objects.filter(page=update.pk, action=TEST_SENT).select_related("user")
    words = headlines.union(*map(telling_words, clippings))
    keys = dict.fromkeys([each.key for each in clippings] + [each.key for each in withdrawals])
    own_texts = {label: getattr(update, name) or "" for name, label in OWN_TEXTS.items()}
    mentions = [label for label, text in own_texts.items() if has_any(text, headlines, names)]
    telling = set() if names else find_own_words(update, clippings)
    spoken_of = {label: sorted(telling.intersection(WORD.findall(text))) for label, text in own_texts.items()}
    return Aftermath(
        update=update,
        emails=[CopiedEmail(each, look_into(each, words, names, withdrawals)) for each in handovers],
        tests=list(tests.order_by("-timestamp")[:20]),
        mentions=mentions,
        hints={label: words[:MAX_HINTS] for label, words in spoken_of.items() if words and label not in mentions},
        addresses=find_addresses(update, keys) if update.live else [],
    )


def find_own_words(update: WeeklyUpdate, clippings: list[FoundClipping]) -> set[str]:
    """The longer words with a capital, names above all, that these clippings have and no other of their issue has."""
    keys = {found.key for found in clippings}
    others = " ".join(
        text for found in all_clippings(update) if found.key not in keys for text in texts_of(found.block)
    )
    known = set(WORD.findall(others.casefold()))
    words = {word for found in clippings for text in texts_of(found.block) for word in WORD.findall(text)}
    return {
        word
        for word in words
        if len(word) >= MIN_OWN_WORD and word[0].isupper() and word.casefold() not in known | STOP_WORDS
    }


def telling_words(found: FoundClipping) -> set[str]:
    """The address and the first paragraph of a clipping."""
    return {found.block.value["url"] or "", *found.block.value.paragraphs[:1]}


def look_into(handover: Handover, words: Iterable[str], names: list[str], withdrawals: list[Withdrawal]) -> Has:
    has_it = has_any(handover.text, (), names) if names else any(map(handover.contains, words))
    if has_it:
        return Has.YES
    obeyed = bool(withdrawals) and all(
        each.at < handover.at and (each.restored_at is None or handover.at < each.restored_at) for each in withdrawals
    )
    return Has.NO if obeyed else Has.UNKNOWN


def has_any(text: str, headlines: Iterable[str], names: list[str]) -> bool:
    """Whether a text has one of the names, or where no name is withheld, one of the headlines."""
    if names:
        return withhold_names(text, names) != text
    return any(headline in comparable(text) for headline in map(comparable, headlines) if headline)


def find_addresses(update: WeeklyUpdate, keys: Iterable[str]) -> list[str]:
    """Where others, search engines above all, have found the clippings and may have kept copies."""
    formats = [format_url(update, extension) for extension in FORMATS]
    paths = [*(reverse("clipping", args=[key]) for key in keys), update.url or "", *formats]
    return [absolute_url(path) for path in paths]
