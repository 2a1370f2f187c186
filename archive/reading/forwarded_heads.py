"""Finds in a text who received the mails that are forwarded in it, and takes them out, names and addresses.

A head is what a mail program writes above a mail that it forwards or prints: From, Sent, To, Subject with their values.
Only those at the start of a text count, each below a few lines of who forwards it, and those below a program's mark
("Forwarded message"): an article may quote a mail, and an issue has a "TO:" of its own.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.entities import codepoint2name
from itertools import islice, zip_longest
from urllib.parse import unquote

from news.parser.mail_fields import (
    MARKS,
    MARKS_ALONE,
    NAMES,
    OF_OUTLOOK,
    OF_RECIPIENTS,
    OF_SENDER,
    OF_SUBJECT,
    OF_TIME,
    TIME_OF_DAY,
    is_in_capitals,
    is_of_another_head,
)

REMOVED = "…"  # no word, so that nothing is added to what an issue says
ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[\w-]{1,63}\.){1,8}\w{2,24}")


# What may stand between a name and its colon: tags, stars, and spaces of each kind, as French programs write one.
BEFORE_COLON = (
    r"(?:<[^<>]{0,200}>|&(?:nbsp|thinsp|\#0{0,4}(?:32|160|8201|8239)|\#x0{0,4}(?:20|a0|2009|202f));?|[^\S\n]|\*){0,6}"
)


def field_pattern(names: frozenset[str]) -> re.Pattern[str]:
    """Fields of these names, however they are written, at the beginning of a line or behind a tag: bold or not."""
    written = "|".join("".join(map(_write, name)) for name in sorted(names))
    return re.compile(rf"(?:^|[\n>])[\s*_>|]{{0,9}}+({written}){BEFORE_COLON}:\*?", re.IGNORECASE)


def _write(letter: str) -> str:
    """A letter of a name as it is, in two signs, or as a character reference."""
    if letter.isascii():
        return re.escape(letter)
    ways = [letter, unicodedata.normalize("NFD", letter)]
    for code in (ord(letter), ord(letter.upper())):
        ways += [rf"&\#0{{0,4}}{code};?", rf"&\#x0{{0,4}}{code:x};?"]
        ways += [f"&{codepoint2name[code]};?"] if code in codepoint2name else []
    return f"(?:{'|'.join(dict.fromkeys(ways))})"


def name_of(match: re.Match[str]) -> str:
    """The name of a field as a reader sees it, in its capitals."""
    return compose(match[1])


def compose(text: str) -> str:
    """A text with each letter as one sign, and no character references."""
    return unicodedata.normalize("NFC", html.unescape(text))


FIELD = field_pattern(NAMES)
MARK = re.compile(rf"--\s?(?:{MARKS})|{MARKS_ALONE}", re.IGNORECASE)  # of a composed text
MAX_FIELDS = 200  # of a text
MAX_LENGTH = 20_000  # characters of a field, in which hundreds of recipients may stand
MAX_LINES_OF_RECIPIENTS = 40
MAX_LINES = 2  # of another field, which a program may have broken
MAX_TIME = 1000  # characters, with their tags, of when a mail was sent
MAX_ABOVE = 1500  # characters that a reader sees above a head, and between two
MAX_MARKUP_ABOVE = 200_000  # of them and the markup
MAX_MARKUP_BELOW_MARK = 2000  # of what stands between a mark and a head, and the mark
NEAR = 120  # characters that a reader sees of it
HIDDEN = re.compile(r"<(/?)(style|script|head|title)\b", re.IGNORECASE)
TAG = re.compile(r"<[^<>]{0,4000}>")
LAYOUT_TAG = re.compile(
    r"<(/?(?:a|b|i|u|p|br|em|td|tr|li|ul|div|span|font|strong|table|tbody|blockquote|h[1-6]))(?=[\s/>])[^<>]{0,4000}>",
    re.IGNORECASE,
)
BREAK = re.compile(r"<(?:br|/p|/div|/tr|/li|/h[1-6])\b[^<>]{0,200}>", re.IGNORECASE)
BLANK_LINE = re.compile(r"\n[ \t>]*\n")
# And the lines that go on with recipients: behind a comma or semicolon, or further in with an address.
LINE = re.compile(
    r"[^\n]*(?:(?:(?<=[,;]) ?\n[ \t>]*(?=[^\s>])|\n[ \t>]{0,200}[ \t](?=[^\s@][^\n@]{0,400}@))"
    r"(?![\w-]{2,12}\s?:)[^\n]{0,1000})*"
)
WORD = re.compile(r"[^\W\d_]+")
MAX_NAME_WORDS = 5  # for each address


@dataclass(frozen=True, slots=True)
class HeadField:
    """A field of a head: its name in small letters, and where its value begins and ends in the text."""

    name: str
    start: int
    end: int


def find_addresses(text: str) -> set[str]:
    """All addresses in a text or a part of a page, in small letters, however they are encoded."""
    plain = TAG.sub("", text) if LAYOUT_TAG.search(text) else text
    written = (plain, text, unquote(html.unescape(text)))
    return {match[0].lower() for each in written for match in ADDRESS.finditer(html.unescape(each))}


def find_head_fields(text: str, is_html: bool) -> list[HeadField]:
    """The fields of the heads at the start of a text or page, and of those that a program has marked, in order.

    Below an issue's own head, or far below a mail's where it has none, others are quoted; of a marked one there, who
    wrote it is told. It has an address or when it was sent: an article may have such a mark, too.
    """
    found: list[HeadField] = []
    end, own, is_far = 0, _find_own(text), False
    for group in _group(text, is_html):
        start = group[0].start()
        is_below_own = bool(own) and own[0] < start
        is_far = is_far or is_below_own or not _is_near(text, end, start, is_html)
        is_marked = has_mark(_see(text[max(end, start - MAX_MARKUP_BELOW_MARK) : start], is_html)[-NEAR:])
        if is_far and not is_marked:
            continue
        fields = _make_fields(text, group, is_html)
        is_mail = not is_far or _is_sent(text, fields) or bool(find_addresses(text[start : fields[-1].end]))
        if is_mail and _is_head(text, group, fields, is_marked, is_above_own=bool(own)):
            is_quoted = is_below_own or (is_far and bool(found) and not own)
            found += [field for field in fields if not is_quoted or field.name not in OF_SENDER]
            end, is_far = fields[-1].end, False
    return found


def has_mark(text: str) -> bool:
    """Whether a program has written in a text that a mail is forwarded in it."""
    return MARK.search(compose(text)) is not None


def _find_own(text: str) -> list[int]:
    """Where an issue's own TO and FROM begin, in capitals; none if one of the two is missing, or a mail has them."""
    fields = [(name_of(match), match) for match in islice(FIELD.finditer(text), MAX_FIELDS)]
    if any(name.isupper() and name.lower() in OF_OUTLOOK for name, _ in fields):
        return []
    ends = [next((match.end() for name, match in fields if name == own), 0) for own in ("TO", "FROM")]
    return sorted(ends) if all(ends) else []


def _is_near(text: str, start: int, end: int, is_html: bool) -> bool:
    """Whether a reader sees no more between two places than may stand above a head."""
    return end - start <= MAX_MARKUP_ABOVE and len(_see(text[start:end], is_html)) <= MAX_ABOVE


def find_fields_of_recipients(heads: Sequence[HeadField]) -> Iterator[HeadField]:
    """Those that name who received a mail: "To" and its kin, and each "From" but the last, whose mail was sent on."""
    last = max((index for index, field in enumerate(heads) if field.name in OF_SENDER), default=0)
    for index, field in enumerate(heads):
        if field.name in OF_RECIPIENTS or (field.name in OF_SENDER and index < last):
            yield field


def find_lines_to_people(text: str, is_html: bool, with_capitals: bool = False) -> Iterator[HeadField]:
    """What stands behind "To:" on a line of its own, if it is nothing but names and addresses: of a printed mail."""
    for match in islice(FIELD.finditer(text), MAX_FIELDS):
        name = name_of(match)
        if name.lower() in OF_RECIPIENTS and (with_capitals or not is_in_capitals(name)):
            field = HeadField(name.lower(), match.end(), _end_of_line(text, match.end(), is_html))
            value = html.unescape(_see(text[field.start : field.end], is_html))
            words = WORD.findall(ADDRESS.sub("", value))
            count = len(ADDRESS.findall(value))
            if count and len(words) <= MAX_NAME_WORDS * count and all(word[0].isupper() for word in words):
                yield field


def find_lines_at_start(text: str, heads: Sequence[HeadField], is_html: bool) -> Iterator[HeadField]:
    """Such lines, in capitals or not, at the start of a text or of a mail that is forwarded in it."""
    own = _find_own(text)
    for field in find_lines_to_people(text, is_html, with_capitals=True):
        is_below_own = bool(own) and own[1] < field.start
        start = max((each.end for each in heads if each.end <= field.start), default=0)
        if not is_below_own and _is_near(text, start, field.start, is_html):
            yield field


def clear_recipients(text: str, recipients: frozenset[str], is_html: bool) -> str:
    """The text without the names and addresses, in its heads, of who received a mail and of who sent it on.

    recipients: the addresses that are known, in small letters.
    """
    heads = find_head_fields(text, is_html)
    fields = {
        *find_fields_of_recipients(heads),
        *(field for field in heads if _names(text, field, recipients)),
        *(field for field in find_lines_to_people(text, is_html) if _names(text, field, recipients)),
    }
    kept, position = [], 0
    for field in sorted(fields, key=lambda each: (each.start, -each.end)):
        if field.start >= position:
            tags = "".join(f"<{tag}>" for tag in LAYOUT_TAG.findall(text[field.start : field.end]))
            kept += [text[position : field.start], f" {REMOVED}{tags}"]
            position = field.end
    return "".join([*kept, text[position:]])


def _names(text: str, field: HeadField, recipients: frozenset[str]) -> bool:
    return not recipients.isdisjoint(find_addresses(text[field.start : field.end]))


def _group(text: str, is_html: bool) -> Iterator[list[re.Match[str]]]:
    """The fields that stand one below another and are of one head."""
    group: list[re.Match[str]] = []
    matches = list(islice(FIELD.finditer(text), MAX_FIELDS))
    for match, below in zip_longest(matches, matches[1:]):
        name_below = name_of(below) if below and _are_near(text, match, below, is_html) else ""
        is_other = bool(group) and (
            not _are_near(text, group[-1], match, is_html)
            or is_of_another_head(name_of(match), list(map(name_of, group)), name_below)
        )
        if is_other:
            yield group
            group = []
        group.append(match)
    if group:
        yield group


def _are_near(text: str, above: re.Match[str], below: re.Match[str], is_html: bool) -> bool:
    return _is_value(text[above.end() : below.start() + 1], name_of(above).lower(), is_html)


def _is_value(between: str, name: str, is_html: bool) -> bool:
    """Whether what stands between two fields is no more than the first one's value."""
    if len(between) > MAX_LENGTH or (not is_html and BLANK_LINE.search(between)):
        return False
    lines = BREAK.split(between) if is_html else between.split("\n")
    count = sum(bool(_see(line, is_html).strip()) for line in lines)
    return count <= (MAX_LINES_OF_RECIPIENTS if name in OF_RECIPIENTS else 1 if is_html else MAX_LINES)


def _make_fields(text: str, group: Sequence[re.Match[str]], is_html: bool) -> list[HeadField]:
    ends = [each.start() + (text[each.start()] == ">") for each in group[1:]]
    ends.append(_end_of_line(text, group[-1].end(), is_html))
    return [HeadField(name_of(each).lower(), each.end(), end) for each, end in zip(group, ends, strict=True)]


def _is_head(
    text: str, group: Sequence[re.Match[str]], fields: Sequence[HeadField], is_marked: bool, is_above_own: bool
) -> bool:
    """Whether these fields are a mail's, and no memorandum's or issue's, which has them in capitals.

    Neither has a time of day, or Outlook's time of sending. An issue's own may have an address and a date, too, but no
    subject. Above an issue's own in capitals, all others are a mail's.
    """
    names = {field.name for field in fields}
    is_sent = _is_sent(text, fields)
    if names.isdisjoint(OF_SENDER) or (not is_sent and all(is_in_capitals(name_of(match)) for match in group)):
        return False
    has_address = bool(find_addresses(text[fields[0].start : fields[-1].end]))
    is_of_mail = is_sent or is_above_own or (has_address and not names.isdisjoint(OF_SUBJECT))
    return is_marked or (is_of_mail and not names.isdisjoint(OF_TIME))


def _is_sent(text: str, fields: Sequence[HeadField]) -> bool:
    """Whether they tell when a mail was sent."""
    return any(field.name in OF_OUTLOOK or _has_time_of_day(text, field) for field in fields)


def _has_time_of_day(text: str, field: HeadField) -> bool:
    value = text[field.start : min(field.end, field.start + MAX_TIME)]
    return field.name in OF_TIME and TIME_OF_DAY.search(html.unescape(TAG.sub("", value))) is not None


def _end_of_line(text: str, start: int, is_html: bool) -> int:
    """Where the value ends that begins there, and has no other field behind it."""
    if not is_html:
        match = LINE.match(text, start, start + MAX_LENGTH)
        return match.end() if match else start
    for end in islice(BREAK.finditer(text, start, start + MAX_LENGTH), MAX_LINES):
        if _see(text[start : end.start()], is_html).strip():
            return end.start()
    return start


def _see(text: str, is_html: bool) -> str:
    """What a reader sees of a part of a text or page, roughly: without tags, styles and scripts."""
    if not is_html:
        return text
    seen, position, hidden = [], 0, ""
    for match in HIDDEN.finditer(text):
        name = match[2].lower()
        if not hidden and not match[1]:
            seen.append(text[position : match.start()])
            hidden = name
        elif hidden == name and match[1]:
            position, hidden = match.start(), ""
    seen.append("" if hidden else text[position:])
    return " ".join(html.unescape(TAG.sub("", "".join(seen))).split())
