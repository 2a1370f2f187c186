"""Whether a file says what is stored already, something else of the same issue, or is another text of its day."""

import re

import pytest

from archive.importing.rows import Result
from archive.models import ImportedIssue, ImportedSource
from archive.reading import Form, SourceText
from news.models import WeeklyUpdate

from .issues import LETTER, issue, take

pytestmark = pytest.mark.usefixtures("news_index")


def stored() -> WeeklyUpdate:
    """The draft of the one issue."""
    return ImportedIssue.objects.get().page.get_latest_revision_as_object()


def test_the_same_file_again_changes_nothing_and_says_so():
    take(issue())
    revision = stored().latest_revision_id
    (row,) = take(issue(path="elsewhere/2017-04-07.txt"))
    assert (row.result, row.message, row.clippings) == (Result.SAME, "It is stored already.", 2)
    assert (stored().latest_revision_id, ImportedSource.objects.count()) == (revision, 1)


def test_the_same_issue_from_another_service_changes_nothing_and_says_so():
    first = issue()
    paragraphs = "".join(f"<p>{line}</p>" for line in first.text.splitlines() if line)
    other = SourceText(path="campaign.html", form=Form.HTML, text=paragraphs)
    rows = take(first, other)
    assert [row.result for row in rows] == [Result.STORED, Result.SAME]
    assert ImportedSource.objects.count() == 1


def hide_links(source):
    """The source as a mail service sends it, whose links do not tell where they lead."""
    return re.sub(r"https://\S+", "https://x.list-manage.com/track/click?u=1", source.text)


def test_the_same_issue_whose_links_a_service_hides_changes_nothing():
    rows = take(issue(), SourceText(path="hidden.eml", form=Form.MAIL_TEXT, text=hide_links(issue())))
    assert [row.result for row in rows] == [Result.STORED, Result.SAME]


def test_the_same_issue_that_shows_where_links_lead_completes_it():
    rows = take(SourceText(path="hidden.eml", form=Form.MAIL_TEXT, text=hide_links(issue())), issue())
    assert [row.result for row in rows] == [Result.STORED, Result.COMPLETED]
    assert stored().clippings[0].value["url"] == "https://www.jta.org/2017/04/05/restitution"


def test_a_file_with_words_that_belong_nowhere_is_not_the_same_again():
    more = "Words that belong nowhere at all"
    text = issue().text.replace("NCSEJ\n1120", f"{more}\n\nNCSEJ\n1120")
    rows = take(issue(), SourceText(path="a.pdf", form=Form.PDF, text=text))
    assert [row.result for row in rows] == [Result.STORED, Result.COMPLETED]
    assert more in stored().unplaced_lines


def test_a_text_of_the_same_date_with_other_articles_is_left_out_and_told():
    text = issue().text.replace(LETTER, "We mourn a friend, and remember what she did for all of us in hard years.")
    for headline in ("Parliament in Kyiv passes a law on restitution", "Library opens in Riga"):
        text = text.replace(headline, f"Ministers meet in {headline[-4:]} about trade")
    text = text.replace("jta.org/2017", "jta.org/2016").replace("library-riga", "ministers")
    rows = take(issue(), SourceText(path="other.txt", form=Form.TEXT, text=text))
    assert [row.result for row in rows] == [Result.STORED, Result.OTHER]
    assert rows[1].message == "2017-04-07.txt has that date, with other articles."
    assert ImportedSource.objects.count() == 1
