"""What is known of an article. Frozen, so that it can be handed around, stored and compared."""

import datetime
from dataclasses import dataclass
from enum import Enum, StrEnum


class Origin(StrEnum):
    """Where in a page, or beside it, a value was found."""

    JSON_LD = "JSON-LD"
    MICRODATA = "microdata"
    OPEN_GRAPH = "Open Graph"
    META = "meta"
    TIME = "<time>"
    TITLE = "<title>"
    TEXT = "text"
    SOURCES = "table of sources"
    URL = "URL"


class Doubt(Enum):
    """A reason to look at the article itself: the field it is about, and the sentence that the editor reads."""

    FRONT_PAGE = "page", "This is a front page or a list of articles, not one article."
    GONE = "page", "The publisher says that there is no such page."
    BLOCKED = "page", "The publisher shows a question or a sign-in in the place of the article."
    EMPTY = "page", "The page shows its text only to a browser that runs its scripts."
    NO_HEADLINE = "headline", "No headline was found."
    GUESSED_HEADLINE = "headline", "The headline was taken from the page’s title."
    SOURCE_IS_HOST = "source", "The publisher’s name was not found: this is the host of the address."
    OTHER_BYLINE = "byline", "The page names another author beside the text."
    NO_DATE = "date", "No date of publication was found."
    ONLY_UPDATED = "date", "Only the day of an update was found."
    DAY_OR_MONTH = "date", "Day and month of the date could be the other way round."
    DATE_FROM_URL = "date", "The date was taken from the address."
    OTHER_DATE = "date", "The page shows another date beside the text."
    NEAR_MIDNIGHT = (
        "date",
        "The time is in UTC and near midnight: where it was published, it may have been another day.",
    )
    NO_TEXT = "paragraphs", "No text of the article was found."

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        self.message = message


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says of the article on it. What is not known is empty, or None for the date.

    `url` is the address without redirects around it and without tracking. `date` is the day of publication, as the
    publisher counts days. `paragraphs` are the first ones of the text. `origins` has a value for every field that
    is not empty; `doubts` are the reasons for which a field is empty or should be compared with the page.
    """

    url: str
    headline: str = ""
    source: str = ""
    byline: str = ""
    date: datetime.date | None = None
    paragraphs: tuple[str, ...] = ()
    origins: tuple[tuple[str, Origin], ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return {
            "url": self.url,
            "headline": self.headline,
            "source": self.source,
            "byline": self.byline,
            "date": self.date and self.date.isoformat(),
            "paragraphs": list(self.paragraphs),
            "from": {field: origin.value for field, origin in self.origins},
            "doubts": [{"field": doubt.field, "message": doubt.message} for doubt in self.doubts],
        }
