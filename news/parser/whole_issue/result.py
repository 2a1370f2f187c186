"""What the reader of whole issues returns, and why it may be wrong."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from ..doubts import ABOUT_ADDRESS, CostedDoubt, Doubt, confidence
from ..result import Line, ParsedClipping
from .slips import find_ends_without_address, find_hyphens, find_misspelt_names

MAX_QUOTED = 3  # slips in one sentence


class IssueDoubt(CostedDoubt):
    """A reason to look at an issue again: what it costs in confidence, and the sentence that the editor reads."""

    NO_DATE = 0.4, "No date was found at the head of the issue."
    NO_LETTER = 0.3, "No letter was found."
    DATE_FROM_SIGNATURE = 0.1, "The date was taken from the signature."
    DATE_FROM_MAIL = 0.1, "The date was taken from the head of the mail."
    OTHER_DATE = 0.1, "The head and the signature have different dates."
    FAR_DATES = 0.3, "The head and the signature have dates more than a week apart."
    YEAR_OF_MAIL = 0.3, "The mail was sent about a year before or after the date of the issue."
    EARLIER_MAIL = 0.3, "The mail was sent before the date of the issue."
    LATER_ARTICLES = 0.3, "Most articles are dated after the issue."
    MISSPELT_DATE = 0.05, "The date is misspelt."
    NO_SENDER = 0.1, "Nobody is named under FROM."
    SENDER_WITHOUT_TITLE = 0.05, "A name under FROM has no title."
    NO_SALUTATION = 0.05, "No salutation was found; the letter begins where the head ends."
    NO_SIGNATURE = 0.1, "No signature was found; the letter ends where the articles begin."
    NO_CLIPPINGS = 0.1, "No articles were found."
    SECOND_ISSUE = 0.5, "A second issue seems to follow."
    SAME_ARTICLE = 0.25, "An article stands there twice."
    ARTICLE_DOUBTS = 0.05, "Some articles have doubts."
    DOUBTFUL_CLIPPINGS = 0.2, "Some articles were guessed."
    NO_ADDRESS = 0.1, "No article has an address."
    UNPLACED = 0.1, "Some lines belong nowhere."
    UNPLACED_CAPTIONS = 0.05, "Captions of photos belong nowhere."
    MISSPELT_NAME = 0.02, "The organization’s name may be misspelt in the letter."
    LOST_ADDRESS = 0.02, "A sentence of the letter ends where an address was lost."
    ODD_DATE = 0.02, "A date is written with its comma in another place."
    LOST_LETTER = 0.05, "A letter was lost in some words (\ufffd)."
    OTHER_ENCODING = 0.25, "It was read in another encoding than it declares."
    LOST_WORDS = 0.3, "Letters were lost in many words (\ufffd)."
    HYPHEN = 0.02, "A hyphen may be left from the end of a line."


@dataclass(frozen=True, slots=True)
class Sender:
    """Somebody under FROM, as written; the title is empty if none stands there."""

    name: str
    title: str = ""

    def as_dict(self) -> dict[str, str]:
        return {"name": self.name, "title": self.title}


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """Text that no field needs, and the name of the rule by which it is left out."""

    rule: str
    line: Line


@dataclass(frozen=True, slots=True)
class ParsedIssue:
    """A whole issue as it was understood. What was not found is empty, or None for the date.

    `letter` holds paragraphs separated by an empty line, `signature` its lines. `letter_links`: the words of the letter
    that were linked, and their URLs, in order. `date_text`: the date at the head as it is written. `title`: of a
    special report. Every word of the input is in a field, in `unplaced` or in `boilerplate`.
    """

    date: datetime.date | None
    kicker: str
    to: str
    senders: tuple[Sender, ...]
    salutation: str
    letter: str
    signature: str
    clippings: tuple[ParsedClipping, ...]
    unplaced: tuple[Line, ...]
    boilerplate: tuple[Boilerplate, ...]
    doubts: tuple[IssueDoubt, ...]
    letter_links: tuple[tuple[str, str], ...] = ()
    date_text: str = ""
    title: str = ""

    @property
    def confidence(self) -> float:
        return confidence(self.doubts)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the confidence is not 1: sentences for the editor."""
        return tuple(map(self._say, self.doubts))

    @property
    def doubted_clippings(self) -> tuple[ParsedClipping, ...]:
        """Those of which something is unsure. That none of all has an address is said once, of the issue."""
        have_addresses = any(each.url for each in self.clippings)
        left_out = {each.message for each in ABOUT_ADDRESS} - ({Doubt.NO_URL.message} if have_addresses else set())
        return tuple(each for each in self.clippings if {*each.doubts} - left_out)

    def find_slips(self, doubt: IssueDoubt) -> tuple[str, ...]:
        """The words that a doubt is about, as they stand in the source; none where it is about no words."""
        match doubt:
            case IssueDoubt.MISSPELT_NAME:
                found = find_misspelt_names(f"{self.letter}\n{self.to}")
            case IssueDoubt.LOST_ADDRESS:
                found = find_ends_without_address(self.letter)
            case IssueDoubt.HYPHEN:
                found = (slip for text in self.list_prose() for slip in find_hyphens(text))
            case IssueDoubt.ODD_DATE | IssueDoubt.MISSPELT_DATE:
                found = iter([self.date_text] if self.date_text else [])
            case _:
                found = iter(())
        return tuple(dict.fromkeys(found))

    def _say(self, doubt: IssueDoubt) -> str:
        if doubt is IssueDoubt.ARTICLE_DOUBTS:
            count = len(self.doubted_clippings)
            return "1 article has doubts." if count == 1 else f"{count} articles have doubts."
        slips = ", ".join(f"“{slip}”" for slip in self.find_slips(doubt)[:MAX_QUOTED])
        return f"{doubt.message.removesuffix('.')}: {slips}." if slips else doubt.message

    def list_prose(self) -> Iterator[str]:
        """The letter, and of each article the headline and the excerpt."""
        yield self.letter
        yield from (f"{each.headline} {each.excerpt}" for each in self.clippings)

    def list_texts(self) -> Iterator[str]:
        """All texts: fields, unplaced lines and boilerplate; not a source that only its address tells."""
        yield from (self.kicker, self.title, self.to, self.salutation, self.letter, self.signature)
        yield from (f"{sender.name} {sender.title}" for sender in self.senders)
        for each in self.clippings:
            yield from (each.headline, each.byline, each.excerpt)
            if Doubt.SOURCE_FROM_URL.message not in each.doubts:
                yield each.source
        yield from (line.text for line in self.unplaced)
        yield from (each.line.text for each in self.boilerplate)

    def as_dict(self) -> dict[str, object]:
        """For JSON. The boilerplate is left out, because whoever pastes an issue has nothing to do about it."""
        return {
            "date": self.date and self.date.isoformat(),
            "kicker": self.kicker,
            "to": self.to,
            "from": [sender.as_dict() for sender in self.senders],
            "salutation": self.salutation,
            "letter": self.letter,
            "signature": self.signature,
            "clippings": [clipping.as_dict() for clipping in self.clippings],
            "unplaced": [line.as_dict() for line in self.unplaced],
            "confidence": self.confidence,
            "reasons": list(self.reasons),
        }
