"""What is large or in a difficult format is read in a process of its own, and says the same as here."""

import pytest

from archive.reading import Form, isolated
from archive.reading.contents import read_content
from archive.reading.origin import Origin
from tests.pages.documents import pdf_files

from .reading import read, refusal
from .samples import WORDS, mail, pdf

FOOT = "\n\nSent to: jane@example.org\n\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("large.eml", bytes(mail(html="", text=f"{WORDS}{FOOT}" + f"{' ' * 70}\n" * 16_000, encoding="7bit"))),
        ("issue.eml", bytes(mail(attached=[("“a”.pdf", "application/pdf", pdf(WORDS))]))),
    ],
)
def test_a_process_of_its_own_gives_the_same(name, content):
    results = read(name, content)
    assert results == list(read_content(content, Origin(name, name), is_isolated=True))
    assert results[-1].sent.year == 2017
    assert results[-1].form in (Form.MAIL_TEXT, Form.PDF)


def test_a_pdf_in_aes_is_refused_whether_it_has_a_password_or_not():
    assert "The PDF is encrypted" in refusal("issue.pdf", pdf_files.protected_with_aes())


@pytest.mark.parametrize(
    ("status", "reason"), [(-9, "30 seconds"), (-24, "30 seconds"), (-11, "memory"), (1, "memory")]
)
def test_a_process_that_was_ended_is_a_sentence(status, reason, monkeypatch):
    monkeypatch.setattr(isolated, "run_isolated", lambda *_: (b"", status))
    assert reason in refusal("issue.pdf", pdf(WORDS))
