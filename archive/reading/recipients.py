"""Takes the addresses of those who received a mail out of its texts, however they are written there.

find_recipients() learns them from the head of a mail, from the heads of mails that it forwards, and from what a mailing
service writes below it ("This email was sent to jane@example.org by info@example.com"). remove_recipients() removes
exactly these: the addresses of the office, and of people whom a letter names, stay. Links that are the recipient's own
lose what tells them from another's (personal_links.py).
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from urllib.parse import unquote

from news.parser.mail_fields import OF_SENDER

from .address_index import index_addresses
from .forwarded_heads import (
    ADDRESS,
    REMOVED,
    HeadField,
    clear_recipients,
    field_pattern,
    find_addresses,
    find_fields_of_recipients,
    find_head_fields,
    find_lines_at_start,
    has_mark,
)
from .limits import UnreadableError
from .personal_links import clean_links

# Fields that name who received a mail, those of servers included: "Delivered-To", "X-Original-To", "X-Forwarded-For".
RECIPIENT_FIELD = re.compile(r"(?:[a-z]+-)*(?:to|cc|bcc|for|recipients?|rcpt)")
OTHER_FIELD = re.compile(r".*(?:reply|errors|notification|receipt|report|complaints|abuse|in-reply)-to")
SENDER_FIELDS = ("from", "sender", "reply-to")
RECEIVED_FOR = re.compile(rf"\bfor\s+<?({ADDRESS.pattern})", re.IGNORECASE)

# What a mailing service writes before the recipient's address, and before the sender's. A letter's "may be sent to
# info@example.org" is neither.
SENT_TO = re.compile(
    r"\bthis\s+(?:e-?mail|message|newsletter|mailing|update|bulletin)\s+(?:is|was|has been)\s+(?:originally\s+)?"
    r"(?:sent|delivered|mailed|addressed|intended)\s+(?:to|for)\b|\bsubscribed\s+(?:as|with|under)\b"
    r"|\breceiving\s+(?:this|these|our)\s+(?:e-?mail|message|newsletter|update|mailing)s?\s+(?:at|as|because)\b"
    r"(?:\s+(?:your|the)\s+(?:e-?mail\s+)?address\b)?"
    r"|(?:^|[\n>])\s{0,9}(?:sent\s+to:|(?-i:Sent)\s+to\b)|\bsafeunsubscribe\b(?:™|&trade;)?",
    re.IGNORECASE,
)
# A name between that and an address in brackets. No sentence: "sent to our readers. Write to Anna (anna@example.org)".
NAME = (
    r"(?:(?!(?:by|from|at|or|and|to|you|your|please|write|contact)\b)"
    r"(?:[^\s<>()\[\]@,;:?!.&]{1,40}|\w{1,3}\.)\s{1,9}){1,5}?"
)
NAME_AND_BRACKET = re.compile(rf"\W{{0,9}}{NAME}[\"']?[<(\[]+\s{{0,3}}", re.IGNORECASE)
NAME_OF_REMOVED = re.compile(
    rf"(?P<before>(?:{SENT_TO.pattern})(?:\s|<[^<>]{{0,300}}>){{1,9}}){NAME}"
    rf"(?=(?:&lt;|[<(\[]|<[^<>]{{0,300}}>|\s){{1,5}}{REMOVED})",
    re.IGNORECASE,
)
SENT_BY = re.compile(r"\b(?:sent\s+)?(?:by|from)\b", re.IGNORECASE)
# The head of a mail inside the text, as programs write it that forward one; bold or not, in a table or not.
FROM_LINE = field_pattern(OF_SENDER)
LINE_END = re.compile(r"\n|<br\b|</(?:p|div|tr|li|h[1-6])\b", re.IGNORECASE)
OFFICES = ("@ncsej.org", "@ncsj.org")  # which write the issues: no head inside a mail takes them out of a letter
MAX_FOUND = 200  # of each in a text; more are no foot and no head
WINDOW = 2000  # characters in which an address is looked for behind one of these

# What may stand inside an address that a person reads as one: tags, and characters of no width.
SKIPPED = r"(?:<[^<>]{0,300}>|&(?:shy|zwnj|ZeroWidthSpace);|&#(?:8203|8204|8288|173);|[\u200b\u200c\u2060\u00ad])"
TAG_OR_SKIPPED = re.compile(SKIPPED, re.IGNORECASE)
OTHERWISE = {"@": r"|%2540|&commat;", ".": r"|&period;"}
AT = re.compile(r"@|%(?:25)?40|&\#0{0,4}64;?|&\#x0{0,4}40;?|&commat;", re.IGNORECASE)
GOES_ON_BEFORE, GOES_ON_BEHIND = re.compile(r"[\w.+-]"), re.compile(r"[\w-]|\.\w")  # an address
AROUND = 300  # characters before and after it
MAX_RECIPIENTS = 500  # of a mail; the office put its readers into Bcc
TOO_MANY = f"A mail to more than {MAX_RECIPIENTS} people; save its text or a PDF of it, and import that."
MAX_ADDRESSES = 3000  # of a text; an issue has about ten, and its styles a hundred "@media"
MAX_TRIES = 2000  # each of which takes about a millisecond
LIST = "A list of addresses, no issue."


def find_recipients(
    fields: Iterable[tuple[str, str]], texts: Iterable[tuple[str, bool]], known: frozenset[str] = frozenset()
) -> frozenset[str]:
    """The addresses, in small letters, of those who received a mail with this head and these texts.

    texts: each with whether it is HTML. known: those who received the mail around it. The sender is none of them, for
    To often names the sender where all others are in Bcc; unless the text is a forwarded one: then who sent it on had
    received it.

    Raises UnreadableError for more than MAX_RECIPIENTS.
    """
    heads = [(text, find_head_fields(text, is_html), is_html) for text, is_html in texts]
    recipients, senders = set(known), set()
    for name, value in fields:
        name = name.lower()
        if name in SENDER_FIELDS:
            senders.update(_addresses(value))
        elif name == "received":
            recipients.update(match[1].lower() for match in RECEIVED_FOR.finditer(value))
        elif RECIPIENT_FIELD.fullmatch(name) and not OTHER_FIELD.fullmatch(name):
            recipients.update(_addresses(value))
    for text, head, is_html in heads:
        for recipient, sender in _find_in_foot(text):
            recipients.add(recipient)
            senders.update(sender)
        recipients.update(_find_in_forwarded_head(text, head, is_html))
    for text, head, _ in heads:
        first = _find_first_sender(text)
        if has_mark(text) or (first and any(field.name in OF_SENDER for field in head)):
            recipients.update(sender for sender in senders if not _is_of_office(sender))
            senders = first
    if len(recipients) > MAX_RECIPIENTS:
        raise UnreadableError(TOO_MANY)
    return frozenset(recipients - senders)


def remove_recipients(text: str, recipients: frozenset[str], is_html: bool) -> str:
    """A text or page without these addresses, and without what tells one recipient's links from another's.

    Raises UnreadableError for a list of addresses, which is no issue.
    """
    if sum(1 for _ in AT.finditer(text)) > MAX_ADDRESSES:
        raise UnreadableError(LIST)
    text = clean_links(clear_recipients(text, recipients, is_html), recipients, is_html)
    if not recipients:
        return text
    index = index_addresses(recipients)
    text = _cut(text, index.find(text, "="))  # bounces-jane=example.org@…
    text = _cut(text, (span for span in index.find(text, "@") if _is_whole(text, *span)))
    text = _cut(text, _find_written(text, recipients))
    return NAME_OF_REMOVED.sub(rf"\g<before>{REMOVED} ", text)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether an address that is found as it is written is no part of a longer one."""
    return not GOES_ON_BEFORE.match(text[start - 1 : start]) and not GOES_ON_BEHIND.match(text, end)


def _cut(text: str, spans: Iterable[tuple[int, int]]) -> str:
    kept, position = [], 0
    for start, end in spans:
        if start >= position:
            kept += [text[position:start], REMOVED]
            position = end
    return "".join([*kept, text[position:]])


def _find_written(text: str, recipients: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where these addresses stand. Only what surrounds an "@" is looked at, however it is written.

    Raises UnreadableError for more than MAX_TRIES of an address at a place.
    """
    tries = 0
    for at in AT.finditer(text):
        start = max(0, at.start() - AROUND)
        around = text[start : at.end() + AROUND]
        named = _candidates(_plain(around)) | _candidates(html.unescape(unquote(unquote(around))).lower())
        for address in sorted(named & recipients):
            tries += 1
            if tries > MAX_TRIES:
                raise UnreadableError(LIST)
            found = (match.span() for match in _written(address).finditer(around))
            yield from ((start + first, start + last) for first, last in found if first <= at.start() - start < last)


def _candidates(plain: str) -> set[str]:
    """The addresses in a passage, and those behind a "=" or "/" of a URL."""
    found = _addresses(plain)
    return found | {re.split(r"[=/?&]", address)[-1] for address in found}


def _addresses(value: str) -> set[str]:
    return {match[0].lower() for match in ADDRESS.finditer(value)}


def _find_in_foot(text: str) -> Iterator[tuple[str, set[str]]]:
    """The recipient whom a mailing service names, and the sender it names with it."""
    for match in islice(SENT_TO.finditer(text), MAX_FOUND):
        written = text[match.end() : match.end() + WINDOW]
        for window in (_plain(written), html.unescape(written).lower()):  # "Jane <jane@example.org>" is no tag
            found = ADDRESS.search(window, 0, 400)
            if found and _is_before_address(window[: found.start()]):
                by = SENT_BY.match(window[found.end() :].lstrip(">)] "))
                yield found[0], _addresses(window[found.end() : found.end() + 200]) if by else set()
                break


def _is_before_address(text: str) -> bool:
    """Whether a foot has nothing between its words and the address, or a name alone."""
    return not re.search(r"[a-z]{3}", text.replace("mailto", "")) or NAME_AND_BRACKET.fullmatch(text) is not None


def _find_in_forwarded_head(text: str, head: Sequence[HeadField], is_html: bool) -> Iterator[str]:
    fields = (*find_fields_of_recipients(head), *find_lines_at_start(text, head, is_html))
    for field in fields:
        found = find_addresses(text[field.start : field.end])
        yield from (address for address in found if not _is_of_office(address))


def _is_of_office(address: str) -> bool:
    return address.endswith(OFFICES)


def _find_first_sender(text: str) -> set[str]:
    """Who wrote the innermost of the mails that are forwarded in a text."""
    heads = [
        addresses
        for match in islice(FROM_LINE.finditer(text), MAX_FOUND)
        if (addresses := _addresses_of_line(text, match.end()))
    ]
    return heads[-1] if heads else set()


def _addresses_of_line(text: str, start: int) -> set[str]:
    window = text[start : start + WINDOW]
    end = LINE_END.search(window)
    line = window[: end.start()] if end else window
    return _addresses(_plain(line)) | _addresses(unquote(html.unescape(line)).lower())


def _plain(written: str) -> str:
    """A passage as a reader sees it: without tags, with character references and percent-encoding resolved."""
    return html.unescape(unquote(unquote(TAG_OR_SKIPPED.sub("", written)))).lower()


@lru_cache(maxsize=1000)
def _written(address: str) -> re.Pattern[str]:
    """All ways to write an address: each letter plain, percent-encoded or as a character reference."""
    letters = [
        rf"(?:{re.escape(letter)}|%{ord(letter):02x}|&\#0{{0,4}}{ord(letter)};?|&\#x0{{0,4}}{ord(letter):x};?"
        rf"{OTHERWISE.get(letter, '')})"
        for letter in address
    ]
    begins = rf"(?:(?<!{GOES_ON_BEFORE.pattern})|(?<=%[0-9a-f]{{2}}))"
    return re.compile(begins + f"{SKIPPED}{{0,3}}".join(letters) + f"(?!{GOES_ON_BEHIND.pattern})", re.IGNORECASE)
