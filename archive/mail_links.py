"""Takes the redirects of mail services out of an issue: they hold no target, and die with the account. No Django."""

import re
from collections.abc import Iterator
from dataclasses import replace

from news.parser.doubts import CostedDoubt, Doubt, confidence
from news.parser.redirects import is_mail_redirect
from news.parser.result import Line, ParsedClipping
from news.parser.whole_issue import Boilerplate, ParsedIssue

from .merging import Merged

URL = r"https?://[^\s<>()\[\]\"“”]{3,8000}"
WRITTEN = re.compile(rf"\s?(?:<({URL})>|\(({URL})\)|\[({URL})\]|({URL}))", re.IGNORECASE)
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
    of_letter, of_articles = [*_find_in_letter(issue)], [*_find_in_articles(issue)]
    urls = dict.fromkeys((*of_letter, *of_articles, *_find_in_lines(issue)))
    if not urls:
        return merged
    doubts = [doubt for doubt, found in zip(HiddenTarget, (of_articles, of_letter), strict=True) if found]
    cut = replace(
        issue,
        letter=_strip(issue.letter),
        letter_links=tuple(link for link in issue.letter_links if not is_mail_redirect(link[1])),
        signature=_strip(issue.signature),
        clippings=tuple(map(_cut_clipping, issue.clippings)),
        unplaced=tuple(replace(line, text=_strip(line.text), url=_keep(line.url)) for line in issue.unplaced),
        boilerplate=(*issue.boilerplate, *(Boilerplate(RULE, Line(0, url)) for url in urls)),
    )
    links = "1 link leads" if len(urls) == 1 else f"{len(urls)} links lead"
    told = f"{links} by way of a mail service, and the target is not in the address: {' '.join(urls)}"
    reasons = (*record.reasons, *(doubt.message for doubt in doubts), told)
    sure = round(max(0.0, record.confidence + confidence(doubts) - 1), 2)
    record = replace(record, issue=cut, reasons=reasons, confidence=sure, summary=_strip(record.summary))
    return replace(merged, record=record)


def _cut_clipping(clipping: ParsedClipping) -> ParsedClipping:
    is_cut = is_mail_redirect(clipping.url)
    has_source_of_url = is_cut and Doubt.SOURCE_FROM_URL.message in clipping.doubts
    return replace(
        clipping,
        headline=_strip(clipping.headline),
        source="" if has_source_of_url else clipping.source,
        url="" if is_cut else clipping.url,
        excerpt=_strip(clipping.excerpt),
    )


def _find_in_letter(issue: ParsedIssue) -> Iterator[str]:
    yield from (url for _, url in issue.letter_links if is_mail_redirect(url))
    yield from _find_written(issue.letter)
    yield from _find_written(issue.signature)


def _find_in_articles(issue: ParsedIssue) -> Iterator[str]:
    for each in issue.clippings:
        if is_mail_redirect(each.url):
            yield each.url
        yield from _find_written(each.headline)
        yield from _find_written(each.excerpt)


def _find_in_lines(issue: ParsedIssue) -> Iterator[str]:
    for line in issue.unplaced:
        if is_mail_redirect(line.url):
            yield line.url
        yield from _find_written(line.text)


def _find_written(text: str) -> Iterator[str]:
    for match in WRITTEN.finditer(text):
        if is_mail_redirect(url := _address(match)):
            yield url


def _strip(text: str) -> str:
    """The text without the redirects that are written out in it, and without the brackets around them."""
    return WRITTEN.sub(lambda match: _rest(match) if is_mail_redirect(_address(match)) else match[0], text)


def _address(match: re.Match[str]) -> str:
    return str(match[match.lastindex or 0]).rstrip(END_OF_SENTENCE)


def _rest(match: re.Match[str]) -> str:
    """The punctuation behind an address without brackets."""
    written = match[4] or ""
    return written[len(written.rstrip(END_OF_SENTENCE)) :]


def _keep(url: str) -> str:
    return "" if is_mail_redirect(url) else url
