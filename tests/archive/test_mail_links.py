"""The redirects of mail services: none stays in an issue, its words do, and an editor is told of each."""

import re

import pytest

from archive.importing.rows import Result
from archive.mail_links import leave_out_mail_redirects
from archive.merging import merge
from archive.models import ImportedIssue
from archive.reading import Form, SourceText
from archive.record import make_record
from news.parser.sources import NO_SOURCES
from quality.bench.lost_words import count_lost_words

from .issues import LETTER, issue, take

ARTICLE = "https://www.jta.org/2017/04/05/restitution"
HIDDEN = "http://r20.rs6.net/tn.jsp?f=001abc&c=&ch="
IN_LETTER = "https://x.us1.list-manage.com/track/click?u=1&id=2"


def hide(text, url=HIDDEN):
    return re.sub(re.escape(ARTICLE), url, text)


def as_page(text):
    """As a mail service sends it: each address is behind a word."""
    text = re.sub(r"here\. (https?://\S+)", r'<a href="\1">here</a>.', text.replace("&", "&amp;"))
    return "<p>" + text.replace("\n\n", "</p><p>").replace("\n", "<br>") + "</p>"


def mail(text, form=Form.MAIL_TEXT):
    return SourceText(path="a.eml", form=form, text=text)


def cut(source):
    return leave_out_mail_redirects(merge([make_record(source, NO_SOURCES)])).record


@pytest.mark.parametrize(
    "source",
    [mail(hide(issue().text)), mail(as_page(hide(issue().text)), Form.MAIL_HTML)],
    ids=["text", "page"],
)
def test_an_articles_hidden_address_is_no_link_but_a_reason_and_too_unsure_to_be_published(source, news_index):
    (row,) = take(source, publish=True)
    assert row.result is Result.BELOW_THRESHOLD
    imported = ImportedIssue.objects.get()
    page = imported.page.get_latest_revision_as_object()
    assert [block.value["url"] for block in page.clippings] == [
        "",
        "https://www.rferl.org/a/library-riga/28411111.html",
    ]
    assert "rs6" not in f"{page.letter}{page.clippings.raw_data}{page.unplaced_lines}"
    assert imported.record["confidence"] == 0.7
    assert imported.record["reasons"] == [
        "The address of an article is known to a mail service alone.",
        f"1 link leads by way of a mail service, and the target is not in the address: {HIDDEN}",
    ]


@pytest.mark.parametrize("written", ["our page <{}> today.", "our page ({}) today.", "our page today: {}."])
def test_a_link_that_is_written_out_in_the_letter_leaves_its_words(written):
    source = mail(issue(letter=f"{LETTER} See {written.format(IN_LETTER)}").text)
    record = cut(source)
    assert record.issue.letter.replace(":", "") == f"{LETTER} See our page today."
    assert record.confidence == 0.9
    assert IN_LETTER in record.reasons[-1]
    assert count_lost_words(source.text, record.issue) == 0


def test_a_link_behind_words_of_the_letter_leaves_them():
    text = as_page(issue(letter=f"{LETTER} See our page.").text)
    record = cut(mail(text.replace("our page", f'<a href="{IN_LETTER}">our page</a>'), Form.MAIL_HTML))
    assert (record.issue.letter, record.issue.letter_links) == (f"{LETTER} See our page.", ())
    assert record.reasons[0] == "Where a link of the letter leads is known to a mail service alone."


def test_an_address_that_a_twin_tells_is_taken_from_it():
    records = [make_record(mail(text), NO_SOURCES) for text in (hide(issue().text), issue().text)]
    found = leave_out_mail_redirects(merge(records)).record
    assert (found.issue.clippings[0].url, found.reasons, found.confidence) == (ARTICLE, (), 1.0)


def test_a_link_that_shows_its_target_or_a_short_one_stays():
    for url in ("https://bit.ly/3abc", "https://mailchi.mp/example/story"):
        assert cut(mail(hide(issue().text, url))).issue.clippings[0].url == url


def test_a_paragraph_that_begins_with_such_a_link_stays_one():
    record = cut(mail(issue(letter=f"{LETTER}\n\n{IN_LETTER} tells more of it.").text))
    assert record.issue.letter.split("\n\n")[1].strip() == "tells more of it."


def test_what_staff_read_of_a_twin_has_no_such_link():
    longer = " It was opened by the mayor, who spoke of the hundred years before, and of those who had read there."
    text = issue().text
    excerpt = make_record(mail(text), NO_SOURCES).issue.clippings[0].excerpt.partition("\n")[0]
    twin = mail(text.replace(excerpt, f"{excerpt}{longer} See {HIDDEN} for all of it."), Form.PDF)
    found = leave_out_mail_redirects(merge([make_record(source, NO_SOURCES) for source in (mail(text), twin)]))
    assert longer.strip() in found.long_texts[1]
    assert "rs6" not in f"{found.long_texts}{found.differences}"
    assert HIDDEN in found.record.reasons[-1]


def test_another_redirect_to_the_same_is_no_difference():
    one, two = (make_record(issue(letter=f"{LETTER} See {IN_LETTER}{number}"), NO_SOURCES) for number in (1, 2))
    merged = merge([one, two])
    assert [each.field for each in merged.differences] == ["letter"]
    assert leave_out_mail_redirects(merged).differences == ()
