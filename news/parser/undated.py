"""Finds clippings that have no date: a headline and a publisher's name, or no more than a link.

Only where that is likely: the name is that of a well-known publisher, of one in the table of sources, of another
clipping of the same text, or of the URL's host, or stands in an alert of Google; a link alone counts only in a text
without the head of an issue.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .boilerplate import is_footer_boilerplate
from .bylines import parse_byline
from .dates import is_date, parse_date_at_end
from .lines import collapse_whitespace
from .publishers import is_publisher, name_matches_url
from .sentences import ends_like_prose
from .source_lines import SourceLine, looks_like_source, undated_source_line
from .sources import NO_SOURCES, Sources, letters
from .tokens import Token, TokenKind
from .urls import find_urls, has_path

MAX_HEADLINE_LENGTH = 250
MAX_NAME_LENGTH = 60
MAX_DISTANCE = 3  # lines from the first of a headline to the source
MAX_BODY = 12  # lines among which the URL of an article is looked for
MIN_HEADLINE_WORDS = 3
ALERT = re.compile(r"google alerts?\b|=== news - |.{0,40}\bupdate\s⋅\s|flag as irrelevant", re.IGNORECASE)
MAIL_HEADER = re.compile(r"(?:re|cc|subject|sent|date)\s?:", re.IGNORECASE)
ALERT_KIND = re.compile(r"(?:news|web|blogs|video|books|discussions|finance)", re.IGNORECASE)
# The page of an organization, and no article: facebook.com/NCSEJ1120.
PROFILE = re.compile(
    r"https?://(?:[a-z]+\.)?(?:facebook|twitter|x|instagram|linkedin|youtube)\.com/(?:company/)?[^/?]*/?$",
    re.IGNORECASE,
)
TITLE_AND_SITE = re.compile(r"\s[|–—-]\s(?=[^|–—-]{2,60}$)")
OWN_NAMES = {"ncsej", "ncsj"}
ENDS = (TokenKind.READ_MORE, TokenKind.RULE, TokenKind.BOILERPLATE)


def mark_undated(tokens: list[Token], sources: Sources = NO_SOURCES) -> list[Token]:
    """The tokens, of which publishers' names and links that stand for a clipping without a date are source lines."""
    finder = _UndatedFinder(tokens, sources)
    finder.mark_sources()
    is_issue = any(token.kind is TokenKind.BOILERPLATE and _is_of_issue(token.text) for token in tokens)
    return tokens if is_issue else list(_mark_links(tokens))


def _is_of_issue(text: str) -> bool:
    """Whether it is the masthead, TO, FROM or the salutation of an issue, and not the head of a mail or an alert."""
    return "@" not in text and not MAIL_HEADER.match(text) and not _heads_alert(text)


class _UndatedFinder:
    """Finds headlines above a publisher's name; `names` are the sources of the text's other clippings."""

    def __init__(self, tokens: list[Token], sources: Sources) -> None:
        self.tokens = tokens
        self.sources = sources
        names = {token.source.source.strip().lower() for token in tokens if token.source}
        self.names = names - OWN_NAMES
        self.is_alert = any(ALERT.match(token.words) for token in tokens)

    def mark_sources(self) -> None:
        index = 0
        while index < len(self.tokens):
            source = self._find_source(index) if self._may_begin(index) else None
            if source is not None:
                token = self.tokens[source]
                token.kind, token.source = TokenKind.SOURCE, undated_source_line(token.text)
                token.source = _take_site(self.tokens[index], token.source)
                if self.is_alert and index and _heads_alert(self.tokens[index - 1].words):
                    self.tokens[index - 1].kind = TokenKind.BOILERPLATE
                if is_date(self.tokens[index].words) and (date := parse_date_at_end(self.tokens[index].words)):
                    self.tokens[index].kind = TokenKind.DATE
                    token.source = replace(token.source, date=replace(date, text=""))
                index = source
            index += 1

    def _may_begin(self, index: int) -> bool:
        token = self.tokens[index]
        above = self.tokens[index - 1] if index else None
        is_first = above is None or above.kind in ENDS or token.gap > 0
        is_first_of_alert = self.is_alert and (
            token.is_mostly_link or (above is not None and _heads_alert(above.words))
        )
        return _is_headline(token) and (is_first or is_first_of_alert)

    def _find_source(self, index: int) -> int | None:
        """The index of the publisher's name below a headline that begins at `index`."""
        for place in range(index + 1, min(index + 1 + MAX_DISTANCE, len(self.tokens) - 1)):
            token = self.tokens[place]
            if token.kind is not TokenKind.TEXT or token.gap > 1 or ends_like_prose(token.words):
                return None
            if self._is_name(place) and self._has_body(place):
                return place
        return None

    def _is_name(self, index: int) -> bool:
        token = self.tokens[index]
        if len(token.words) > MAX_NAME_LENGTH or not looks_like_source(token.words) or parse_byline(token.text):
            return False
        if self.is_alert or is_publisher(token.words) or token.words.lower() in self.names:
            return True
        if self.sources.find(token.words):
            return True
        url = self._url_below(index)
        return bool(url) and name_matches_url(token.words, url)

    def _url_below(self, index: int) -> str:
        for token in self.tokens[index + 1 : index + 1 + MAX_BODY]:
            if token.kind is TokenKind.SOURCE:
                return ""
            if token.read_more and token.read_more.url:
                return token.read_more.url
        return ""

    def _has_body(self, index: int) -> bool:
        """Whether an article or its link follows, and not the source line that this name would be the byline of."""
        first, second = (*self.tokens[index + 1 : index + 3], None, None)[:2]
        if first is None or first.kind not in (TokenKind.TEXT, TokenKind.READ_MORE):
            return False
        if self.is_alert or first.kind is TokenKind.READ_MORE or ends_like_prose(first.words):
            return True
        return second is not None and second.kind in (TokenKind.READ_MORE, TokenKind.TEXT) and len(first.words) > 80


def _heads_alert(text: str) -> bool:
    """Whether it is the head of an alert, or of one kind of its results."""
    return bool(ALERT.match(text) or ALERT_KIND.fullmatch(text))


def _take_site(headline: Token, line: SourceLine) -> SourceLine:
    """The source line with the same name from the end of its headline: "Title - Example Wire" above "Example Wire"."""
    split = _split_site_off(headline.text)
    if split is None or letters(split[2]) != letters(line.source):
        return line
    headline.text, headline.words = split[0], collapse_whitespace(split[0])
    return replace(line, separators=(*line.separators, *split[1:]))


def _is_headline(token: Token) -> bool:
    return (
        token.kind is TokenKind.TEXT
        and len(token.words) <= MAX_HEADLINE_LENGTH
        and not ends_like_prose(token.words)
        and not token.words.endswith((":", ","))
        and len(token.words.split()) > 1
        and not is_footer_boilerplate(token.text)
    )


def _mark_links(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens, of which links that belong to no other clipping are source lines without a source."""
    has_sources = any(token.kind is TokenKind.SOURCE for token in tokens)
    is_open = False
    foot = next((index for index, token in enumerate(tokens) if is_footer_boilerplate(token.text)), len(tokens))
    for index, token in enumerate(tokens):
        if token.kind is TokenKind.SOURCE:
            is_open = True
        if token.read_more and token.is_bare_url and has_path(token.read_more.url):
            is_other = index > foot or PROFILE.match(token.read_more.url) or _leads_to_head(tokens, index)
            if not is_open and not is_other and (not has_sources or _is_separate(tokens, index)):
                token = _as_card(token, token.read_more.url, tokens[index - 1] if index else None)
            is_open = False
        elif not has_sources and token.kind is TokenKind.TEXT:
            yield from _split_title_and_link(token)
            continue
        yield token


def _leads_to_head(tokens: Sequence[Token], index: int) -> bool:
    """Whether a headline and its source line follow: the URL stands above its article."""
    for token in tokens[index + 1 : index + 2 + MAX_DISTANCE]:
        if token.kind is TokenKind.SOURCE:
            return True
        if token.kind is not TokenKind.TEXT or ends_like_prose(token.words) or token.gap:
            return False
    return False


def _is_separate(tokens: Sequence[Token], index: int) -> bool:
    """Whether the link stands by itself between other clippings."""
    above = tokens[index - 1] if index else None
    below = tokens[index + 1] if index + 1 < len(tokens) else None
    ends_above = above is None or above.kind is TokenKind.READ_MORE or tokens[index].gap > 0
    is_prose_above = above is not None and above.kind is TokenKind.TEXT and ends_like_prose(above.words)
    return ends_above and not is_prose_above and (below is None or below.gap > 0 or below.is_bare_url)


def _as_card(token: Token, url: str, above: Token | None) -> Token:
    """The link as a source line; "Title - Example Wire" above it loses the source to it."""
    source, marks = "", [token.text]
    split = _split_site_off(above.text) if above and above.kind is TokenKind.TEXT else None
    if above and split and (is_publisher(split[2]) or name_matches_url(split[2], url)):
        above.text, mark, source = split
        above.words = collapse_whitespace(above.text)
        marks.insert(0, mark)
    line = replace(undated_source_line(source), separators=tuple(marks), url=url)
    return replace(token, kind=TokenKind.SOURCE, source=line, read_more=None)


def _split_site_off(title: str) -> tuple[str, str, str] | None:
    """("Title", "-", "Example Wire") of a page's title as browsers show it."""
    mark = TITLE_AND_SITE.search(title)
    if not mark or not looks_like_source(title[mark.end() :]):
        return None
    return title[: mark.start()], mark[0].strip(), title[mark.end() :]


def _split_title_and_link(token: Token) -> Iterator[Token]:
    """A page's title with its address behind it or under it: "Title - Example Wire https://example.org/1"."""
    links = list(token.links) or list(find_urls(token.text))[-1:]
    link = links[0] if len({link.url for link in links}) == 1 else None
    is_written = link is not None and not token.links and link.end == len(token.text)
    title = token.text[: link.start].rstrip(" :–—-|(<") if link and is_written else token.text
    is_title = len(title.split()) >= MIN_HEADLINE_WORDS and len(title) <= MAX_HEADLINE_LENGTH
    if (
        not link
        or not is_title
        or not (is_written or token.is_mostly_link)
        or ends_like_prose(title)
        or not has_path(link.url)
    ):
        yield token
        return
    rest = token.text[len(title) :] if is_written else ""
    source = ""
    if split := _split_site_off(title):
        title, mark, source = split
        rest = f"{mark} {rest}"
    yield replace(token, text=title, words=collapse_whitespace(title), links=(), read_more=None)
    line = replace(undated_source_line(source), separators=(rest,) if rest.strip() else (), url=link.url)
    yield Token(token.position, 0, source, source, (), TokenKind.SOURCE, source=line)
