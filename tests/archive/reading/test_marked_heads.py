"""A head with a program's mark names nobody wherever it stands: below a long comment, above or below the issue."""

import pytest

from .reading import read_one
from .samples import LETTER, mail

OWN = "Weekly Update\n\nTO: NCSEJ Leadership and Interested Parties\n\nFROM: Mark B. Levin, CEO"
ISSUE = f"{OWN}\n\n{LETTER}\n\nWrite to info@ncsej.org or anne@paris.fr."
NOTICE = "This message is confidential, and is meant for nobody but those to whom it is addressed. " * 20
PEOPLE = "To: Carol Poe <carol@example.net>, office@ncsej.org\nCc: Dave Moe <dave@example.net>"
GMAIL = (
    "---------- Forwarded message ---------\nFrom: NCSEJ <info@ncsej.org>\nDate: Fri, Apr 7, 2017 at 4:00 PM\n"
    f"Subject: Weekly Update\n{PEOPLE}"
)
OUTLOOK = (
    "-----Original Message-----\nFrom: NCSEJ <info@ncsej.org>\nSent: Friday, April 7, 2017 4:00 PM\n"
    f"{PEOPLE}\nSubject: Weekly Update"
)
PRINTED = "From: Eve Loe <eve@example.net>\nSent: Friday, April 7, 2017 5:00 PM\nTo: Carol Poe\nSubject: Fwd: Update"
QUOTED = GMAIL.partition("\n")[2]


def as_page(text):
    lines = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").split("\n")
    return f"<html><body><div dir=ltr>{'<br>'.join(lines)}</div></body></html>"


def keep(text, is_page=False):
    """All that is kept of a mail with this text."""
    fields = {"From": "Bob Soe <bob@example.com>", "To": "me@example.com", "Subject": "Fwd: Weekly Update"}
    source = read_one("fwd.eml", mail(as_page(text) if is_page else "", text, **fields))
    return f"{source.text}\n{source.original.decode('utf-8-sig')}"


@pytest.mark.parametrize("is_page", [False, True], ids=["text", "page"])
@pytest.mark.parametrize("issue", [ISSUE, LETTER], ids=["with TO and FROM", "without"])
@pytest.mark.parametrize("head", [GMAIL, OUTLOOK], ids=["Gmail", "Outlook"])
@pytest.mark.parametrize("order", ["{notice}\n\n{head}\n\n{issue}", "{issue}\n\n{notice}\n\n{head}\n\nThank you."])
def test_a_marked_head_names_nobody_wherever_it_stands(order, head, issue, is_page):
    kept = keep(order.format(notice=NOTICE, head=head, issue=issue), is_page)
    for name in ("carol", "poe", "dave", "moe", "@example.net"):
        assert name not in kept.lower()
    for stays in ("Dear Friend", "info@ncsej.org", *(issue.split("\n") if not is_page else ())):
        assert stays in kept


def test_a_head_below_a_marked_one_names_nobody_either_nor_who_sent_it_on():
    kept = keep(f"{PRINTED}\n\n{NOTICE}\n\n{GMAIL}\n\n{ISSUE}")
    assert not [name for name in ("Eve", "Loe", "eve@", "Carol", "Dave") if name in kept]
    assert "From: NCSEJ <info@ncsej.org>" in kept
    between = GMAIL.replace("NCSEJ <info@ncsej.org>", "Eve Loe <eve@example.net>")
    kept = keep(f"{NOTICE}\n\n{between}\n\nFYI\n\n{OUTLOOK.partition(chr(10))[2]}\n\n{ISSUE}")
    assert not [name for name in ("Eve", "Loe", "eve@", "Carol", "Dave") if name in kept]


def test_the_head_above_an_issue_still_says_who_wrote_it_where_a_marked_one_stands_below():
    answer = OUTLOOK.replace("NCSEJ <info@ncsej.org>", "Zoe Roe <zoe@example.net>")
    kept = keep(f"{GMAIL}\n\n{ISSUE}\n\n{answer}\n\nThank you.")
    assert "From: NCSEJ <info@ncsej.org>" in kept
    assert "carol" not in kept.lower()


@pytest.mark.parametrize("quoted", [QUOTED, f"He wrote of a forwarded message:\n\n{QUOTED}"])
def test_a_mail_that_an_article_quotes_has_no_mark_and_stays(quoted):
    kept = keep(f"{ISSUE}\n\n{NOTICE}\n\n{quoted}\n\nWrite to carol@example.net.")
    assert PEOPLE in kept
    assert "Write to carol@example.net." in kept


def test_a_line_to_somebody_in_an_article_stays_where_a_marked_head_stands_below():
    article = "Write to:\nTo: anne@paris.fr"
    kept = keep(f"{LETTER}\n\n{NOTICE}\n\n{article}\n\n{NOTICE}\n\n{GMAIL}")
    assert article in kept


def test_a_marked_mail_that_an_article_quotes_takes_nothing_from_the_head_far_above():
    head = OUTLOOK.partition("\n")[2]
    quoted = "-----Original Message-----\nFrom: Minister Sample\nTo: President Sample\nSubject: Roads"
    kept = keep(f"{head}\n\n{LETTER}\n\n{NOTICE}\n\nA leaked mail says:\n{quoted}")
    assert "From: NCSEJ <info@ncsej.org>" in kept
    assert "To: President Sample" in kept
    quoted = GMAIL.replace("NCSEJ <info@ncsej.org>", "Ivan <i@minsk.by>")
    kept = keep(f"{head}\n\n{LETTER}\n\n{NOTICE}\n\nA leaked mail says:\n{quoted}")
    assert "From: NCSEJ <info@ncsej.org>" in kept
