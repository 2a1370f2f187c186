"""Which doubts the texts of an issue give: one that was read, or was put together from several files."""

import datetime
from collections import Counter

from ..boilerplate import is_caption
from ..doubts import ABOUT_ADDRESS, BY_MESSAGE, Doubt, confidence
from ..result import ParsedClipping
from .result import IssueDoubt, ParsedIssue

GUESSED = 0.7  # the confidence up to which a clipping counts as guessed, whether it has an address or not
# Where the date was found gives these, and no field tells it.
DATE_DOUBTS = {
    IssueDoubt.NO_DATE,
    IssueDoubt.DATE_FROM_SIGNATURE,
    IssueDoubt.DATE_FROM_MAIL,
    IssueDoubt.OTHER_DATE,
    IssueDoubt.MISSPELT_DATE,
    IssueDoubt.ODD_DATE,
    IssueDoubt.FAR_DATES,
    IssueDoubt.YEAR_OF_MAIL,
    IssueDoubt.EARLIER_MAIL,
}
# Which no field tells, either; another file of the issue does not settle them.
OF_TEXT = {IssueDoubt.SECOND_ISSUE, IssueDoubt.OTHER_ENCODING}
MAX_DAYS_LATER = 2  # of an article behind its issue: it was sent on Friday, and a weekly is dated Sunday
MAX_DAYS_TO_SIGNATURE = 7  # from the head's date to the signature's
MAX_DAYS_TO_MAIL = 4  # between the date of an issue and the day of its mail: Thursday's issue, mailed on Monday
YEAR, DAYS_AROUND_YEAR = 365, 10  # how far the mail is off where one of both has last year's number
FEW_WORDS = 3  # that a damaged letter or two leave readable
OF_SLIPS = (IssueDoubt.MISSPELT_NAME, IssueDoubt.LOST_ADDRESS, IssueDoubt.HYPHEN)


def find_doubts(issue: ParsedIssue) -> list[IssueDoubt]:
    """The doubts of all fields but the date; DATE_DOUBTS and OF_TEXT are those that it cannot find."""
    damaged = sum("\ufffd" in word for text in issue.list_texts() for word in text.split())
    applies = {
        IssueDoubt.NO_LETTER: not issue.letter,
        IssueDoubt.NO_SENDER: not issue.senders,
        IssueDoubt.SENDER_WITHOUT_TITLE: any(not sender.title for sender in issue.senders),
        IssueDoubt.NO_SALUTATION: not issue.salutation,
        IssueDoubt.NO_SIGNATURE: not issue.signature,
        IssueDoubt.NO_CLIPPINGS: not issue.clippings,
        IssueDoubt.SAME_ARTICLE: _has_article_twice(issue),
        IssueDoubt.LATER_ARTICLES: _has_later_articles(issue),
        IssueDoubt.ARTICLE_DOUBTS: bool(issue.doubted_clippings),
        IssueDoubt.DOUBTFUL_CLIPPINGS: any(map(_is_guessed, issue.clippings)),
        IssueDoubt.NO_ADDRESS: bool(issue.clippings) and not any(each.url for each in issue.clippings),
        IssueDoubt.UNPLACED: not all(is_caption(line.text) for line in issue.unplaced),
        IssueDoubt.LOST_WORDS: damaged > FEW_WORDS,
        IssueDoubt.LOST_LETTER: 0 < damaged <= FEW_WORDS and any("\ufffd" in text for text in issue.list_prose()),
    }
    slips = (doubt for doubt in OF_SLIPS if issue.find_slips(doubt))
    return [*(doubt for doubt, is_so in applies.items() if is_so), *slips]


def doubts_of_mail(day: datetime.date, mailed: datetime.date, is_forwarded: bool = False) -> list[IssueDoubt]:
    """What the day of its mail makes doubtful of an issue's date. One that is forwarded months later says nothing.

    is_forwarded: the mail's subject says that it is, or is an answer. It may be a year later, but never earlier.
    """
    days = (mailed - day).days
    if abs(abs(days) - YEAR) <= DAYS_AROUND_YEAR and not is_forwarded:
        return [IssueDoubt.YEAR_OF_MAIL]
    return [IssueDoubt.EARLIER_MAIL] if days < -MAX_DAYS_TO_MAIL else []


def doubts_of_signature(day: datetime.date, signed: datetime.date) -> list[IssueDoubt]:
    if signed == day:
        return []
    return [IssueDoubt.FAR_DATES if abs((signed - day).days) > MAX_DAYS_TO_SIGNATURE else IssueDoubt.OTHER_DATE]


def _has_later_articles(issue: ParsedIssue) -> bool:
    """Whether most of the articles, at least two, are dated behind the issue. A year that was guessed is no date."""
    dates = [each.date for each in issue.clippings if each.date and Doubt.GUESSED_YEAR.message not in each.doubts]
    later = sum(issue.date is not None and (date - issue.date).days > MAX_DAYS_LATER for date in dates)
    return later >= 2 and later * 2 > len(dates)


def _has_article_twice(issue: ParsedIssue) -> bool:
    heads = Counter(
        (each.headline.casefold(), each.source.casefold(), each.date) for each in issue.clippings if each.headline
    )
    return any(count > 1 for count in heads.values())


def _is_guessed(clipping: ParsedClipping) -> bool:
    """Whether it may be none: several things are unsure at once, or a paragraph was taken for its headline."""
    doubts = {BY_MESSAGE[each] for each in clipping.doubts if each in BY_MESSAGE} - ABOUT_ADDRESS
    return Doubt.LONG_HEADLINE in doubts or confidence(doubts) <= GUESSED
