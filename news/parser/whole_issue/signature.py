"""Finds the signature below a letter: names, titles, and where and when the issue was sent."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ..boilerplate import is_header_boilerplate
from ..dates import is_date
from ..lines import collapse_whitespace
from ..sentences import ends_like_prose, ends_sentence
from ..source_lines import PLACE_OF_ISSUE, is_dateline
from ..tokens import TokenKind
from ..word_lists import word_set
from .parts import Part

MAX_NAME_LENGTH = 90
MAX_GAP = 3  # empty lines between two signers; where each line is a paragraph, an empty one makes three
CLOSING = re.compile(
    r"(?:sincerely|best regards|regards|respectfully|warmly|yours|cordially|with best wishes)\b[^.]{0,20}$"
    r"|(?:shabbat shalom|chag sameach),$"
    r"|(?-i:(?:With|In|Warm|Warmest|Kind|Kindest|Best|Many)\s(?:[a-z]+\s){0,3}(?:regards|wishes|solidarity|friendship|gratitude"
    r"|appreciation|thanks|sympathy|hope|prayers)),?$|(?-i:Happy(?:\s[A-Z]\w+){1,2},)$",
    re.IGNORECASE,
)
CLOSING_BEFORE = re.compile(r"(?:Sincerely|Best regards|Regards|Respectfully)\b,?\s")
CLOSING_INSIDE = re.compile(r"(?<=\s)(?:Sincerely|Best regards|Regards|Respectfully)\b,?\s?$")
BROKEN_OFF = re.compile(r"\b(?:after|before|by|from|in|of|on|since|the|to|until)$")  # a date or place must follow
REST_OF_DATE = re.compile(r",?\s?(?:19|20)[0-9]{2}\.?|(?:[0-9]{1,2},\s?)(?:19|20)[0-9]{2}")
ORGANIZATION = re.compile(r"ncse?j\b.{0,40}|(?:the\s)?national co(?:alition|nference) .{0,60}", re.IGNORECASE)
ABOUT = re.compile(r"about (?:ncse?j|us|the (?:organization|national co(?:alition|nference).{0,60}))\W*", re.IGNORECASE)
OF_ORGANIZATION = re.compile(r"(?:,| of| at)\s(?:the\s)?ncse?j$", re.IGNORECASE)
OWN_NAME_BEFORE = re.compile(r"ncse?j\s", re.IGNORECASE)
NAME = re.compile(r"(?:[A-Z][\w.'’-]*\s){1,3}[A-Z][\w'’-]+(?:,? (?:Jr|Sr)\.)?")
JOB_TITLES = word_set("job_title")


def find_signature(parts: Sequence[Part], names: Sequence[str]) -> tuple[int, int]:
    """Where the signature begins and ends among the parts of the letter; (n, n), behind all of them, if it has none."""
    count = len(parts)
    for index in range(count - 1, -1, -1):
        if _is_signer(parts, index, names):
            return _extend_up(parts, index, names), _extend_down(parts, index, names)
    return count, count


def split_signature_off(part: Part, names: Sequence[str]) -> list[Part]:
    """The paragraph and the signature that a PDF ran together with it: "… in spring. Sincerely, Mark B. Levin CEO"."""
    places = [place for name in names if name and (place := part.text.rfind(f" {name}")) > 0]
    if not places:
        return [part]
    start = max(places)
    name = next(name for name in names if part.text.startswith(f" {name}", start))
    rest = part.text[start + 1 + len(name) :].strip(" ,")
    if rest and not _is_title(OWN_NAME_BEFORE.sub("", rest)):
        return [part]
    closing = CLOSING_INSIDE.search(part.text[:start])
    cut = closing.start() if closing else start
    if not closing and not ends_sentence(part.text[:start]):
        return [part]
    return [replace(part, text=part.text[:cut].strip()), replace(part, text=part.text[cut:].strip(), gap=0)]


def part_signature(signature: str) -> tuple[str, str]:
    """("Sincerely,", names and titles) of a signature's lines, without place and date."""
    lines = signature.splitlines()
    closing = lines.pop(0) if lines and CLOSING.match(lines[0]) else ""
    return closing, "\n".join(line for line in lines if not (_is_dated(line) or REST_OF_DATE.fullmatch(line)))


def _is_signer(parts: Sequence[Part], index: int, names: Sequence[str]) -> bool:
    """Whether the part is the name of whoever signs: a sender of the issue, or a name above a title or dateline."""
    part = parts[index]
    if ABOUT.fullmatch(part.text):  # the heading of a foot, which may be as long as a name
        return False
    if part.kind is TokenKind.CAPTION or len(part.text) > MAX_NAME_LENGTH or ends_like_prose(part.text):
        return False
    if _names_sender(CLOSING_BEFORE.sub("", part.text), names):
        return True
    if index == len(parts) - 1 and any(name.startswith(f"{part.text} ") for name in names):
        return True  # the first name alone
    below = next((other for other in parts[index + 1 : index + 4] if other.kind is not TokenKind.CAPTION), None)
    is_name = NAME.fullmatch(part.text) is not None or _has_name_and_title(part.text)
    return is_name and below is not None and (_is_title(below.text) or _is_dated(below.text))


def _names_sender(text: str, names: Sequence[str]) -> bool:
    words = _fold(text)
    return any(words == _fold(name) or words.startswith(f"{_fold(name)} ") for name in names if name)


def _has_name_and_title(text: str) -> bool:
    name, comma, title = text.partition(",")
    return bool(comma) and NAME.fullmatch(name.strip()) is not None and _is_title(title)


def _is_title(text: str) -> bool:
    text = OF_ORGANIZATION.sub("", text.strip())
    return is_header_boilerplate(text.strip()) and not text.strip().lower().startswith(("dear ", "to:", "from:"))


def _is_dated(text: str) -> bool:
    text = text.strip()
    return is_dateline(text) or is_date(text) or PLACE_OF_ISSUE.fullmatch(text.strip(" ,|.")) is not None


def _belongs(part: Part, names: Sequence[str]) -> bool:
    text = part.text
    return (
        _is_title(text)
        or _is_dated(text)
        or REST_OF_DATE.fullmatch(text) is not None
        or (ORGANIZATION.fullmatch(text) is not None and not ends_like_prose(text))
        or _names_sender(text, names)
        or _has_name_and_title(text)
    )


def _extend_up(parts: Sequence[Part], index: int, names: Sequence[str]) -> int:
    while index:
        above, is_near = parts[index - 1], parts[index].gap <= 1
        is_name = is_near and NAME.fullmatch(above.text) is not None and _is_title(parts[index].text)
        if not is_name and not (_belongs(above, names) and parts[index].gap <= MAX_GAP):
            break
        if _is_dated(above.text) and _is_rest_of_sentence(parts, index - 1):
            break
        index -= 1
    if index and CLOSING.match(parts[index - 1].text) and len(parts[index - 1].text) < 40:
        index -= 1
    return index


def _is_rest_of_sentence(parts: Sequence[Part], index: int) -> bool:
    """Whether a line was broken off the letter before this date or place: "… our friend died on", "January 7."."""
    while index and parts[index].gap == 0:
        index -= 1
        if not _is_dated(parts[index].text):
            return BROKEN_OFF.search(parts[index].text) is not None
    return False


def _extend_down(parts: Sequence[Part], index: int, names: Sequence[str]) -> int:
    """Behind the last line that belongs to it; captions between its lines do not end it."""
    end = place = index + 1
    while place < len(parts) and (parts[place].kind is TokenKind.CAPTION or _belongs(parts[place], names)):
        place += 1
        if parts[place - 1].kind is not TokenKind.CAPTION:
            end = place
    return end


def _fold(text: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", collapse_whitespace(text).lower()))
