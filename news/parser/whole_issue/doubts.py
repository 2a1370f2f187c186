"""Which doubts the texts of an issue give: one that was read, or was put together from several files."""

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
}
OF_SLIPS = (IssueDoubt.MISSPELT_NAME, IssueDoubt.LOST_ADDRESS, IssueDoubt.HYPHEN)


def find_doubts(issue: ParsedIssue) -> list[IssueDoubt]:
    """The doubts of all fields but the date; DATE_DOUBTS are those that it cannot find."""
    applies = {
        IssueDoubt.NO_LETTER: not issue.letter,
        IssueDoubt.NO_SENDER: not issue.senders,
        IssueDoubt.SENDER_WITHOUT_TITLE: any(not sender.title for sender in issue.senders),
        IssueDoubt.NO_SALUTATION: not issue.salutation,
        IssueDoubt.NO_SIGNATURE: not issue.signature,
        IssueDoubt.NO_CLIPPINGS: not issue.clippings,
        IssueDoubt.ARTICLE_DOUBTS: bool(issue.doubted_clippings),
        IssueDoubt.DOUBTFUL_CLIPPINGS: any(map(_is_guessed, issue.clippings)),
        IssueDoubt.NO_ADDRESS: bool(issue.clippings) and not any(each.url for each in issue.clippings),
        IssueDoubt.UNPLACED: not all(is_caption(line.text) for line in issue.unplaced),
        IssueDoubt.LOST_LETTER: any("\ufffd" in text for text in issue.list_prose()),
    }
    slips = (doubt for doubt in OF_SLIPS if issue.find_slips(doubt))
    return [*(doubt for doubt, is_so in applies.items() if is_so), *slips]


def _is_guessed(clipping: ParsedClipping) -> bool:
    """Whether it may be none: several things are unsure at once, or a paragraph was taken for its headline."""
    doubts = {BY_MESSAGE[each] for each in clipping.doubts if each in BY_MESSAGE} - ABOUT_ADDRESS
    return Doubt.LONG_HEADLINE in doubts or confidence(doubts) <= GUESSED
