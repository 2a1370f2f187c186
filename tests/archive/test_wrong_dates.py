"""An issue whose date is contradicted, or that another one follows, is published by nobody but a person."""

import datetime

import pytest

from archive.importing.rows import Result
from archive.merging import merge
from archive.models import THRESHOLD
from archive.reading import Form, SourceText
from archive.record import make_record
from news.models import WeeklyUpdate
from news.parser.sources import NO_SOURCES
from news.parser.whole_issue import read_issue, read_paste
from tests.news.parser.test_whole_issue import ARTICLE, LETTER, SIGNATURE, issue

from .issues import issue as source_of
from .issues import take

SECOND = "A second issue seems to follow."
LATER = "Most articles are dated after the issue."
NEXT = issue(
    masthead="Weekly News Update\nWASHINGTON, D.C. January 22, 2016",
    articles=ARTICLE.replace("Kyiv", "Riga").replace("14", "21"),
)


def record(text=None, sent=None, subject="", **parts):
    return make_record(SourceText("a.eml", Form.MAIL_TEXT, text or issue(**parts), subject, sent), NO_SOURCES)


def noon(*day):
    return datetime.datetime(*day, 17, tzinfo=datetime.UTC)


@pytest.mark.parametrize("text", [f"{issue()}\n\n{NEXT}", f"{issue()}\n\n{NEXT.partition('TO: ')[0]}{ARTICLE}"])
def test_an_issue_that_another_follows_is_doubted_however_it_came(text):
    found = record(text)
    assert SECOND in found.reasons
    assert found.confidence < THRESHOLD
    assert SECOND in read_paste(text).reasons


def test_two_issues_of_which_the_first_has_no_articles_are_told_too():
    assert SECOND in read_issue(f"{issue(articles='')}\n\n{NEXT}").reasons
    assert SECOND in read_issue(f"{issue(articles='')}\n\n{NEXT.partition(chr(10))[2]}").reasons


def test_a_second_issue_is_told_where_another_file_completes_the_first():
    two, alone = record(f"{issue()}\n\n{NEXT}"), record()
    assert SECOND in merge([two, alone]).record.reasons


@pytest.mark.parametrize(
    "article",
    [
        "From: Anna <anna@example.org>\nTo: Ben <ben@example.org>\nSent: January 13, 2016\nSubject: Weekly News Update",
        "TO: the readers of the paper\nFROM: its editors\nSo began the page of 1916.",
        "FOR IMMEDIATE RELEASE\nWASHINGTON, D.C. January 13, 2016 - NCSEJ welcomed the vote.\nDear Friends, it says.",
        "WASHINGTON, D.C. January 13, 2016\nDear Mr. Secretary:\nWe write about Minsk.",
    ],
)
def test_a_letter_a_mail_or_a_press_release_inside_an_article_is_no_second_issue(article):
    second = ARTICLE.replace("Kyiv", "Riga")
    assert SECOND not in read_issue(issue(articles=f"{ARTICLE}\n\n{second}\n{article}\n\n{second}")).reasons


def test_a_press_release_in_the_letter_and_a_mail_around_the_issue_are_no_second_issue():
    release = f"{LETTER}\n\nFOR IMMEDIATE RELEASE\n\nWASHINGTON, D.C. January 13, 2016\n\nNCSEJ welcomes the vote."
    assert SECOND not in read_issue(issue(letter=release)).reasons
    above = "Dear Friends,\n\nThe update of this week is below.\n\n---------- Forwarded message ---------"
    assert SECOND not in read_issue(f"{above}\n{issue()}").reasons


def test_a_whole_letter_in_the_letter_and_a_list_of_past_issues_are_no_second_issue():
    sent = "WASHINGTON, D.C. January 13, 2016\nTO: Members of Congress\nFROM: NCSEJ\n\nDear Member of Congress,"
    assert SECOND not in read_issue(issue(letter=f"{LETTER}\n\nThis week we sent this letter:\n\n{sent}")).reasons
    past = "Past issues\n\nNCSEJ Weekly Update January 8, 2016\n\nNCSEJ Weekly Update January 1, 2016"
    assert SECOND not in read_issue(f"{issue()}\n\n{past}").reasons


def test_the_masthead_that_a_pdf_repeats_on_each_page_is_no_second_issue():
    pages = f"{ARTICLE}\n\nNCSEJ Weekly News Update | January 15, 2016\n\n{ARTICLE.replace('Kyiv', 'Riga')}"
    assert SECOND not in read_issue(issue(articles=pages)).reasons


@pytest.mark.usefixtures("news_index")
def test_an_issue_of_a_day_to_come_stays_a_draft_whatever_is_asked_for():
    day = datetime.date.today() + datetime.timedelta(days=9)
    for is_dry in (True, False):
        (row,) = take(source_of(day), publish=True, threshold=0, is_dry=is_dry)
        assert row.result is Result.EARLY
        assert row.message == f"Its date, {day:%B} {day.day}, {day.year}, is still to come."
    (again,) = take(source_of(day), publish=True)
    assert again.result is Result.EARLY
    assert not WeeklyUpdate.objects.live().exists()


def test_articles_that_are_later_than_their_issue_keep_it_a_draft():
    later = ARTICLE.replace("January 14, 2016", "May 29, 2017")
    both = f"{later}\n\n{later.replace('Kyiv', 'Riga')}"
    found = record(articles=both)
    assert (found.reasons, found.confidence < THRESHOLD) == ((LATER,), True)
    assert LATER not in record(articles=f"{later}\n\n{ARTICLE.replace('Kyiv', 'Riga')}").reasons
    sunday = both.replace("May 29, 2017", "January 17, 2016")
    assert record(articles=sunday).reasons == ()


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (noon(2017, 1, 13), "The mail was sent about a year before or after the date of the issue."),
        (noon(2016, 1, 4), "The mail was sent before the date of the issue."),
        (noon(2016, 6, 20), ""),
        (noon(2016, 1, 15), ""),
    ],
)
def test_a_mail_of_another_year_or_of_before_keeps_its_issue_a_draft(sent, told):
    found = record(sent=sent)
    assert (told in found.reasons) == bool(told)
    assert (found.confidence < THRESHOLD) == bool(told)


@pytest.mark.parametrize("subject", ["Fwd: Weekly News Update", "Re: Weekly News Update", "WG: Weekly News Update"])
def test_a_mail_that_is_forwarded_or_answered_a_year_later_says_nothing_of_the_date(subject):
    found = record(sent=noon(2017, 1, 13), subject=subject)
    assert (found.reasons, found.confidence) == (("The mail is of January 13, 2017.",), 1)
    earlier = record(sent=noon(2015, 1, 16), subject=subject)
    assert "The mail was sent before the date of the issue." in earlier.reasons
    assert earlier.confidence < THRESHOLD


def test_the_head_of_a_forwarded_mail_contradicts_the_masthead_as_a_mail_does():
    head = (
        "---------- Forwarded message ---------\nFrom: NCSEJ <info@ncsej.org>\nDate: Fri, Jan 13, 2017\nSubject: Up\n"
    )
    found = record(f"{head}\n{issue()}", sent=noon(2019, 3, 5))
    assert "The mail was sent about a year before or after the date of the issue." in found.reasons
    assert found.confidence < THRESHOLD


def test_a_signature_of_another_year_keeps_the_issue_a_draft_and_one_of_the_day_before_does_not():
    far = record(signature=SIGNATURE.replace("2016", "2015"))
    assert far.reasons == ("The head and the signature have dates more than a week apart.",)
    assert far.confidence < THRESHOLD
    assert record(signature=SIGNATURE.replace("15", "14")).confidence >= THRESHOLD


def test_the_day_of_a_mail_is_that_of_washington():
    friday_evening = datetime.datetime(2016, 1, 16, 1, 30, tzinfo=datetime.UTC)
    found = record(masthead="Weekly News Update", signature="Mark B. Levin", sent=friday_evening)
    assert found.issue.date == datetime.date(2016, 1, 15)


def test_an_article_that_stands_there_twice_keeps_the_issue_a_draft():
    found = record(articles=f"{ARTICLE}\n\n{ARTICLE.replace('Kyiv', 'Riga')}\n\n{ARTICLE}")
    assert found.reasons == ("An article stands there twice.",)
    assert found.confidence < THRESHOLD
