"""Mails as programs really write them: each gives its text, what it holds, or a sentence that says why it does not."""

import datetime
from email.message import EmailMessage

import pytest

from archive.reading import Form, Refused

from .reading import read, read_one, refusal
from .samples import LETTER, PAGE, WORDS, forward, mail, pdf

HEAD = b"From: info@ncsej.org\r\nTo: jane@example.org\r\nSubject: Weekly Update\r\nMIME-Version: 1.0\r\n"


def plain(body, content_type="text/plain", more=b""):
    return HEAD + more + b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body


def test_the_html_of_a_mail_is_its_text():
    source = read_one("issue.eml", mail())
    assert source.form == Form.MAIL_HTML
    assert source.text.strip() == PAGE
    assert source.subject == "Weekly Update"
    assert source.sent == datetime.datetime.fromisoformat("2017-04-07T15:00:00-04:00")
    assert (source.path, source.name, source.notes) == ("issue.eml", "issue.eml", ())


@pytest.mark.parametrize("html", ["<html><body> </body></html>", "<p>See this in your browser</p>"])
def test_the_plain_text_is_read_where_the_html_says_next_to_nothing(html):
    source = read_one("issue.eml", mail(html=html, text=LETTER * 5))
    assert source.form == Form.MAIL_TEXT
    assert source.text.strip() == LETTER * 5


def test_texts_before_and_after_a_picture_belong_together():
    message = EmailMessage()
    message["From"], message["Subject"] = "info@ncsej.org", "x"
    message.set_content("Dear Friend,")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", disposition="inline")
    message.add_attachment("<p>The mission</p>", subtype="html", disposition="inline")
    assert read_one("issue.eml", message).text == "<pre>\nDear Friend,\n\n</pre>\n<p>The mission</p>\n"


def test_a_pdf_in_a_mail_is_a_source_of_its_own_with_the_mails_date():
    letter, attached = read("issue.eml", mail(attached=[("News Brief.pdf", "application/pdf", pdf(WORDS))]))
    assert (attached.form, attached.path, attached.name) == (Form.PDF, "issue.eml, News Brief.pdf", "News Brief.pdf")
    assert (attached.subject, attached.sent) == (letter.subject, letter.sent)
    assert WORDS in attached.text
    assert attached.original == pdf(WORDS)
    assert b"PDF" not in letter.original


def test_a_mail_that_is_forwarded_as_an_attachment_is_read_with_its_own_date():
    cover, issue = read("fwd.eml", forward(mail()))
    assert (cover.text.strip(), cover.sent.year) == ("FYI", 2017)
    assert (issue.path, issue.text.strip(), issue.subject) == ("fwd.eml, forwarded mail", PAGE, "Weekly Update")


def test_pictures_of_a_mail_are_kept_and_its_scripts_never_run():
    message = mail(html="<p>Dear Friend,</p><img src='cid:photo'>")
    message.get_payload()[1].add_related(b"\xff\xd8\xff photo", "image", "jpeg", cid="<photo>")
    assert b"Content-ID: <photo>" in read_one("issue.eml", message).original


@pytest.mark.parametrize(
    ("date", "note"),
    [
        ("", "The mail has no date."),
        ("Deceber 31", "The mail's date could not be read."),
        ("Fri, 99 Apr 2017 15:00:00 -0400", "The mail's date could not be read."),
        ("Thu, 01 Jan 1970 00:00:00 +0000", "The mail's date could not be read."),
        ("Fri, 07 Apr 2117 15:00:00 -0400", "The mail's date could not be read."),
    ],
)
def test_a_broken_date_is_said(date, note):
    source = read_one("issue.eml", plain(b"Dear Friend,", more=f"Date: {date}\r\n".encode() if date else b""))
    assert (source.sent, source.notes) == (None, (note,))


@pytest.mark.parametrize(
    ("content_type", "body", "text"),
    [
        ("text/plain; charset=koi8-r", "Дорогой друг".encode("koi8-r"), "Дорогой друг"),
        ("text/plain; charset=windows-1251", "Дорогой друг".encode("cp1251"), "Дорогой друг"),
        ("text/plain; charset=iso-8859-8-i", "שלום".encode("iso-8859-8"), "שלום"),
        ("text/plain; charset=us-ascii", "Kraków’s “city”".encode(), "Kraków’s “city”"),
        ("text/plain; charset=iso-8859-1", "“city”".encode("cp1252"), "“city”"),
        ("text/plain; charset=koi8-r", "Łódź, Вильнюс".encode(), "Łódź, Вильнюс"),
        ("text/plain; charset=x-unknown", "“city”".encode("cp1252"), "“city”"),
        ("text/plain; charset=zip", b"city", "city"),
        ('text/plain; charset="', b"city", "city"),
        ("text/plain; charset=utf-8", "Łódź, “city”".encode() + b" \x93x\x94 \xc5", "Łódź, “city” “x” \ufffd"),
        (
            "text/plain; format=flowed",
            b"Dear Friend, \r\nhow are\r\nyou\r\n From me",
            "Dear Friend, how are\nyou\nFrom me",
        ),
        ("text/plain; format=flowed; delsp=yes", b"Ky \r\niv\r\n-- \r\nx", "Kyiv\n-- \nx"),
    ],
)
def test_a_text_is_read_whatever_its_program_declared(content_type, body, text):
    assert read_one("issue.eml", plain(body, content_type, b"Content-Transfer-Encoding: 8bit\r\n")).text == text


def test_quoted_printable_that_does_not_say_so_is_decoded():
    body = b"Kyiv=E2=80=99s lead=\nership=20\nmet=E2=80=94today=\n, and to=\nmorrow"
    source = read_one("issue.eml", plain(body))
    assert source.text == "Kyiv’s leadership \nmet—today, and tomorrow"
    assert "quoted-printable" in source.notes[1]


def test_a_subject_is_read_in_any_notation():
    for raw in (
        "=?utf-8?q?=E2=80=9CNews=E2=80=9D?=",
        "“News”",
        "=?windows-1252?b?k05ld3OU?=",
        "=?x-none?q?=93News=94?=",
    ):
        source = read_one("issue.eml", b"Subject: " + raw.encode() + b"\n" + plain(b"Dear Friend,").partition(b"\n")[2])
        assert source.subject == "“News”"
    assert read_one("issue.eml", b"MIME-Version: 1.0\nSubject: =?utf-8?b?x?=\n\nHello").subject


REFUSED = {
    "bounce": (
        HEAD + b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\n\nfailed\n--b--',
        "could not be delivered",
    ),
    "old bounce": (
        b"From: MAILER-DAEMON@example.net\nSubject: failure notice\nMIME-Version: 1.0\n\nSorry.",
        "could not be delivered",
    ),
    "out of office": (plain(b"I am away.", more=b"Auto-Submitted: auto-replied\r\n"), "automatic answer"),
    "PGP": (HEAD + b'Content-Type: multipart/encrypted; boundary="b"\n\n--b\n\nx\n--b--', "encrypted (PGP)"),
    "PGP in the text": (plain(b"-----BEGIN PGP MESSAGE-----\n\nabc"), "encrypted (PGP)"),
    "S/MIME": (plain(b"abc", "application/pkcs7-mime; smime-type=enveloped-data"), "encrypted (S/MIME)"),
    "S/MIME, signed": (plain(b"abc", "application/pkcs7-mime; smime-type=signed-data"), "hides its text"),
    "one of several": (plain(b"abc", 'message/partial; id="x"; number=1; total=2'), "part of a mail"),
    "empty": (plain(b" \r\n"), "no text"),
    "only a picture": (plain(b"GIF8", "image/gif"), "no text"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_mail_that_is_no_issue_is_refused(name):
    content, reason = REFUSED[name]
    assert reason in refusal("mail.eml", content)


def test_a_winmail_dat_is_refused_and_the_text_beside_it_read():
    text, refused = read("issue.eml", mail(attached=[("winmail.dat", "application/ms-tnef", b"\x78\x9f\x3e\x22")]))
    assert text.form == Form.MAIL_HTML
    assert refused == Refused("issue.eml, winmail.dat", refused.reason)
    assert "winmail.dat" in refused.reason


@pytest.mark.parametrize(
    "content",
    [
        b"From info@ncsej.org Fri Apr  7 15:00:00 2017\n" + plain(b"Dear Friend,"),
        b"\xef\xbb\xbf\r\n" + plain(b"Dear Friend,"),
        plain(b"Dear Friend,").replace(b"\r\n", b"\n"),
        plain(b"Dear Friend,").replace(b"MIME-Version: 1.0", b"MIME-Version 1.0: : =?\x80"),
        plain(b"Dear Friend,", "multipart/mixed; boundary=never-seen"),
        plain(b"--b\n\nDear Friend,", "multipart/mixed; boundary=b"),
    ],
)
def test_a_damaged_mail_is_read(content):
    assert "Dear Friend," in read_one("mail.eml", content).text


def test_a_mail_that_apple_mail_keeps_is_read():
    content = plain(b"Dear Friend,")
    assert read_one("1.emlx", b"%d    \n%s<?xml?><plist>" % (len(content), content)).text == "Dear Friend,"


def test_an_issue_that_begins_with_to_and_from_is_no_mail():
    text = "TO: NCSEJ Leadership\nFROM: Daniel Rubin, Chairman\n\nDear Friend,"
    source = read_one("issue.txt", text.encode())
    assert (source.form, source.text) == (Form.TEXT, text)
