"""Finds what a caller means: the clipping behind a link, or all that has a name, however it is spelled."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http.request import validate_host
from django.utils import timezone

from ...models import Record, WeeklyUpdate, Withdrawal
from ...parser.urls import has_path, normalize_url
from ...search.backend import limited_time, normalize_query
from ...search.highlight import Highlighter, Part, Span
from ...search.query import parse
from ...search.spellings import load_names
from ...withholding import JOINED
from .acting import FoundClipping, all_clippings, clippings_of, clippings_of_issues
from .same_story import MAX_ISSUES, addresses, comparable_url, find_issues

# A form names what is ticked in its address, and a request line may have 4,094 bytes: 38 a clipping, and the spellings.
MAX_FOUND = MAX_CHOSEN = 80  # records, the newest; clippings in one form
MAX_SPELLINGS_LENGTH = 900  # bytes in the address
FIELDS = ("headline", "byline", "source", "excerpt")
CLIPPING_PATH = re.compile(r"/clippings/([0-9a-f]{16})/?")
WITHOUT_SCHEME = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?/", re.IGNORECASE)  # of a link: "ncsej.org/news/…"
ANCHOR = re.compile(r"clipping-(\d{1,4})")


@dataclass(slots=True)
class FoundRow:
    """A clipping with what was looked for, in parts: (part, whether it is what was looked for)."""

    clipping: FoundClipping
    parts: list[tuple[str, list[Part]]] = field(default_factory=list)  # of each field that has it, or of the headline


@dataclass(slots=True)
class Findings:
    """What a link or name leads to. `forms` are the spellings that the clippings have, with how often."""

    rows: list[FoundRow] = field(default_factory=list)
    others: list[Record] = field(default_factory=list)  # letters, statements, people: mended by their editors
    forms: Counter = field(default_factory=Counter)
    is_name: bool = False
    has_more: bool = False

    @classmethod
    def of(cls, clippings: list[FoundClipping]) -> "Findings":
        """The clippings that a link leads to, by their headlines; as many as one form may have."""
        rows = [FoundRow(found, [("headline", [(found.headline, False)])]) for found in clippings[:MAX_FOUND]]
        return cls(rows, has_more=len(clippings) > MAX_FOUND)

    @property
    def spellings(self) -> list[tuple[str, int]]:
        """The forms and their numbers, the most frequent first; as many as one form may have."""
        shown, length = [], 0
        for form, count in self.forms.most_common():
            length += len(urlencode({"name": form})) + 1
            if length <= MAX_SPELLINGS_LENGTH:
                shown.append((form, count))
        return shown

    @property
    def n_more_spellings(self) -> int:
        return len(self.forms) - len(self.spellings)


def find(text: str) -> Findings:
    """text: the address of a clipping, an issue, or an article elsewhere; or words. Raises SearchTimeoutError."""
    text = text.strip()
    if WITHOUT_SCHEME.match(text):
        text = f"https://{text}"
    if re.match(r"https?://|/", text):
        return Findings.of(find_by_link(text))
    return find_by_words(text)


def find_by_link(url: str) -> list[FoundClipping]:
    """The clipping of this address; all of an issue, where it is an issue's; those of an article at its publisher's."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return []
    if host and not is_our_host(host):
        return find_by_article(url)
    if match := CLIPPING_PATH.fullmatch(parts.path):
        return find_by_key(match[1])
    slug = parts.path.rstrip("/").rpartition("/")[2].partition(".")[0]
    update = WeeklyUpdate.objects.filter(slug=slug).first() if slug else None
    clippings = clippings_of(update) if update else []
    anchor = ANCHOR.fullmatch(parts.fragment)
    return [each for each in clippings if not anchor or each.position == int(anchor[1])]


def is_our_host(host: str) -> bool:
    return host == urlsplit(settings.SITE_URL).hostname or validate_host(host, settings.ALLOWED_HOSTS)


def find_by_article(url: str) -> list[FoundClipping]:
    """The clippings of an article, by its address elsewhere; those of drafts, too. Raises SearchTimeoutError.

    What is withdrawn has no record with the address, so the issues of which something is are looked through, too.
    """
    wanted = comparable_url(url)
    if not has_path(normalize_url(url)):
        return []
    with limited_time():
        pages = find_issues([wanted])
    withdrawn = Withdrawal.objects.in_force().values_list("page", flat=True)[:MAX_ISSUES]
    return [found for found in clippings_of_issues({*pages, *withdrawn}) if wanted in addresses([found])]


def find_by_key(key: str) -> list[FoundClipping]:
    """The clipping with this key. It has no record once it is withdrawn."""
    holders = [model.objects.filter(key=key).values("page") for model in (Record, Withdrawal)]
    updates = WeeklyUpdate.objects.filter(pk__in=holders[0]) | WeeklyUpdate.objects.filter(pk__in=holders[1])
    return [found for update in updates for found in all_clippings(update) if found.key == key]


def find_by_words(text: str) -> Findings:
    """All that is published and has these words, in any spelling that the search knows; the newest first.

    What is withdrawn has no record, and is not among them.
    """
    query = parse(normalize_query(text), load_names(), timezone.localdate())
    if not query.wanted:
        return Findings(is_name=True)
    with limited_time():
        records = list(Record.objects.matching(query.to_tsquery()).newest().select_related("page")[: MAX_FOUND + 1])
    findings = Findings(is_name=True, has_more=len(records) > MAX_FOUND)
    highlighter = Highlighter(query.phrases)
    positions: dict[int, set[str]] = {}
    for record in records[:MAX_FOUND]:
        if record.kind == Record.Kind.CLIPPING:
            positions.setdefault(record.page_id, set()).add(record.key)
        else:
            findings.others.append(record)
    updates = WeeklyUpdate.objects.filter(pk__in=positions).newest()
    for update in updates:
        for found in clippings_of(update):
            if found.key in positions[update.pk]:
                findings.rows.append(describe(found, highlighter, findings.forms))
    return findings


def describe(found: FoundClipping, highlighter: Highlighter, forms: Counter) -> FoundRow:
    """The clipping with its words marked; the spellings that it has are added to the forms."""
    row = FoundRow(found)
    for name in FIELDS:
        text = found.block.value[name] or ""
        spans = join_spans(text, highlighter.find(text))
        forms.update(text[start:end] for start, end in spans)
        if spans or name == "headline":
            row.parts.append((name, highlighter.split(text) if name == "headline" else highlighter.excerpt(text)))
    return row


def join_spans(text: str, spans: list[Span]) -> list[tuple[int, int]]:
    """Where the words stand, those of one name together: first name and surname are one."""
    joined: list[tuple[int, int]] = []
    for span in spans:
        if joined and JOINED.fullmatch(text[joined[-1][1] : span.start]):
            joined[-1] = (joined[-1][0], span.end)
        else:
            joined.append((span.start, span.end))
    return joined


def find_chosen(tokens: list[str]) -> list[FoundClipping]:
    """The clippings that a form names, each by its page and its key, or its block's id. What has gone is left out.

    With them, those of their issues that a withdrawal of them concerns as well, such as one with the same headline.
    """
    keys: dict[int, set[str]] = {}
    for token in tokens[:MAX_CHOSEN]:
        page, _, key = token.partition(":")
        if re.fullmatch(r"\d{1,9}", page):
            keys.setdefault(int(page), set()).add(key)
    updates = WeeklyUpdate.objects.filter(pk__in=keys).newest()
    return [found for update in updates for found in choose(all_clippings(update), keys[update.pk])]


def choose(clippings: list[FoundClipping], keys: set[str]) -> Iterator[FoundClipping]:
    """clippings: of one issue, in the order in which those that go are given."""
    chosen = [found for found in clippings if {found.key, found.block.id} & keys]
    headlines, ids = {found.headline for found in chosen} - {""}, {found.block.id for found in chosen} - {None}
    for found in clippings:
        if found in chosen:
            yield found
        elif found.headline in headlines or found.block.id in ids:
            yield replace(found, goes_along=True)
