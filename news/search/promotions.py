"""The page that the organization's settings put first for a word, whatever else a search finds."""

from dataclasses import dataclass

from wagtail.models import Page

from pages.models import Organization
from pages.models.base import is_private

from .highlight import stems


@dataclass(frozen=True, slots=True)
class Promotion:
    page: Page
    text: str  # a sentence; the page's summary where the settings have none


def find_promotion(query: str, organization: Organization) -> Promotion | None:
    """The first promotion for which one of its words, separated by commas, is the whole query, or has its stems.

    None where its page is a draft or private. One query for the pages of all promotions, and one for the page found.
    """
    wanted = stems(query)
    for row in organization.promoted_pages:
        promoted = row.value
        phrases = promoted["words"].casefold().split(",")
        # The words themselves too, since a stop word has no stem: “will” leads to the page on bequests.
        if query.casefold() in map(str.strip, phrases) or (wanted and wanted in map(stems, phrases)):
            page = promoted["page"]
            listed = page and Page.objects.live().exclude(is_private()).filter(pk=page.pk).first()
            return Promotion(listed, promoted["text"] or listed.search_description) if listed else None
    return None
