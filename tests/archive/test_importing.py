"""What becomes of an old issue: a draft of which nothing is lost, and which nobody's work is overwritten for."""

import datetime

import pytest
from django.db import DatabaseError, OperationalError

from archive.importing.rows import Result
from archive.importing.sources import add_row
from archive.models import ImportedIssue, ImportedSource
from archive.reading import Form, Refused, SourceText
from news.models import Source, WeeklyUpdate
from pages.models import Term
from tests.factories import PersonFactory, StatementFactory, TermFactory, WeeklyUpdateFactory
from tests.pages.trash.steps import delete, undo

from .issues import LETTER, issue, take

pytestmark = pytest.mark.usefixtures("news_index")
DAY = datetime.date(2017, 4, 7)


def stored() -> WeeklyUpdate:
    """The draft of the one issue."""
    return ImportedIssue.objects.get().page.get_latest_revision_as_object()


def test_an_issue_becomes_a_draft_with_all_its_fields():
    (row,) = take(issue())
    draft = stored()
    assert (row.result, row.date, row.clippings, row.unplaced_words) == (Result.STORED, "2017-04-07", 2, 0)
    assert row.page_id == draft.pk
    assert not draft.live
    assert (draft.date, draft.title, draft.slug) == (DAY, "Weekly Update, April 7, 2017", "2017-04-07")
    assert "weekly news update" in draft.kicker.lower()
    assert draft.addressee == "NCSEJ Leadership and Interested Parties"
    assert [block.value["name"] for block in draft.sent_from] == ["Daniel Rubin", "Aleksander Smukler", "Mark B. Levin"]
    assert draft.letter == f"<p>Dear Friend,</p><p>{LETTER}</p><p>Sincerely,</p>"
    assert draft.signature == "Mark B. Levin\nExecutive Vice-Chairman & CEO"
    first, second = (block.value for block in draft.clippings)
    assert first["headline"] == "Parliament in Kyiv passes a law on restitution"
    assert (first["byline"], first["source"], first["date"]) == ("Anna Example", "JTA", DAY)
    assert first["url"] == "https://www.jta.org/2017/04/05/restitution"
    assert second["source"] == "RFE/RL"
    assert second["excerpt"].startswith("A library with ten thousand books")


def test_the_title_of_a_special_report_is_the_first_line_of_its_letter():
    text = f"A Special Report on a Law\n\nWASHINGTON, D.C. April 7, 2017\n\n{LETTER}\n\nNCSEJ will follow it."
    take(SourceText(path="a.txt", form=Form.TEXT, text=text))
    assert stored().letter == f"<p>A Special Report on a Law</p><p>{LETTER}</p><p>NCSEJ will follow it.</p>"
    assert stored().unplaced_lines == ""


def test_what_is_suggested_is_marked_so_with_its_reasons():
    take(issue())
    imported, draft = ImportedIssue.objects.get(), stored()
    assert imported.suggested == ["search_description", "clippings"]
    assert draft.search_description.startswith("This week the Jewish community of Riga")
    assert [block.value["countries"] for block in draft.clippings] == [["UA"], ["LV"]]
    assert "“Kyiv” (capital, in the headline)" in imported.country_reasons[draft.clippings[0].id]["UA"]


def test_the_original_and_the_text_are_kept_with_the_page():
    source = issue(sent=datetime.datetime(2017, 4, 7, 18, tzinfo=datetime.UTC), subject="Weekly Update")
    take(source)
    row = ImportedSource.objects.get()
    assert (row.text, row.subject, row.sent, row.form) == (source.text, source.subject, source.sent, "text")
    assert row.original.read() == source.original
    assert row.original.name.startswith("archive/")


def test_senders_stay_as_they_were_written_and_what_the_site_has_otherwise_is_told():
    levin = PersonFactory(name="Mark B. Levin")
    TermFactory(person=levin, title="Executive Vice-Chairman & CEO")
    rubin = PersonFactory(name="Daniel Rubin")
    TermFactory(person=rubin, role=Term.Role.CHAIR, title="Chairman", starts_on=datetime.date(2018, 1, 1))
    smukler = PersonFactory(name="Alexander Smukler", other_names="Aleksander Smukler, Aleksander K. Smukler")
    TermFactory(person=smukler, role=Term.Role.PRESIDENT, title="Treasurer", starts_on=datetime.date(2011, 1, 1))
    take(issue())
    assert [block.value["name"] for block in stored().sent_from][1] == "Aleksander Smukler"
    assert ImportedIssue.objects.get().notes == [
        "Aleksander Smukler stands under FROM; among the people it is Alexander Smukler.",
        "Daniel Rubin stands under FROM, and has no term on that day among the people.",
        "Aleksander Smukler stands under FROM as “President”; among the people it is “Treasurer”.",
    ]


def test_a_clipping_of_our_own_leads_to_the_statement():
    statement = StatementFactory(title="Library opens in Riga", date=DAY)
    StatementFactory(date=DAY)
    take(issue(source="NCSEJ"))
    assert stored().clippings[1].value["url"] == statement.full_url
    assert "our statement “Library opens in Riga”" in ImportedIssue.objects.get().notes[0]


def test_a_statement_of_the_same_day_about_something_else_is_only_named():
    StatementFactory(title="On the earthquake in Armenia", date=DAY)
    take(issue(source="NCSEJ"))
    assert stored().clippings[1].value["url"] == "https://www.rferl.org/a/library-riga/28411111.html"
    (note,) = ImportedIssue.objects.get().notes
    assert note.endswith("is of the day of our statement “On the earthquake in Armenia”, and is not linked to it.")


def test_an_address_that_gives_way_to_our_statement_is_told():
    StatementFactory(title="A library opens in Riga", date=DAY)
    take(issue(source="NCSEJ"))
    assert "instead of https://www.rferl.org/a/library-riga/28411111.html" in ImportedIssue.objects.get().notes[0]


def test_links_of_the_letter_that_could_run_a_script_are_left_out():
    head = "<p>NCSEJ WEEKLY NEWS UPDATE</p><p>WASHINGTON, D.C. April 7, 2017</p><p>TO: All</p><p>Dear Friend,</p>"
    letter = '<p>See <a href="https://example.org/a">our page</a> and <a href="javascript:x">this</a>.</p>'
    text = f"{head}{letter}<p>Mark Levin<br>CEO</p>"
    take(SourceText(path="a.html", form=Form.HTML, text=text))
    assert '<a href="https://example.org/a">our page</a> and this.' in stored().letter


def test_a_draft_that_somebody_changed_is_never_overwritten():
    take(issue())
    page = stored()
    page.letter = "<p>Mended by hand.</p>"
    page.save_revision()
    (row,) = take(issue(letter=f"{LETTER} And more was said later.", path="later.txt"))
    assert row.result is Result.BESIDE
    assert stored().letter == "<p>Mended by hand.</p>"


def test_a_draft_that_was_reviewed_is_never_overwritten():
    take(issue())
    ImportedIssue.objects.update(state=ImportedIssue.State.REVIEWED)
    (row,) = take(issue(letter=f"{LETTER} And more was said later.", path="later.txt"))
    assert row.message.startswith("The page was reviewed. It is left as it is.")


def test_a_page_that_was_made_by_hand_is_never_touched():
    page = WeeklyUpdateFactory(date=DAY)
    (row,) = take(issue())
    assert (row.result, row.page_id) == (Result.BY_HAND, page.pk)
    assert not ImportedIssue.objects.exists()
    assert page.revisions.count() == 1


def test_a_later_sending_is_the_issue_and_the_earlier_its_history():
    morning = datetime.datetime(2017, 4, 7, 14, tzinfo=datetime.UTC)
    first = issue(form=Form.MAIL_TEXT, sent=morning, path="a.eml")
    later = issue(
        form=Form.MAIL_TEXT,
        sent=morning.replace(hour=20),
        subject="CORRECTED: Weekly Update",
        letter=LETTER.replace("Riga", "Vilnius"),
        path="b.eml",
    )
    rows = take(first, later)
    assert [row.result for row in rows] == [Result.STORED, Result.COMPLETED]
    assert rows[1].message == "It replaces a.eml, sent earlier. Differences: 1."
    assert [each["field"] for each in ImportedIssue.objects.get().differences] == ["letter"]
    assert "Vilnius" in stored().letter
    assert dict(ImportedSource.objects.values_list("path", "role")) == {"a.eml": "history", "b.eml": "current"}


def test_a_resend_that_is_read_first_stays_the_issue():
    first = issue(form=Form.MAIL_TEXT, path="b.eml")
    later = issue(form=Form.MAIL_TEXT, subject="CORRECTED", letter=LETTER.replace("Riga", "Vilnius"), path="a.eml")
    rows = take(later, first)
    assert "Vilnius" in stored().letter
    assert rows[1].message == "It was sent again: a.eml is the issue, this its history. Differences: 1."


def test_a_twin_with_longer_texts_completes_the_issue_and_they_stay_with_staff():
    mail = issue(form=Form.MAIL_TEXT, path="a.eml")
    longer = "in the presence of the president. " + "Many more people came to see it than anybody had expected. " * 5
    text = mail.text.replace("in the presence of the president.", longer)
    pdf = SourceText(path="a.pdf", form=Form.PDF, text=text)
    take(mail)
    ids = [block.id for block in stored().clippings]
    (row,) = take(pdf)
    imported = ImportedIssue.objects.get()
    assert row.result is Result.COMPLETED
    assert dict(ImportedSource.objects.values_list("path", "role")) == {"a.eml": "current", "a.pdf": "twin"}
    assert "anybody had expected" not in stored().clippings[1].value["excerpt"]
    assert "anybody had expected" in imported.long_texts[ids[1]]
    assert [block.id for block in stored().clippings] == ids


def test_a_pdf_that_comes_before_its_mail_shows_readers_no_whole_texts():
    longer = "in the presence of the president. " + "Many more people came to see it than anybody had expected. " * 30
    text = issue().text.replace("in the presence of the president.", longer)
    take(SourceText(path="a.pdf", form=Form.PDF, text=text), publish=True)
    (clipping,) = [block for block in WeeklyUpdate.objects.live().get().clippings if "Riga" in block.value["headline"]]
    assert len(clipping.value["excerpt"]) <= 1002
    assert len(ImportedIssue.objects.get().long_texts[clipping.id]) > 1500


def test_it_is_told_that_readers_see_an_earlier_version():
    take(issue(), publish=True)
    letter = "We mourn a friend of our house today, and remember what she did for all of us through hard years."
    (row,) = take(issue(form=Form.PDF, letter=letter, path="a.pdf"), publish=True)
    assert row.result is Result.BELOW_THRESHOLD
    assert row.message.endswith("Readers see the page as it was published before.")
    assert LETTER in WeeklyUpdate.objects.live().get().letter


def test_a_page_comes_back_from_the_trash_with_what_was_imported(administrator):
    take(issue())
    page, original = WeeklyUpdate.objects.get(), ImportedSource.objects.get().original.name
    delete(administrator, page)
    assert not ImportedIssue.objects.exists()
    undo(administrator)
    assert ImportedIssue.objects.get().page == page
    assert ImportedSource.objects.get().original.name == original
    assert take(issue())[0].result is Result.SAME


def test_a_dry_run_needs_no_database(monkeypatch, django_assert_num_queries):
    def fail(manager):
        raise DatabaseError

    monkeypatch.setattr(Source.objects.__class__, "as_table", fail)
    with django_assert_num_queries(0):
        (row,) = take(issue(), is_dry=True)
    assert (row.result, row.record["clippings"][1]["source"]) == (Result.STORED, "RFE/RL")
    with pytest.raises(DatabaseError):
        take(issue())


def test_a_letter_alone_and_the_articles_alone_are_one_issue():
    head, articles = issue().text.split("Parliament in Kyiv", 1)
    mail = SourceText(path="a.eml", form=Form.MAIL_TEXT, text=head)
    brief = f"NCSEJ WEEKLY NEWS BRIEF\n\nApril 7, 2017\n\nParliament in Kyiv{articles}"
    rows = take(mail, SourceText(path="a.pdf", form=Form.PDF, text=brief))
    assert [row.result for row in rows] == [Result.STORED, Result.COMPLETED]
    assert (LETTER in stored().letter, len(stored().clippings)) == (True, 2)


def test_a_dry_run_stores_nothing_and_merges_what_belongs_together():
    mail = issue(form=Form.MAIL_TEXT, path="a.eml")
    pdf = issue(form=Form.PDF, letter="", path="a.pdf")
    rows = take(mail, pdf, mail, is_dry=True)
    assert [row.result for row in rows] == [Result.STORED, Result.COMPLETED, Result.SAME]
    assert rows[1].record["letter"] == LETTER
    assert not WeeklyUpdate.objects.exists()
    assert not ImportedSource.objects.exists()


def test_what_cannot_be_stored_is_told_and_the_others_go_on(monkeypatch):
    bounce = issue(subject="Undeliverable: Weekly Update", form=Form.MAIL_TEXT)
    undated = SourceText(path="undated.txt", form=Form.TEXT, text=issue().text.replace("April 7, 2017", ""))
    rows = take(Refused("big.pdf", "A file of 41 MB."), bounce, undated, issue(datetime.date(1901, 1, 4)), issue())
    results = [Result.REFUSED, Result.NO_ISSUE, Result.UNDATED, Result.UNDATED, Result.STORED]
    assert [row.result for row in rows] == results
    assert rows[0].message == "A file of 41 MB."


def test_a_failure_is_told_leaves_nothing_and_the_others_go_on(monkeypatch, caplog):
    def fail(*args):
        raise OSError("no room")

    with monkeypatch.context() as patch:
        patch.setattr("archive.importing.importer.add_row", fail)
        (row,) = take(issue())
    assert row.result is Result.FAILED
    assert not WeeklyUpdate.objects.exists()
    assert "2017-04-07.txt could not be imported" in caplog.text
    assert take(issue())[0].result is Result.STORED


@pytest.mark.parametrize(("failures", "result"), [(1, Result.STORED), (2, Result.FAILED)])
def test_what_the_database_breaks_off_is_tried_once_more(monkeypatch, failures, result):
    waiting = [OperationalError("deadlock detected")] * failures

    def break_off(issue, source):
        if waiting:
            raise waiting.pop()
        return add_row(issue, source)

    monkeypatch.setattr("archive.importing.importer.add_row", break_off)
    assert take(issue())[0].result is result
    assert ImportedSource.objects.count() == 2 - failures


def test_a_later_sending_whose_file_has_the_same_name_makes_only_the_earlier_history():
    first = issue(form=Form.MAIL_TEXT, path="issue.eml")
    later = issue(form=Form.MAIL_TEXT, subject="CORRECTED", letter=LETTER.replace("Riga", "Vilnius"), path="issue.eml")
    take(first, later)
    assert {row.role: "Vilnius" in row.text for row in ImportedSource.objects.all()} == {
        "current": True,
        "history": False,
    }


def test_a_text_with_what_the_database_cannot_hold_is_stored():
    (row,) = take(issue(letter=f"{LETTER} A\x00B \ud800."))
    assert row.result is Result.STORED
    assert "A\ufffdB \ufffd." in stored().letter
