"""What an editor is told of an old issue before it is stored: its fields, its shape, and how far it can be trusted."""

import datetime

import pytest

from archive.reading import Form, SourceText
from archive.record import IssueRecord, Shape, make_record
from news.parser.sources import NO_SOURCES
from quality.bench.lost_words import count_lost_words
from tests.news.parser.test_whole_issue import ARTICLE, LETTER, issue

SENT = datetime.datetime(2016, 1, 15, 21, 5, tzinfo=datetime.UTC)


def record(
    text: str, *, subject: str = "", sent: datetime.datetime | None = SENT, form: Form = Form.MAIL_TEXT
) -> IssueRecord:
    return make_record(SourceText("box.mbox, message 3", form, text, subject, sent), NO_SOURCES)


def test_the_record_has_the_fields_of_the_issue_and_where_they_come_from():
    found = record(issue())
    fields = found.as_dict()
    assert [*fields][:11] == [
        *("date", "kicker", "to", "from", "salutation", "letter", "signature", "clippings", "unplaced", "confidence"),
        "reasons",
    ]
    assert (fields["date"], fields["letter"], fields["confidence"]) == ("2016-01-15", LETTER, 1.0)
    assert fields["source"] == {"path": "box.mbox, message 3", "form": "mail, text"}
    assert (fields["shape"], fields["summary"]) == ("letter and articles", LETTER.split("\n")[0])
    assert count_lost_words(found.source.text, found.issue) == 0


def test_the_title_of_a_special_report_is_in_its_record():
    report = "A Special Report\nOn a Sample Law\nWASHINGTON, D.C. January 15, 2016\n\nNCSEJ has read the law."
    fields = record(report).as_dict()
    assert (fields["title"], fields["unplaced"]) == ("A Special Report On a Sample Law", [])


def test_a_special_report_of_a_few_paragraphs_is_kept_though_it_never_names_the_organization():
    report = "Special Report: Elections and\nSchools in Riga\n\nWASHINGTON, D.C. January 15, 2016\n\nStaff saw Riga."
    found = record(f"{report} They met the council.\n\nIn Vilnius they saw a museum.", sent=None, form=Form.TEXT)
    assert (found.shape, found.issue.title) == (Shape.REPORT, "Special Report: Elections and Schools in Riga")


def test_the_texts_of_pictures_and_what_a_style_hides_are_left_out_by_name():
    page = "".join(f"<p>{line}</p>" for line in issue().splitlines())
    unseen = (
        '<div style="display:none">Words of the preheader &zwnj;&nbsp;</div><img src="a" alt="The choir of Riga">'
        "<img alt='photo.jpg'><img alt=''><p style='display: none'>&zwnj; &nbsp;</p>"
    )
    found = record(f"{unseen}{page}", form=Form.MAIL_HTML)
    rules = {each["text"].strip(): each["rule"] for each in found.as_dict()["boilerplate"] if each["position"] == 0}
    assert {rule: text.split("\u200c")[0].strip() for text, rule in rules.items()} == {
        "hidden text": "Words of the preheader",
        "text of a picture": "The choir of Riga",
    }
    assert found.confidence == record(page, form=Form.MAIL_HTML).confidence


def test_each_line_that_is_left_out_is_named_with_its_rule():
    left_out = record(issue(foot="About NCSEJ\nUnsubscribe")).as_dict()["boilerplate"]
    assert ("about the organization", "About NCSEJ") in [(each["rule"], each["text"]) for each in left_out]
    assert ("unsubscribe", "Unsubscribe") in [(each["rule"], each["text"]) for each in left_out]


def test_a_word_that_the_record_lacks_is_counted():
    found = record(issue())
    assert count_lost_words(f"{issue()}lostword", found.issue) == 1


def test_an_issue_without_a_date_has_that_of_its_mail():
    found = record(issue(masthead="Weekly News Update", signature="Mark B. Levin\nExecutive Vice-Chairman & CEO"))
    assert found.issue.date == SENT.date()
    assert "The date was taken from the head of the mail." in found.reasons


def test_an_editor_is_told_that_the_mail_is_of_another_month():
    found = record(issue(), sent=SENT.replace(month=3))
    assert found.issue.date == datetime.date(2016, 1, 15)
    assert found.reasons == ("The mail is of March 15, 2016.",)


def test_what_a_reader_noted_is_among_the_reasons():
    source = SourceText("a.eml", Form.MAIL_TEXT, issue(), notes=("The mail's date could not be read.",))
    assert make_record(source, NO_SOURCES).reasons == ("The mail's date could not be read.",)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        (issue(), Shape.LETTER_AND_ARTICLES),
        (issue(articles=""), Shape.LETTER),
        (f"NCSEJ WEEKLY NEWS BRIEF\nWASHINGTON, D.C. January 15, 2016\n\n{ARTICLE}\n\n{ARTICLE}", Shape.ARTICLES),
        (
            "A Special Report\nOn a Sample Law\nWASHINGTON, D.C. January 15, 2016\n\nNCSEJ has read the law.",
            Shape.REPORT,
        ),
    ],
)
def test_the_shape_says_what_the_text_holds_of_an_issue(text, shape):
    assert record(text).shape is shape


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Undelivered Mail Returned to Sender", f"This is the mail system at host mail.example.org.\n\n{issue()}"),
        ("", f"Delivery has failed to these recipients or groups:\n\nsomebody@example.org\n\n{issue()}"),
        ("", f"Dear Sender,\n\nYour message did not reach some of the recipients.\n\n{issue()}"),
        ("", f"Dear all,\n\nOut of office until January 18.\n\n{issue()}"),
        ("", f"This is the Barracuda server at mx.example.org.\n\n{issue()}"),
        ("", f"This is the Mailer-Daemon at example.org.\n\n{issue()}"),
        ("Out of Office Re: NCSEJ Weekly", f"I return on Monday.\n\n{issue()}"),
        ("Out of the office", issue()),
        ("Automatic reply: NCSEJ Weekly Top 10", "I am away until Monday, January 18, 2016."),
        ("Lunch", "Dear Anna,\n\nshall we meet on Friday at noon?\n\nBoris"),
        ("", ""),
    ],
)
def test_a_bounce_or_another_mail_is_no_issue(subject, text):
    assert not record(text, subject=subject).is_issue


@pytest.mark.parametrize(
    ("salutation", "start"),
    [
        ("Dear Friend,", "This is the week of"),
        ("", "This is the mail of"),
        ("", "This is the first program of"),
        ("", "Out of the office, into"),
        ("", "Out of the office and into"),
    ],
)
def test_a_letter_that_begins_like_a_bounce_is_the_letter_of_its_issue(salutation, start):
    text = issue(salutation=salutation, letter=f"{start} the sample board.\n\n{LETTER}")
    assert record(text).shape is Shape.LETTER_AND_ARTICLES


def test_the_same_issue_is_a_copy_in_any_form():
    first, *others = (
        record(text, form=form)
        for text, form in (
            (issue(), Form.TEXT),
            (issue(foot="Sent by another service\nUnsubscribe"), Form.MAIL_TEXT),
            (
                "<p>" + issue().replace("\n\n", "</p><p>").replace("&", "&amp;").replace("\n", "<br>") + "</p>",
                Form.HTML,
            ),
            (issue().replace("https://www.jta.org/1", "http://jta.org/1/?utm_source=mail"), Form.TEXT),
        )
    )
    assert [each.is_copy(first) for each in others] == [True, True, True]
    assert not record(issue(letter="Another letter.")).is_copy(first)
    assert not record(issue().replace("jta.org/1", "jta.org/2")).is_copy(first)


def test_a_summary_is_suggested_from_the_first_sentences_that_fit():
    long = "The board met in Washington and spoke about a law of the sample parliament. " * 4
    assert len(record(issue(letter=f"Shabbat Shalom!\n\n{long}")).summary) <= 200
    assert record(issue(letter=f"Shabbat Shalom!\n\n{long}")).summary.startswith("The board met in Washington")
    assert record(issue(letter="Shabbat Shalom!")).summary == "Envoys Meet in Kyiv"
