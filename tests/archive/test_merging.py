"""Several files of one week are one issue: twins field by field, resends with their history, copies as nothing new."""

import datetime

import pytest

from archive import heads
from archive.importing.later import find_differences
from archive.importing.sameness import is_other_issue
from archive.merging import Difference, merge
from archive.reading import Form, SourceText
from archive.record import IssueRecord, fold_url, make_record
from news.parser.sources import NO_SOURCES
from news.parser.whole_issue import IssueDoubt
from tests.news.parser.test_whole_issue import LETTER, issue

SENT = datetime.datetime(2016, 1, 15, 20, tzinfo=datetime.UTC)
MAIL_ARTICLES = """\
Envoys Meet in Kyiv
By An Author
JTA, January 14, 2016
They met for an hour.
Read the full article here.

Choir Sings in Riga
BNS, January 13, 2016
It sang nine songs.
Read the full article here."""
PDF_ARTICLES = """\
Envoys Meet in Kyiv
By An Author
JTA, January 14, 2016
https://www.jta.org/1
They met for an hour. They will meet again in the spring, and everybody looks forward to it.

Town Mends a Roof
Reuters, January 13, 2016
https://www.reuters.com/2
The roof leaked.

Choir Sings in Riga
BNS, January 12, 2016
https://www.bns.lt/3
It sang nine songs."""

SAME_ARTICLES = "\n\n".join(each for each in PDF_ARTICLES.split("\n\n") if "Roof" not in each)


def record(
    text: str, path: str = "a.eml", form: Form = Form.MAIL_TEXT, *, subject: str = "", hours: int = 0
) -> IssueRecord:
    sent = None if form is Form.PDF else SENT + datetime.timedelta(hours=hours)
    return make_record(SourceText(path, form, text, subject, sent), NO_SOURCES)


@pytest.fixture
def twins() -> list[IssueRecord]:
    return [record(issue(articles=PDF_ARTICLES), "a.pdf", Form.PDF), record(issue(articles=MAIL_ARTICLES))]


def test_a_mail_and_its_pdf_are_one_issue(twins):
    merged = merge(twins)
    assert merged.record.source.path == "a.eml"
    assert [each.source.path for each in merged.twins] == ["a.pdf"]
    assert merged.history == ()


def test_addresses_are_taken_from_the_pdf(twins):
    merged = merge(twins)
    assert [each.url for each in merged.record.issue.clippings] == [
        *("https://www.jta.org/1", "https://www.reuters.com/2", "https://www.bns.lt/3")
    ]
    taken = Difference("clippings.1.url", "https://www.jta.org/1", "https://www.jta.org/1", "a.pdf")
    assert taken in merged.differences
    assert taken.is_taken
    assert "No address of the article was found." not in merged.record.issue.clippings[0].doubts


def articles(count: int, word: str) -> str:
    """So many articles with addresses, of which no two share a word of their headlines."""
    heads = (f"{word}{number}a {word}{number}b\nJTA, January 14, 2016" for number in range(count))
    return "\n\n".join(f"{head}\nhttps://x.org/{word}/{n}\nThey met." for n, head in enumerate(heads))


def test_each_address_is_read_once_however_many_there_are_to_compare(monkeypatch):
    """Two texts of 200 articles each took half a minute."""
    mail = record(issue(articles=articles(12, "Envoy")))
    pdf = record(issue(letter="Nothing of it.", articles=articles(12, "Choir")), "a.pdf", Form.PDF)
    read = []
    monkeypatch.setattr(heads, "fold_url", lambda url: read.append(url) or fold_url(url))
    assert len(merge([mail, pdf]).record.issue.clippings) == 24
    assert len(read) == 24
    assert is_other_issue(mail, pdf)
    assert len(read) == 48


def test_of_very_many_articles_not_all_headlines_are_compared(monkeypatch):
    monkeypatch.setattr("archive.merging.MAX_COMPARED", 1)
    texts = articles(2, "Envoy"), articles(2, "Envoy").replace("x.org", "y.org")
    mail, pdf = record(issue(articles=texts[0])), record(issue(articles=texts[1]), "a.pdf", Form.PDF)
    assert len(merge([mail, pdf]).record.issue.clippings) == 3


def test_the_public_sees_the_mails_excerpt_and_the_longer_text_is_kept_apart(twins):
    merged = merge(twins)
    assert merged.record.issue.clippings[0].excerpt == "They met for an hour."
    assert [*merged.long_texts] == [1]
    assert merged.long_texts[1].endswith("looks forward to it.")


def test_an_article_of_the_pdf_alone_is_kept_in_its_place_and_said(twins):
    merged = merge(twins)
    assert [each.headline for each in merged.record.issue.clippings] == [
        *("Envoys Meet in Kyiv", "Town Mends a Roof", "Choir Sings in Riga")
    ]
    assert [each.position for each in merged.record.issue.clippings] == [1, 2, 3]
    assert Difference("clippings.2", "Town Mends a Roof", "Town Mends a Roof", "a.pdf") in merged.differences


def test_what_both_say_otherwise_is_told_and_the_mail_prevails(twins):
    merged = merge(twins)
    assert merged.record.issue.clippings[2].date == datetime.date(2016, 1, 13)
    assert Difference("clippings.3.date", "2016-01-13", "2016-01-12", "a.pdf") in merged.differences


@pytest.mark.parametrize("is_pdf_later", [True, False])
def test_of_a_later_file_a_clipping_has_its_number_on_the_page_whichever_file_says_more(is_pdf_later):
    """The later file has one more in between, which the page has not."""
    kept, later = ("eml", "pdf") if is_pdf_later else ("pdf", "eml")
    forms = {"eml": Form.MAIL_TEXT, "pdf": Form.PDF}
    earlier = record(issue(articles=SAME_ARTICLES), f"kept.{kept}", forms[kept])
    articles = PDF_ARTICLES.replace("January 12", "January 14")
    found = find_differences(record(issue(articles=articles), f"later.{later}", forms[later]), [earlier])
    assert {(each.field, each.kept, each.other) for each in found} == {
        ("clippings", "", "Town Mends a Roof"),
        ("clippings.2.date", "2016-01-12", "2016-01-14"),
    }


def test_an_excerpt_that_is_no_part_of_the_other_is_told(twins):
    assert not [each for each in merge(twins).differences if each.field.endswith("excerpt")]
    pdf = record(
        issue(articles=PDF_ARTICLES.replace("for an hour. They will", "for two hours. They will")), "a.pdf", Form.PDF
    )
    (told,) = (each for each in merge([pdf, twins[1]]).differences if each.field.endswith("excerpt"))
    assert (told.field, told.kept) == ("clippings.1.excerpt", "They met for an hour.")
    assert told.other.startswith("They met for two hours. They will meet")


def test_an_article_of_the_mail_alone_is_kept_and_said():
    pdf = record(issue(articles=PDF_ARTICLES.split("\n\n")[0]), "a.pdf", Form.PDF)
    merged = merge([record(issue(articles=MAIL_ARTICLES)), pdf])
    assert len(merged.record.issue.clippings) == 2
    assert Difference("clippings.2", "Choir Sings in Riga", "", "a.pdf") in merged.differences


def test_a_letter_that_only_the_twin_has_is_taken():
    mail = record(issue(salutation="", letter="", signature="", head="", articles=MAIL_ARTICLES))
    merged = merge([mail, record(issue(articles=PDF_ARTICLES), "a.pdf", Form.PDF)])
    assert merged.record.issue.letter.startswith("This week the sample board met")
    assert merged.record.shape == "letter and articles"
    assert "No letter was found." not in merged.record.reasons
    assert merged.record.confidence > mail.confidence


@pytest.mark.parametrize(
    ("subject", "note"), [("CORRECTED: Weekly Update", ""), ("Weekly Update (corrected link)", ""), ("", "CORRECTED")]
)
def test_a_resend_is_the_issue_and_the_earlier_its_history(subject, note):
    first = record(issue(articles=MAIL_ARTICLES.replace("nine", "ten")), "first.eml")
    second = record(f"{note}\n\n{issue(articles=MAIL_ARTICLES)}".strip(), "second.eml", subject=subject, hours=1)
    for records in ([first, second], [second, first]):
        merged = merge(records)
        assert merged.record.source.path == "second.eml"
        assert [each.source.path for each in merged.history] == ["first.eml"]
        assert merged.record.issue.clippings[1].excerpt == "It sang nine songs."
        told = Difference("clippings.2.excerpt", "It sang nine songs.", "It sang ten songs.", "first.eml")
        assert told in merged.differences


def test_what_a_correction_left_out_or_changed_is_told_and_not_taken():
    first = record(issue(letter=LETTER.replace("sample", "same"), articles=MAIL_ARTICLES, foot=""), "first.eml")
    rest = MAIL_ARTICLES.split("\n\n")[0]
    second = record(issue(articles=rest, salutation=""), "second.eml", subject="CORRECTED", hours=1)
    merged = merge([first, second])
    assert [each.source.path for each in merged.history] == ["first.eml"]
    assert [(each.field, each.kept, each.other) for each in merged.differences if each.field != "letter"] == [
        ("salutation", "", "Dear Friend,"),
        ("clippings", "", "Choir Sings in Riga"),
    ]
    assert [each.field for each in merged.differences] == ["salutation", "letter", "clippings"]
    assert not any(each.is_taken for each in merged.differences)
    assert merged.record.issue.salutation == ""


def test_a_correction_is_the_issue_even_where_its_mail_has_no_date():
    first, second = issue(articles=MAIL_ARTICLES), issue(articles=MAIL_ARTICLES.replace("nine", "ten"))
    corrected = make_record(SourceText("b.eml", Form.MAIL_TEXT, second, "CORRECTED: Weekly"), NO_SOURCES)
    assert corrected.is_correction
    assert merge([record(first), corrected]).history[0].source.path == "a.eml"


def test_the_same_issue_once_more_changes_nothing():
    page = "<p>" + issue(articles=MAIL_ARTICLES).replace("\n\n", "</p><p>").replace("\n", "<br>") + "</p>"
    first = record(issue(articles=MAIL_ARTICLES))
    merged = merge([first, record(page, "b.html", Form.HTML, hours=2)])
    assert (merged.differences, merged.history, merged.long_texts) == ((), (), {})
    assert merged.record.is_copy(first)


def test_merging_nothing_is_refused():
    with pytest.raises(ValueError, match="no record"):
        merge([])


def test_a_link_that_a_mail_service_hides_may_be_what_was_corrected():
    articles = MAIL_ARTICLES.replace("here.", "here. https://x.us1.list-manage.com/track/click?u=1&id=2")
    first = record(issue(articles=articles))
    second = record(issue(articles=articles.replace("id=2", "id=3")), "b.eml", subject="Corrected link", hours=1)
    merged = merge([first, second])
    assert not second.is_copy(first)
    assert [each.source.path for each in merged.history] == ["a.eml"]
    assert merged.record.issue.clippings[0].url.endswith("id=3")


def test_where_a_mail_service_hides_a_link_the_other_one_stays_and_nothing_differs():
    shown = record(issue(articles=MAIL_ARTICLES.replace("here.", "here. https://www.jta.org/1")))
    hidden = record(
        issue(articles=MAIL_ARTICLES.replace("here.", "here. https://x.list-manage.com/track/click?u=1")), "b"
    )
    later = record(hidden.source.text, "c.eml", hours=1)
    for records in ([shown, hidden], [hidden, shown], [shown, later]):
        assert merge(records).history == ()
        assert [each.url for each in merge(records).record.issue.clippings] == ["https://www.jta.org/1"] * 2
    assert merge([shown, hidden]).differences == ()


@pytest.mark.parametrize("subject", ["Re: Weekly Update", "FW: Weekly Update", "Fwd: Weekly Update"])
def test_an_answer_that_quotes_the_issue_is_no_later_sending(subject):
    answer = record(f"Thank you!\n\n{issue(articles=MAIL_ARTICLES)}", "b.eml", subject=subject, hours=3)
    merged = merge([record(issue(articles=MAIL_ARTICLES)), answer])
    assert (merged.record.source.path, merged.history) == ("a.eml", ())
    assert merge([answer]).record.source.path == "b.eml"


def test_a_letter_that_asks_for_a_correction_corrects_no_mail():
    style = "<style>/* corrects the width of tables */</style>"
    assert not record(issue(letter="We asked for a correction of the law. It was corrected.")).is_correction
    assert not record(f"{style}<p>{issue()}</p>", form=Form.MAIL_HTML).is_correction
    assert record(f"<p>CORRECTED</p><p>{issue()}</p>", form=Form.MAIL_HTML).is_correction


def test_a_letter_that_is_taken_brings_its_doubts_and_the_notes_of_its_file():
    mail = record(issue(salutation="", letter="", signature="", head="", articles=MAIL_ARTICLES))
    letter = "The NCESJ board\ufffds members met in Washington and spoke of anti- Semitism there."
    pdf = make_record(
        SourceText("a.pdf", Form.PDF, issue(letter=letter, articles=SAME_ARTICLES), notes=("A page was empty.",)),
        NO_SOURCES,
    )
    merged = merge([mail, pdf]).record
    assert {IssueDoubt.MISSPELT_NAME, IssueDoubt.LOST_LETTER, IssueDoubt.HYPHEN} <= {*merged.issue.doubts}
    assert "A page was empty." in merged.reasons
    assert merged.confidence == 0.86


def test_what_contradicts_costs_confidence_and_is_told():
    letter = "We mourn a friend of our house today, and remember what she did for all of us through hard years."
    head = "TO: All\nFROM: Anna Example, Chair"
    mail = record(issue(articles=PDF_ARTICLES))
    other = record(issue(articles=PDF_ARTICLES, letter=letter, head=head), "b.pdf", Form.PDF)
    merged = merge([mail, other]).record
    assert "Another file of that date has another letter." in merged.reasons
    assert "Another file of that date has other names under FROM." in merged.reasons
    assert merged.confidence == 0.6


def test_a_few_other_words_or_another_date_cost_little(twins):
    changed = record(issue(letter=LETTER.replace("sample", "same"), articles=SAME_ARTICLES), "b.pdf", Form.PDF)
    merged = merge([twins[1], changed]).record
    assert merged.reasons[-2:] == (
        "Another file of that date has other words in the letter.",
        "Another file of that date has other dates of articles.",
    )
    assert merged.confidence == 0.9


def test_lines_of_the_twin_that_belong_nowhere_are_kept(twins):
    lines = "Words that belong nowhere at all\n\n"
    pdf = record(issue(foot=f"{lines}Dear Friend,"), "a.pdf", Form.PDF)
    merged = merge([record(issue()), pdf]).record
    assert [line.text for line in merged.issue.unplaced] == ["Words that belong nowhere at all"]
    assert IssueDoubt.UNPLACED in merged.issue.doubts
