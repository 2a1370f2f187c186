"""An issue that somebody forwarded: what a mail program writes above it is no part of it."""

import pytest

from news.parser.whole_issue import read_issue
from quality.bench.lost_words import count_lost_words
from tests.news.parser.test_whole_issue import issue

MARK = "---------- Forwarded message ---------"
GMAIL = f"""{MARK}
From: NCSEJ <info@ncsej.org>
Date: Fri, Jan 15, 2016 at 4:00 PM
Subject: Weekly News Update
To: Jane Doe <jane@example.org>, Joe Doe <joe@example.org>,
 Sue Poe <sue@example.org>
Cc: office@example.org"""
OUTLOOK = """From: NCSEJ [mailto:info@ncsej.org]
Sent: Friday, January 15, 2016 4:00 PM
To: Jane Doe
Subject: Weekly News Update"""
APPLE = """Begin forwarded message:

From: "NCSEJ" <info@ncsej.org>
Subject: Weekly News Update
Date: January 15, 2016 at 4:00:00 PM EST
To: Jane Doe <jane@example.org>
Reply-To: info@ncsej.org"""
BOLD = "*From:* NCSEJ\n*Sent:* Friday, January 15, 2016 4:00 PM\n*To:* Jane Doe\n*Subject:* Weekly News Update"
TWICE = f"Dear Anna,\n\nhere it is.\n\nBoris\n\n{OUTLOOK.replace('NCSEJ', 'Carl')}\n\nThanks!\n\n{GMAIL}"


def quote(text):
    return "\n".join(f"> {line}" for line in text.split("\n"))


def as_page(text):
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    bold = text.replace("From:", "<b>From:</b>").replace("To:", "<b>To:</b>").replace("Sent:", "<b>Sent:</b>")
    return "<div>" + bold.replace("\n\n", "</div><div><br></div><div>").replace("\n", "<br>") + "</div>"


def forwarded(head, above=""):
    return "\n\n".join(filter(None, (above, head, issue())))


@pytest.mark.parametrize(
    "text",
    [
        *(forwarded(head) for head in (GMAIL, OUTLOOK, APPLE, BOLD)),
        *(as_page(forwarded(head)) for head in (GMAIL, OUTLOOK, APPLE)),
        *(forwarded(head, "FYI, see below.") for head in (GMAIL, OUTLOOK, APPLE)),
        *(quote(forwarded(head)) for head in (GMAIL, OUTLOOK)),
        forwarded(TWICE),
        as_page(forwarded(TWICE)),
    ],
)
def test_a_forwarded_issue_has_its_own_fields(text):
    meant, found = read_issue(issue()), read_issue(text)
    for field in ("date", "kicker", "to", "senders", "salutation", "letter", "signature"):
        assert getattr(found, field) == getattr(meant, field)
    assert [each.headline for each in found.clippings] == [each.headline for each in meant.clippings]
    heads = [each.line.text for each in found.boilerplate if each.rule == "head of the mail"]
    assert any("Jane Doe" in line for line in heads)
    assert not any(":" in line.text or "@" in line.text for line in found.unplaced)
    assert count_lost_words(text, found) == 0


def test_what_the_forwarder_wrote_is_told_to_the_editor():
    assert [line.text for line in read_issue(forwarded(GMAIL, "FYI, see below.")).unplaced] == ["FYI, see below."]


def test_an_address_behind_a_name_under_from_is_no_part_of_it():
    head = "TO: NCSEJ Leadership\nFROM: Mark B. Levin <mark@ncsej.org>, Executive Vice-Chairman & CEO"
    for text in (issue(head=head), issue(masthead="", head=head)):
        (sender,) = read_issue(text).senders
        assert (sender.name, sender.title) == ("Mark B. Levin", "Executive Vice-Chairman & CEO")
        assert count_lost_words(text, read_issue(text)) == 0


def test_an_issue_that_is_laid_out_as_a_memorandum_has_no_head_of_a_mail():
    head = "TO: NCSEJ Leadership\nFROM: Mark B. Levin, Executive Vice-Chairman & CEO\nDATE: January 15, 2016"
    found = read_issue(issue(head=f"{head}\nSUBJECT: Ukraine"))
    assert (found.to, found.senders[0].name) == ("NCSEJ Leadership", "Mark B. Levin")


def test_a_mail_that_the_letter_quotes_stays_in_it():
    letter = f"Our friends wrote to us.\n\n{MARK}\nFrom: Anna\nSubject: Thanks\n\nThank you for all."
    found = read_issue(issue(letter=letter))
    assert "Anna" in found.letter
    assert found.salutation == "Dear Friend,"


@pytest.mark.parametrize("head", [GMAIL, OUTLOOK, OUTLOOK.replace("To: Jane Doe\n", "To: Jane Doe\nCC: Ann\n")])
def test_an_issue_that_begins_with_to_and_from_below_a_forwarded_head_keeps_them(head):
    own = "TO: NCSEJ Leadership\nFROM: Mark Levin, Executive Vice Chairman"
    found = read_issue(f"{head}\n\n{own}\n\nDear Friend,\n\nThe board met in Kyiv this week, and it was good.")
    assert (found.to, [each.name for each in found.senders]) == ("NCSEJ Leadership", ["Mark Levin"])


def test_a_head_in_another_language_is_left_out():
    head = "От: НКСЕЕ <info@ncsej.org>\nОтправлено: 15 января 2016\nКому: Jane Doe\nТема: Обзор"
    meant, found = read_issue(issue()), read_issue(forwarded(head))
    assert (found.to, found.senders, found.unplaced) == (meant.to, meant.senders, meant.unplaced)


OWN = "TO: NCSEJ Leadership\n\nFROM: Mark Levin\n\nDear Friend,\n\nThe board met in Kyiv this week, and it was good."


@pytest.mark.parametrize(
    "head",
    [
        OUTLOOK.replace("To: Jane Doe", "To: Jane Doe\nTo: Joe Poe"),
        "From: N <a@b.org>\nDate: April 7, 2017\nTo: Jane\nTo: Joe\nSubject: W",
        "---------- Пересылаемое сообщение ---------\nОт: НКСЕЕ\nДата: пт\nТема: Обзор\nКому: Jane, Joe",
        "FYI\n\nFrom: N <a@b.org>\nDate: April 7, 2017 4:00 PM\nTo: Jane",
    ],
)
def test_all_fields_of_a_head_and_its_mark_are_left_out(head):
    found = read_issue(f"{head}\n\n{OWN}")
    assert (found.to, [each.name for each in found.senders]) == ("NCSEJ Leadership", ["Mark Levin"])
    assert [line.text for line in found.unplaced] == (["FYI"] if head.startswith("FYI") else [])


@pytest.mark.parametrize(
    "lines",
    [
        "Тема: конференция о судьбе евреев\nДата: 5 мая 2016",
        "De: la part du comité\nObjet: une lettre ouverte",
        "An: der Spitze\nDatum: 5. Mai",
    ],
)
def test_first_lines_that_only_begin_like_fields_are_no_head(lines):
    found = read_issue(f"{lines}\n\n{issue()}")
    assert not [each for each in found.boilerplate if each.rule == "head of the mail"]
    assert count_lost_words(f"{lines}\n\n{issue()}", found) == 0


@pytest.mark.parametrize(
    "head",
    [
        "From: NCSEJ\nSubject: NCSEJ Weekly Top 10\nDate: January 15, 2016\nTo: Jane Doe",
        "Subject: NCSEJ Weekly Top 10\nFrom: NCSEJ",
        "Subject: NCSEJ Weekly Top 10\nDate: January 15, 2016 4:00 PM",
    ],
)
def test_a_head_without_an_address_is_one_above_the_issues_own_fields_or_with_a_time(head):
    meant, found = read_issue(issue()), read_issue(f"{head}\n\n{issue()}")
    assert (found.to, found.senders, found.unplaced) == (meant.to, meant.senders, meant.unplaced)


@pytest.mark.parametrize("names", [("TO", "FROM", "DATE"), ("To", "From", "Date")])
def test_a_memorandum_at_the_top_keeps_its_fields_and_its_date(names):
    to, sender, date = names
    text = f"{to}: NCSEJ Leadership\n{sender}: Mark B. Levin, CEO\n{date}: April 7, 2017\n\n{OWN.partition('Levin')[2]}"
    found = read_issue(text)
    assert (found.to, [each.name for each in found.senders]) == ("NCSEJ Leadership", ["Mark B. Levin"])
    assert str(found.date) == "2017-04-07"
