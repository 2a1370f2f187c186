"""Bills of the United States Congress: how they are cited, and their URLs at congress.gov. No Django here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

# Kind: (as cited, as in a URL of congress.gov).
# Source: https://www.congress.gov/help/legislation-text and the URLs of congress.gov itself.
BILL_KINDS = {
    "hr": ("H.R.", "house-bill"),
    "s": ("S.", "senate-bill"),
    "hres": ("H.Res.", "house-resolution"),
    "sres": ("S.Res.", "senate-resolution"),
    "hjres": ("H.J.Res.", "house-joint-resolution"),
    "sjres": ("S.J.Res.", "senate-joint-resolution"),
    "hconres": ("H.Con.Res.", "house-concurrent-resolution"),
    "sconres": ("S.Con.Res.", "senate-concurrent-resolution"),
}
LAST_CONGRESS = 200  # that of 2187; a higher number is a slip
LAST_NUMBER = 99_999  # no Congress has had so many; a higher number is a slip
_KEY = re.compile(r"(?P<congress>[1-9][0-9]{0,2})-(?P<kind>[a-z]+)-(?P<number>[1-9][0-9]{0,4})")
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def ordinal(number: int) -> str:
    """118 → "118th", 121 → "121st", 112 → "112th"."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


@dataclass(frozen=True, slots=True)
class Bill:
    """One bill. Every Congress counts anew, so H.R. 1911 is identified only together with its Congress."""

    congress: int
    kind: str  # a key of BILL_KINDS
    number: int

    @classmethod
    def from_key(cls, key: str) -> "Bill":
        """The bill of a key. Raises ValueError where it is the key of no bill that can be."""
        match = _KEY.fullmatch(key)
        bill = cls(int(match["congress"]), match["kind"], int(match["number"])) if match else None
        if bill is None or not bill.is_possible:
            raise ValueError("The key of no bill that can be")
        return bill

    @property
    def is_possible(self) -> bool:
        """Whether there can be such a bill; a draft's row may hold a slip."""
        return self.kind in BILL_KINDS and 1 <= self.congress <= LAST_CONGRESS and 1 <= self.number <= LAST_NUMBER

    @property
    def key(self) -> str:
        """ "118-hr-1911", by which records name it; its address has the same parts."""
        return f"{self.congress}-{self.kind}-{self.number}"

    @property
    def citation(self) -> str:
        """ "H.R. 1911", with a no-break space."""
        return f"{BILL_KINDS[self.kind][0]}{NO_BREAK_SPACE}{self.number}"

    @property
    def congress_name(self) -> str:
        """ "118th Congress", with a no-break space."""
        return f"{ordinal(self.congress)}{NO_BREAK_SPACE}Congress"

    @property
    def name(self) -> str:
        """ "H.R. 1911, 118th Congress", which tells it from the H.R. 1911 of another Congress."""
        return f"{self.citation}, {self.congress_name}"

    @property
    def url(self) -> str:
        """The bill's page at congress.gov."""
        chamber_and_kind = BILL_KINDS[self.kind][1]
        return f"https://www.congress.gov/bill/{ordinal(self.congress)}-congress/{chamber_and_kind}/{self.number}"


@dataclass(frozen=True, slots=True)
class Mention:
    """A bill in a text, which may leave the Congress to the reader."""

    kind: str
    number: int
    congress: int | None
    start: int
    end: int


_KIND_AS_WRITTEN = {
    "hr": r"h\.?\s?r\.?",
    "hres": r"h\.?\s?res\.?",
    "sres": r"s\.?\s?res\.?",
    "hjres": r"h\.?\s?j\.?\s?res\.?",
    "sjres": r"s\.?\s?j\.?\s?res\.?",
    "hconres": r"h\.?\s?con\.?\s?res\.?",
    "sconres": r"s\.?\s?con\.?\s?res\.?",
    "s": r"s\.",  # without its stop, “S 10” is a telephone
}
_MENTION = re.compile(
    r"\b(?:" + "|".join(f"(?P<{kind}>{written})" for kind, written in _KIND_AS_WRITTEN.items()) + r")"
    r"\s?(?:no\.\s?)?(?P<number>[1-9]\d{0,4})\b"
    r"(?:[\s,(]{0,3}(?P<congress>\d{1,3})(?:st|nd|rd|th)\s+congress)?",
    re.IGNORECASE,
)


def find_mentions(text: str) -> Iterator[Mention]:
    """The bills that a text names, in its order: “H.R. 1911”, “HR1911”, “S. Res. 12 (118th Congress)”."""
    for match in _MENTION.finditer(text):
        kind = next(kind for kind in BILL_KINDS if match[kind])
        congress = int(match["congress"]) if match["congress"] else None
        if congress is None or 1 <= congress <= LAST_CONGRESS:
            yield Mention(kind, int(match["number"]), congress, match.start(), match.end())


def parse_key(typed: str) -> Bill | None:
    """The bill of a key as somebody typed it; None where it is the key of none."""
    try:
        return Bill.from_key(typed.lower())
    except ValueError:
        return None


def read_bill(typed: str) -> Bill | None:
    """The bill of a key, or as it is cited with its Congress: “H.R. 1911 (118th Congress)”. None without a Congress:
    the same number is another bill in another one.
    """
    if bill := parse_key(typed):
        return bill
    found = _MENTION.fullmatch(typed.strip().rstrip(")"))
    mention = next(find_mentions(typed), None) if found else None
    return Bill(mention.congress, mention.kind, mention.number) if mention and mention.congress else None


def nearest_keys(typed: str, keys: list[str], at_most: int) -> list[str]:
    """Of these keys those that may be meant: of the same number in any Congress, else those that are spelled alike."""
    mention = next(find_mentions(typed), None)
    same_number = [key for key in keys if mention and key.endswith(f"-{mention.kind}-{mention.number}")]
    return same_number[:at_most] or get_close_matches(typed.lower(), keys, at_most)


def find_bills(text: str, day: date | None) -> list[Bill]:
    """The bills that a text of that day names. One without its Congress is taken for a bill of the Congress then."""
    current = congress_on(day) if day else None
    found = ((mention, mention.congress or current) for mention in find_mentions(text))
    return [Bill(congress, mention.kind, mention.number) for mention, congress in found if congress]


def congress_on(day: date) -> int:
    """The number of the Congress that sat on a day. A term begins on January 3 of an odd year.

    https://constitution.congress.gov/constitution/amendment-20/
    """
    year = day.year - 1 if (day.month, day.day) < (1, 3) else day.year
    return min(max((year - 1789) // 2 + 1, 1), LAST_CONGRESS)


def years_of_congress(congress: int) -> str:
    """118 → "2023–2024", the years in which it sat."""
    first = 1789 + 2 * (congress - 1)
    return f"{first}–{first + 1}"


def bill_word(kind: str, number: int, congress: int | None = None) -> str:
    """The word by which a bill is found, however it is written: "bhr1911", or "bhr1911c118" in its Congress."""
    return f"b{kind}{number}" + (f"c{congress}" if congress else "")


def bill_words(bill: Bill) -> str:
    """The words of a bill for the search: with its Congress, and without."""
    return f"{bill_word(bill.kind, bill.number)} {bill_word(bill.kind, bill.number, bill.congress)}"
