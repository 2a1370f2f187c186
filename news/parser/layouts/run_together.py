"""Splits lines on which a PDF has run heads together: "Headline By Name Source, Month D, YYYY https://… Text of it."

Even a whole issue may be one such line. The sign of a head is a date directly before an address or, in a whole issue
whose addresses are lost, one behind a publisher's name and a bar. It begins behind the sentence above it; which of its
words are the headline and which the source, fused.py decides.
"""

import itertools
import re
from collections.abc import Iterator

from ..boilerplate import is_header_boilerplate
from ..dates import is_date, parse_date_at_end
from ..lines import Link, RawLine, is_blank
from ..publishers import find_publisher, is_publisher
from ..sentences import ABBREVIATION_END
from ..source_lines import parse_source_line
from ..urls import find_urls
from ..word_lists import word_set

MAX_HEAD_LENGTH = 420  # characters of headline, byline, source and date
MAX_LINE_LENGTH = 400_000
MAX_MASTHEAD_LENGTH = 120
MAX_PUBLISHER_LENGTH = 60
MIN_ISSUE_LENGTH = 400  # characters of a line that may be a whole issue
MAX_SMALL_WORD = 4  # letters of what headlines have in lower case: "from", "with"
BETWEEN = re.compile(r"[\s,;:|)\]<(–—-]{0,6}$")
SENTENCE_END = re.compile(r"[.!?…:][\"'”’)\]»]{0,3}\s+")
TITLES_BEFORE_NAME = word_set("title_before_name")
DATELINE = re.compile(r"\bWASHINGTON,? ?D\.? ?C\.?,?\s[A-Z][a-z]{2,9}\s[0-9]{1,2}\s?,\s[0-9]{4}\b", re.IGNORECASE)
# Where the head of an issue goes on in a new line.
DATE_BEHIND_BAR = re.compile(r"(?<=\w)\s?\|\s?[A-Z][a-z]{2,9}\.?\s?[0-9]{1,2},?\s[0-9]{4}\b")
MARKERS = re.compile(r"(?<=\s)(?:TO:\s|FROM:\s|Dear\s(?:[A-Z][\w.]*\s){0,3}(?:Friends?|Colleagues?)\b[,:])")
# And where its letter has ended: the call for donations, and the masthead that a PDF repeats above the articles.
BEHIND_LETTER = re.compile(
    r"(?<=\s)(?:If you enjoy (?:these|our|this) newsletters?\b|NCS?E?J WEEKLY (?:NEWS )?(?:TOP 10|UPDATE|BRIEF)\s)",
    re.IGNORECASE,
)
SALUTATION = re.compile(r"Dear\s(?:[A-Z][\w.]*\s){0,3}(?:Friends?|Colleagues?)\b[,:]\s")


def split_run_together(lines: list[RawLine]) -> list[RawLine]:
    """The lines, of which those with heads inside are split before and behind each head and its address."""
    return [part for line in lines for part in _split(line)]


def _split(line: RawLine) -> Iterator[RawLine]:
    places: list[tuple[int, ...]] = list(_find_heads(line)) if 30 < len(line.text) <= MAX_LINE_LENGTH else []
    marks = list(_find_marks(line.text)) if len(line.text) >= MIN_ISSUE_LENGTH else []
    if marks and not places:
        places = list(_find_heads_without_address(line.text[:MAX_LINE_LENGTH]))
    cuts = sorted({0, len(line.text), *marks, *itertools.chain.from_iterable(places)})
    if len(cuts) <= 2:
        yield line
        return
    dropped = line.dropped
    for start, end in itertools.pairwise(cuts):
        part = line.part(start, end)
        if is_blank(part.text):
            continue
        yield RawLine(part.text, part.links, part.position, dropped, part.row)
        dropped = ""


def _find_heads(line: RawLine) -> Iterator[tuple[int, int, int]]:
    """Where each head begins, its address begins, and its address ends."""
    limit = 0
    for link in _all_links(line):
        head_end = _dated_end(line.text, limit, link.start)
        if head_end is None:
            continue
        start = _head_start(line.text, max(limit, head_end - MAX_HEAD_LENGTH), head_end)
        if start is None and limit == 0 and _is_source_line(line.text[:head_end]):
            start = 0
        if start is not None:
            yield start, link.start, link.end
        limit = link.end


def _find_heads_without_address(text: str) -> Iterator[tuple[int, int]]:
    """Where each head begins and ends whose date stands behind a publisher's name and a bar."""
    limit = 0
    for match in DATE_BEHIND_BAR.finditer(text):
        is_known = find_publisher(text[max(limit, match.start() - MAX_PUBLISHER_LENGTH) : match.start()]) is not None
        start = _head_start(text, max(limit, match.end() - MAX_HEAD_LENGTH), match.end()) if is_known else None
        if start is not None:
            yield start, match.end()
        limit = match.end()


def _is_source_line(text: str) -> bool:
    """Whether the line is a source and a date, below its headline, and the address behind them."""
    source = parse_source_line(text)
    return source is not None and source.is_certain


def _all_links(line: RawLine) -> list[Link]:
    written = list(find_urls(line.text)) if "://" in line.text or "www." in line.text.lower() else []
    return sorted((*written, *line.links), key=lambda link: link.start)


def _dated_end(text: str, limit: int, url_start: int) -> int | None:
    """Where the date ends that stands directly before an address; None if no date does."""
    window_start = max(limit, url_start - 120)
    before = text[window_start:url_start]
    between = BETWEEN.search(before)
    end = len(before) - (len(between[0]) if between else 0)
    date = parse_date_at_end(before[:end])
    is_whole = date is not None and date.day is not None and not is_blank(before[: date.start])
    return window_start + end if is_whole else None


def _head_start(text: str, start: int, end: int) -> int | None:
    """Behind the last sentence or dateline before the head; None if the head would be too long to be one."""
    window = text[start:end]
    boundaries = [0] if start == 0 or end - start < MAX_HEAD_LENGTH else []
    boundaries += [match.end() for match in SENTENCE_END.finditer(window) if not _is_inside_head(window, match)]
    boundaries += [match.end() for match in DATELINE.finditer(window) if match.end() < len(window) - 12]
    for boundary in sorted(boundaries, reverse=True):
        if holds_headline_and_source(window[boundary:]):
            return start + boundary
    return None


def _is_inside_head(window: str, match: re.Match[str]) -> bool:
    """Whether the full stop or colon is that of an abbreviation, an initial, a month or a headline's first part."""
    before = window[: match.start() + 1]
    last_word = before.split()[-1] if before.split() else ""
    return (
        last_word.endswith(":")
        or last_word.rstrip(".").isdigit()
        or ABBREVIATION_END.search(before[-20:]) is not None
        or last_word.lower().strip('(“"') in TITLES_BEFORE_NAME
        or is_date(f"{last_word} 1")
        or (last_word.endswith("?") and _is_in_title_case(before))
    )


def _is_in_title_case(text: str) -> bool:
    """Whether a question is the first part of a headline: "What Remains of Yiddish? One Newspaper" on its line."""
    words = [word for word in text.split() if len(word) > MAX_SMALL_WORD]
    return len(words) >= 2 and all(not word.strip("“”\"'‘’(").islower() for word in words)


def holds_headline_and_source(text: str) -> bool:
    """Whether it is more than a source with its date: at least four words before the date, or a mark between both."""
    date = parse_date_at_end(text)
    before = text[: date.start].rstrip(" ,|") if date else ""
    words = before.split()
    if is_publisher(before) or (words and words[0].lower() == "by"):
        return False
    return len(words) >= 4 or (len(words) >= 2 and words[0].endswith(("?", "!")))


def _find_marks(text: str) -> Iterator[int]:
    """Where a whole issue that is one line goes on in a new line: dateline, TO, FROM, salutation."""
    salutation = SALUTATION.search(text[: 4 * MIN_ISSUE_LENGTH])
    if not salutation:
        dateline = DATELINE.search(text[:MAX_MASTHEAD_LENGTH])
        if dateline and is_header_boilerplate(text[: dateline.start()]):
            yield from dateline.span()
        return
    head = text[: salutation.start() + 1]
    for match in DATELINE.finditer(head):
        yield from match.span()
    for match in MARKERS.finditer(text[: salutation.end()]):
        yield match.start()
    yield salutation.end()
    for match in DATELINE.finditer(text, salutation.end()):
        yield from match.span()
    for match in BEHIND_LETTER.finditer(text, salutation.end()):
        yield match.start()
