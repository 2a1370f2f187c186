"""Nobody learns from a forwarded or printed issue who received it: no names and addresses of its heads are kept."""

import time
import unicodedata

import pytest

from archive.reading.contents import TEXT_KEPT
from archive.reading.recipients import find_recipients, remove_recipients

from .reading import read_one
from .samples import LETTER, mail, pdf

MARK = "---------- Forwarded message ---------"
FRENCH = "De\u00a0: NCSEJ <info@ncsej.org>\nEnvoyé\u00a0: vendredi 7 avril 2017\n"
FRENCH += "À\u00a0: Jane Doe <jane@example.org>; Joe Poe\nObjet\u00a0: Weekly Update"
RUSSIAN = "От: НКСЕЕ <info@ncsej.org>\nКому: Jane Doe <jane@example.org>; Poe\nДата: 7 апреля 2017\nТема: Обзор"
UNTITLED = "From: NCSEJ <info@ncsej.org>\nTo: Doe, Jane; Poe, Joe\nDate: Fri, April 7, 2017"
OWN = "Weekly Update\n\nTO: NCSEJ Leadership and Interested Parties\n\nFROM: Mark B. Levin, CEO"
GMAIL = f"{MARK}\nFrom: NCSEJ <info@ncsej.org>\nDate: Fri, Apr 7, 2017 at 4:00 PM\nSubject: Weekly Update\n"
GMAIL += "To: Jane Doe <jane@example.org>, Joe Poe <joe@example.org>,\n Sue Roe <sue@example.org>\nCc: Ann Loe"
APPLE = 'Begin forwarded message:\n\nFrom: "NCSEJ" <info@ncsej.org>\nSubject: Weekly Update\n'
APPLE += "Date: April 7, 2017 at 4:00:00 PM EDT\nTo: Jane Doe <jane@example.org>\nReply-To: info@ncsej.org"
OUTLOOK = "From: NCSEJ [mailto:info@ncsej.org]\nSent: Friday, April 7, 2017 4:00 PM\n"
OUTLOOK += "To: Doe, Jane; Poe, Joe\nSubject: Weekly Update"
BOLD = OUTLOOK.replace("From:", "*From:*").replace("Sent:", "*Sent:*").replace("To:", "*To:*")
TWICE = f"{OUTLOOK.replace('NCSEJ [mailto:info@ncsej.org]', 'Bob Soe <bob@example.com>')}\n\nFor you.\n\n{GMAIL}"
NAMES = ("jane", "doe", "joe", "poe", "sue", "roe", "ann loe", "bob", "soe", "carl", "moe")
HEADS = {"Gmail": GMAIL, "Apple": APPLE, "Outlook": OUTLOOK, "bold": BOLD, "twice": TWICE}


def as_page(head):
    """As mail programs write it: labels in bold, addresses linked, in a table of their own or not."""
    head = head.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for label in ("From:", "Sent:", "To:", "Subject:"):
        head = head.replace(f"\n{label}", f"\n<b><span style='color:black'>{label}</span></b>")
    linked = head.replace("jane@example.org", '<a href="mailto:jane@example.org" title="Jane Doe">jane@example.org</a>')
    body = "".join(f"<p>{part}</p>" for part in f"{OWN}\n\n{LETTER}".split("\n\n"))
    style = f"<style>{'p { margin: 0 } ' * 300}</style>"
    head = linked.replace("\n", "<br>")
    return f"<html><head>{style}</head><body><div>{head}</div><div>{body}</div></body></html>"


def names_in(source):
    kept = f"{source.text}\n{source.original.decode('utf-8-sig', 'replace')}".lower()
    return [name for name in NAMES if name in kept]


def forwarded(head, is_page):
    html = as_page(f"For you.\n\n{head}") if is_page else ""
    text = f"For you.\n\n{head}\n\n{OWN}\n\n{LETTER}"
    return mail(html, text, From="Carl Moe <carl@example.com>", To="me@example.com")


@pytest.mark.parametrize("is_page", [False, True], ids=["text", "page"])
@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_neither_text_nor_original_of_a_forwarded_issue_names_who_received_it(head, is_page):
    source = read_one("fwd.eml", forwarded(head, is_page))
    assert names_in(source) == []
    for stays in ("TO: NCSEJ Leadership and Interested Parties", "FROM: Mark B. Levin, CEO", "For you.", "Dear Friend"):
        assert stays in source.text
    assert "info@ncsej.org" in source.text


@pytest.mark.parametrize(
    "lines",
    [
        OUTLOOK.split("\n"),
        ("From: NCSEJ <info@ncsej.org>", "To: Jane Doe <jane@example.org>", "Sent: Friday, April 7, 2017 4:00 PM"),
        ("NCSEJ <info@ncsej.org>          Fri, Apr 7, 2017 at 4:00 PM", "To: Jane Doe <jane@example.org>"),
    ],
    ids=["Outlook", "without subject", "Gmail"],
)
def test_a_printed_mail_is_kept_as_its_text_without_the_name(lines):
    source = read_one("issue.pdf", pdf(*lines, *LETTER.split("\n")))
    assert (names_in(source), source.notes) == ([], (TEXT_KEPT,))


@pytest.mark.parametrize(
    "text",
    [
        f"{OWN}\n\n{LETTER}",
        OWN.replace("TO:", "To:").replace("FROM:", "From:"),
        f"TO: NCSEJ Leadership\nFROM: Mark B. Levin\nDATE: April 7, 2017\nSUBJECT: Ukraine\n\n{LETTER}",
        f"{LETTER}\n\n{'The article tells what was leaked. ' * 60}\n\nFrom: Ivan\nSent: May 1\nTo: Olga\nSubject: x",
        "To: all who came to Kyiv and wrote to jane@example.org, our thanks.",
    ],
)
def test_what_an_issue_says_of_itself_and_quotes_of_others_stays(text):
    source = read_one("issue.txt", text.encode())
    assert source.text.replace("…", "jane@example.org") == text


def test_what_stands_below_a_head_without_an_empty_line_stays():
    head = "From: NCSEJ <info@ncsej.org>\nSent: Friday, April 7, 2017 4:00 PM\nTo: Jane Doe <jane@example.org>"
    text = read_one("issue.txt", f"{head}\nCc: joe@example.org\nWrite to info@ncsej.org.\n\n{LETTER}".encode()).text
    assert text.split("\n")[2:5] == ["To: …", "Cc: …", "Write to info@ncsej.org."]


def test_a_foreign_text_takes_no_longer_with_many_heads():
    text = "<style>" + "\nto: a\nfrom: b" * 20_000
    assert read_one("issue.html", f"<p>x</p>{text}".encode()).text.endswith("from: b")


def test_an_issues_own_head_with_an_address_and_a_date_is_no_forwarded_one():
    own = "From: Mark Levin <mlevin@ncsej.org>\nTo: NCSEJ Leadership and Board of Governors\nDate: May 5, 2017"
    text = f"{own}\n\n{LETTER}\n\nWrite to news@ncsej.org."
    source = read_one("issue.eml", mail("", text, From="NCSEJ <news@ncsej.org>", To="news@ncsej.org"))
    assert (own in source.text, "Write to news@ncsej.org." in source.text) == (True, True)


@pytest.mark.parametrize(
    "head",
    [
        "От: НКСЕЕ <info@ncsej.org>\nОтправлено: 7 апреля 2017\nКому: Jane Doe <jane@example.org>; Poe\nТема: Обзор",
        "Від: НКСЄЄ <info@ncsej.org>\nНадіслано: 7 квітня 2017\nКому: Jane Doe <jane@example.org>\nТема: Огляд",
        "De : NCSEJ <info@ncsej.org>\nEnvoyé : vendredi 7 avril 2017\nÀ : Jane Doe; Joe Poe\nObjet : Weekly Update",
    ],
    ids=["Russian", "Ukrainian", "French"],
)
def test_a_head_in_another_language_names_nobody_either(head):
    source = read_one("issue.txt", f"{head}\n\n{OWN}\n\n{LETTER}".encode())
    assert names_in(source) == []
    assert "TO: NCSEJ Leadership and Interested Parties" in source.text


@pytest.mark.parametrize(
    "head",
    [
        UNTITLED,
        f"{UNTITLED} 4:00 PM",
        "From: Bob Soe <bob@example.com>\nDate: Fri, April 7, 2017 4:00 PM\n"
        f"To: Jane Doe <jane@example.org>; Doe, Joe; Poe, Ann; Roe, Sue\n\nFYI\n\n{UNTITLED}",
        OUTLOOK.replace("To: Doe, Jane; Poe, Joe", "To: Doe, Jane\nTo: Poe, Joe\nTo: Sue"),
        OUTLOOK.replace("From", "FROM").replace("Sent", "SENT").replace("To:", "TO:").replace("Subject", "SUBJECT"),
    ],
    ids=["above the issue's own", "time of day", "twice", "each recipient", "capitals"],
)
def test_a_head_without_subject_or_with_many_fields_names_nobody(head):
    source = read_one("issue.txt", f"{head}\n\n{OWN}\n\n{LETTER}".encode())
    assert names_in(source) == []
    assert source.text.endswith(f"{OWN}\n\n{LETTER}")


def test_the_time_of_day_alone_tells_a_mail_from_an_issue():
    source = read_one("issue.txt", f"{UNTITLED} 16:00\n\n{LETTER}".encode())
    assert names_in(source) == []
    assert read_one("issue.txt", f"{UNTITLED}\n\n{LETTER}".encode()).text.startswith(UNTITLED)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("issue.txt", FRENCH),
        ("issue.txt", FRENCH.replace("\u00a0", "\u202f")),
        ("issue.txt", unicodedata.normalize("NFD", FRENCH)),
        ("issue.html", FRENCH),
        ("issue.html", FRENCH.replace("\u00a0", "&#160;")),
        ("issue.html", FRENCH.replace("\u00a0", "&nbsp;").replace("é", "&eacute;").replace("À", "&Agrave;")),
        ("issue.html", RUSSIAN.encode("ascii", "xmlcharrefreplace").decode()),
    ],
    ids=["U+00A0", "U+202F", "NFD", "a page", "a number", "names of letters", "numbers of letters"],
)
def test_a_head_names_nobody_however_its_fields_are_written(name, written):
    page = name.endswith("html")
    head = written.replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>") if page else written
    source = read_one(name, (f"<p>{head}</p><p>{LETTER}</p>" if page else f"{head}\n\n{LETTER}").encode())
    assert names_in(source) == []
    assert "info@ncsej.org" in source.text


@pytest.mark.parametrize(
    "mark",
    [
        "---------- Пересылаемое сообщение ---------",
        "-------- Переслане повідомлення --------",
        "-------- Weitergeleitete Nachricht --------",
        "-----Ursprüngliche Nachricht-----",
        "---------- Message transféré ---------",
        "-----Message d'origine-----",
        "Anfang der weitergeleiteten Nachricht:",
        "Début du message transféré :",
    ],
)
def test_the_mark_of_a_forwarded_mail_is_known_in_each_language(mark):
    head = "От: НКСЕЕ\nДата: пт\nТема: Обзор\nКому: Doe Jane, Joe Poe"
    assert names_in(read_one("issue.txt", f"{mark}\n{head}\n\n{OWN}\n\n{LETTER}".encode())) == []


QUOTED = "De: Jean <jean@paris.fr>\nDate: 5 mai\nObjet: lettre\nÀ: office@ncsej.org, anne@paris.fr"


@pytest.mark.parametrize(
    "quoted",
    [
        f"{OWN}\n\nDear Friend,\n\nWrite to anne@paris.fr.\n\n{QUOTED}",
        f"Dear Friend,\n\nWrite to office@ncsej.org or info@ncsej.org.\n\n{QUOTED.partition(', anne')[0]}",
        *(f"{LETTER}\n\n{'words ' * 400}\n\n{to}: anne@paris.fr" for to in ("To", "An", "À", "Кому")),
    ],
)
def test_a_mail_that_a_letter_quotes_takes_no_address_out_of_the_issue(quoted):
    text = f"{quoted}\n\nWrite to info@ncsej.org."
    source = read_one("issue.eml", mail("", text, From="NCSEJ <info@ncsej.org>", To="me@example.com"))
    for address in ("info@ncsej.org", "office@ncsej.org", "anne@paris.fr"):
        assert source.text.count(address) >= text.count(address) - (address in QUOTED and "Dear" in quoted[:5])
    assert "Write to info@ncsej.org." in source.original.decode()


@pytest.mark.parametrize("run", [">", "\n", "> ", "-", "<b>", "&nbsp;", "\nTo: a"])
def test_a_long_run_of_any_sign_is_read_in_little_time(run):
    text = run * (100_000 // len(run))
    started = time.process_time()
    for is_html in (False, True):
        remove_recipients(text, find_recipients([], [(text, is_html)]), is_html)
    assert time.process_time() - started < 30


def test_a_tag_in_a_plain_text_does_not_make_a_head_longer():
    text = f"{OUTLOOK.replace('Subject: Weekly Update', '')}\n\n{OWN}\n\n{LETTER * 20}\n\nThe end.</p>"
    source = read_one("issue.txt", text.encode())
    assert names_in(source) == []
    assert LETTER * 20 in source.text


def test_a_long_run_of_spaces_below_a_head_is_not_read_again_for_each_of_them():
    """400 characters for each of a million spaces would take minutes."""
    text = f"{OUTLOOK}\n\n{LETTER}" + f"\nTo: a\n{' ' * 20_000}x" * 50
    assert read_one("issue.txt", text.encode()).text.endswith("x")
