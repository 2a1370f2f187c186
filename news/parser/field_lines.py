"""Tells the heads of mails and the salutations among articles from what only begins like one.

Above the first source a line such as "TO: …" is the issue's own, or a mail's. Below it, an article or its headline may
begin so: "From: a cousin in Haifa, the card ended." A head of a mail has fields of two names or more, directly below
each other, and an address or a time; that of an issue is in capitals, near its masthead or salutation.
"""

from collections.abc import Iterator, Sequence

from .boilerplate import is_salutation, mail_field
from .bylines import parse_byline
from .dates import DIGIT
from .mail_fields import OF_TIME, is_in_capitals
from .tokens import Token, TokenKind

MAX_GAP = 1  # empty lines between two fields of one head
MAX_DISTANCE = 12  # lines between the fields of an issue and its masthead or salutation


def free_field_lines(tokens: Sequence[Token]) -> None:
    """Make text of the lines that were taken for fields of a mail, or for a salutation, and belong to an article."""
    first = next((index for index, token in enumerate(tokens) if token.kind is TokenKind.SOURCE), len(tokens))
    for run in _find_runs(tokens):
        if run.start > first:
            is_head = _is_mail_head(tokens, run) or _is_head_of_issue(tokens, run)
        else:
            is_head = len(run) > 1 or not _is_headline(tokens, run.start)
        for index in () if is_head else run:
            tokens[index].kind = TokenKind.TEXT
    for index, token in enumerate(tokens):
        is_greeting = token.kind is TokenKind.BOILERPLATE and is_salutation(token.text)
        if is_greeting and not token.words.endswith((",", ":", "!")) and _is_headline(tokens, index):
            token.kind = TokenKind.TEXT


def _find_runs(tokens: Sequence[Token]) -> Iterator[range]:
    """Neighbouring lines that begin with the name of a field."""
    start = None
    for index, token in enumerate(tokens):
        is_field = token.kind is TokenKind.BOILERPLATE and bool(mail_field(token.text))
        if start is not None and (not is_field or token.gap > MAX_GAP):
            yield range(start, index)
            start = None
        if is_field and start is None:
            start = index
    if start is not None:
        yield range(start, len(tokens))


def _is_mail_head(tokens: Sequence[Token], run: range) -> bool:
    names = [mail_field(tokens[index].text) for index in run]
    is_told = any(
        "@" in tokens[index].text or (name.lower() in OF_TIME and DIGIT.search(tokens[index].text))
        for index, name in zip(run, names, strict=True)
    )
    return is_told and len({name.lower() for name in names}) > 1


def _is_head_of_issue(tokens: Sequence[Token], run: range) -> bool:
    """Whether the fields are in capitals and a masthead, salutation or the like stands near, before any article."""
    if not all(is_in_capitals(mail_field(tokens[index].text)) for index in run):
        return False
    above = (tokens[index] for index in range(run.start - 1, max(-1, run.start - 1 - MAX_DISTANCE), -1))
    below = (tokens[index] for index in range(run.stop, min(len(tokens), run.stop + MAX_DISTANCE)))
    return any(map(_begins_with_boilerplate, (above, below)))


def _begins_with_boilerplate(tokens: Iterator[Token]) -> bool:
    ends = (TokenKind.SOURCE, TokenKind.READ_MORE)
    for token in tokens:
        if token.kind in ends:
            return False
        if token.kind is TokenKind.BOILERPLATE and not mail_field(token.text):
            return True
    return False


def _is_headline(tokens: Sequence[Token], index: int) -> bool:
    """Whether a source, or a byline and a source, stand directly below."""
    below = tokens[index + 1 : index + 3]
    if below and below[0].kind is not TokenKind.SOURCE and parse_byline(below[0].text):
        below = below[1:]
    return bool(below) and below[0].kind is TokenKind.SOURCE and below[0].gap <= MAX_GAP
