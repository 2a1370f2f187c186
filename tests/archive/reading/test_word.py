"""Word files are read without their pictures, however they are named and wherever they lie."""

import pytest

from archive.reading import Form

from .reading import read, read_one
from .samples import WORDS, docx, mail, zip_of

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_a_word_file_is_read_without_its_pictures():
    source = read_one("issue.docx", docx("Dear Friend,", WORDS, **{"word/media/image1.png": b"x"}))
    assert (source.form, source.text) == (Form.WORD, f"<p>Dear Friend,</p><p>{WORDS}</p>")


def test_the_head_and_foot_of_a_words_pages_are_read_once():
    head = "<w:p><w:r><w:t>Weekly Update</w:t></w:r><w:r><w:t xml:space='preserve'> &amp; more</w:t></w:r></w:p>"
    more = {"word/header1.xml": head, "word/header2.xml": head, "word/footer1.xml": head.replace("Weekly", "Last")}
    text = read_one("issue.docx", docx(WORDS, **more)).text
    assert text == f"<p>Weekly Update &amp; more</p><p>{WORDS}</p><p>Last Update &amp; more</p>"


@pytest.mark.parametrize("name", ["issue.txt", "issue.doc", "issue.zip"])
def test_a_word_file_is_known_by_its_content(name):
    assert read_one(name, docx(WORDS)).form == Form.WORD


def test_a_word_file_in_a_zip_and_in_a_mail_is_read():
    assert read_one("all.zip", zip_of({"issue.docx": docx(WORDS)})).path == "all.zip/issue.docx"
    _, attached = read("issue.eml", mail(attached=[("issue.docx", TYPE, docx(WORDS))]))
    assert (attached.form, attached.path) == (Form.WORD, "issue.eml, issue.docx")
