"""Takes the redirects of mail services out of an issue: they hold no target, and die with the account. No Django."""

import re
from collections.abc import Iterable
from dataclasses import replace

from news.parser.doubts import CostedDoubt, Doubt, confidence
from news.parser.redirects import is_mail_redirect
from news.parser.result import Line, ParsedClipping
from news.parser.whole_issue import Boilerplate

from .differences import Difference
from .merging import Merged

URL = r"https?://[^\s<>()\[\]\"“”]{3,8000}"
WRITTEN = re.compile(rf"[^\S\n]?(?:<({URL})>|\(({URL})\)|\[({URL})\]|({URL}))", re.IGNORECASE)
END_OF_SENTENCE = ".,;:!?"  # behind an address, and no part of it
RULE = "link of a mail service"


class HiddenTarget(CostedDoubt):
    """What lost its address with such a link: what that costs in confidence, and the sentence that the editor reads.

    An article's costs so much that no issue with one is published unseen.
    """

    OF_ARTICLE = 0.3, "The address of an article is known to a mail service alone."
    OF_LETTER = 0.1, "Where a link of the letter leads is known to a mail service alone."


def leave_out_mail_redirects(merged: Merged) -> Merged:
    """What was merged without these links, less sure, with their addresses among the reasons; its words stay.

    What a twin tells of an address was taken from it before.
    """
    record, issue = merged.record, merged.record.issue
    letter, articles, rest = Removal(), Removal(), Removal()
    cut = replace(
        issue,
        letter=letter.strip(issue.letter),
        letter_links=tuple(link for link in issue.letter_links if letter.keep(link[1])),
        signature=letter.strip(issue.signature),
        clippings=tuple(_cut_clipping(each, articles) for each in issue.clippings),
        unplaced=tuple(replace(line, text=rest.strip(line.text), url=rest.keep(line.url)) for line in issue.unplaced),
        **{name: rest.strip(getattr(issue, name)) for name in ("kicker", "to", "salutation", "title")},
    )
    differences = tuple(rest.strip_differences(merged.differences))
    long_texts = {position: rest.strip(text) for position, text in merged.long_texts.items()}
    urls = dict.fromkeys((*letter.urls, *articles.urls, *rest.urls))
    if not urls:
        return merged
    cut = replace(cut, boilerplate=(*issue.boilerplate, *(Boilerplate(RULE, Line(0, url)) for url in urls)))
    doubts = [doubt for doubt, removal in zip(HiddenTarget, (articles, letter), strict=True) if removal.urls]
    links = "1 link leads" if len(urls) == 1 else f"{len(urls)} links lead"
    told = f"{links} by way of a mail service, and the target is not in the address: {' '.join(urls)}"
    reasons = (*record.reasons, *(doubt.message for doubt in doubts), told)
    sure = round(max(0.0, record.confidence + confidence(doubts) - 1), 2)
    record = replace(record, issue=cut, reasons=reasons, confidence=sure, summary=rest.strip(record.summary))
    return replace(merged, record=record, differences=differences, long_texts=long_texts)


class Removal:
    """Takes the redirects out of texts and addresses; `urls` has those that were there, in order."""

    def __init__(self) -> None:
        self.urls: list[str] = []

    def keep(self, url: str) -> str:
        """The address; empty if it is such a redirect."""
        if not is_mail_redirect(url):
            return url
        self.urls.append(url)
        return ""

    def strip(self, text: str) -> str:
        """The text without the redirects that are written out in it, and without the brackets around them."""
        return WRITTEN.sub(self._rest, text)

    def strip_differences(self, differences: Iterable[Difference]) -> list[Difference]:
        """They without the redirects, and without those that were nothing but another redirect."""
        found = []
        for each in differences:
            rest = replace(each, kept=self.strip(each.kept), other=self.strip(each.other))
            if each.is_taken or not rest.is_taken:
                found.append(rest)
        return found

    def _rest(self, match: re.Match[str]) -> str:
        """What stays of a match: all of another address, of a redirect the punctuation behind it."""
        written = str(match[match.lastindex or 0])
        url = written.rstrip(END_OF_SENTENCE)
        if self.keep(url):
            return match[0]
        return written[len(url) :] if match[4] else ""


def _cut_clipping(clipping: ParsedClipping, removal: Removal) -> ParsedClipping:
    url = removal.keep(clipping.url)
    has_source_of_url = url != clipping.url and Doubt.SOURCE_FROM_URL.message in clipping.doubts
    texts = {name: removal.strip(getattr(clipping, name)) for name in ("headline", "byline", "excerpt")}
    return replace(clipping, **texts, source="" if has_source_of_url else clipping.source, url=url)
