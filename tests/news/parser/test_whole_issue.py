"""A whole issue in one paste: each part goes to its field, and no word is lost."""

import html
import json
import re
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.parser.html_lines import looks_like_html
from news.parser.whole_issue import read_issue
from news.parser.whole_issue.senders import read_senders
from tests.news.parser.test_properties import LINES

ARTICLE = "Envoys Meet in Kyiv\nBy An Author\nJTA, January 14, 2016\nText of it.\nhttps://www.jta.org/1"
LETTER = "This week the sample board met in Washington.\n\nIt was a good meeting."
SIGNATURE = "Mark B. Levin\nExecutive Vice-Chairman & CEO\nWashington, D.C. January 15, 2016"
HEAD = "TO: NCSEJ Leadership and Interested Parties\nFROM: Mark B. Levin, Executive Vice-Chairman & CEO"
FOOT = "About NCSEJ\nThe National Coalition Supporting Eurasian Jewry works for it.\nUnsubscribe"


def issue(
    masthead="Weekly News Update\nWASHINGTON, D.C. January 15, 2016",
    head=HEAD,
    salutation="Dear Friend,",
    letter=LETTER,
    signature=SIGNATURE,
    articles=ARTICLE,
    foot=FOOT,
):
    parts = (masthead, head, salutation, letter, signature, articles, foot)
    return "\n\n".join(part for part in parts if part)


def test_each_part_goes_to_its_field():
    found = read_issue(issue())
    assert found.as_dict() | {"clippings": []} == {
        "date": "2016-01-15",
        "kicker": "Weekly News Update",
        "to": "NCSEJ Leadership and Interested Parties",
        "from": [{"name": "Mark B. Levin", "title": "Executive Vice-Chairman & CEO"}],
        "salutation": "Dear Friend,",
        "letter": LETTER,
        "signature": SIGNATURE,
        "clippings": [],
        "unplaced": [],
        "confidence": 1.0,
        "reasons": [],
    }
    assert [(each.headline, each.source) for each in found.clippings] == [("Envoys Meet in Kyiv", "JTA")]
    assert {each.rule for each in found.boilerplate} == {
        *("place and date", "mark of a clipping", "about the organization", "unsubscribe")
    }


@pytest.mark.parametrize(
    "masthead",
    [
        "NCSJ Weekly\nNews Update\n\nWASHINGTON, D.C.\nJanuary 15, 2016",
        *("NCSEJ Weekly Top 10 | January 15, 2016", "NCSEJ WEEKLY NEWS BRIEF\nWashington, DC, Jannuary 15, 2016"),
        "Having trouble viewing this email?\nNCSJ Logo\nWEEKLY UPDATE\nJanuary 15, 2016",
    ],
)
def test_the_head_of_an_issue_has_its_date_and_kicker(masthead):
    found = read_issue(issue(masthead=masthead))
    assert found.date == date(2016, 1, 15)
    assert re.search("weekly", found.kicker, re.IGNORECASE)
    assert found.unplaced == ()


@pytest.mark.parametrize(
    "lines",
    [
        "Daniel Rubin, Chairman; Aleksander Smukler, President; Mark B. Levin, Executive Vice-Chairman & CEO",
        "Daniel Rubin, Chairman;\nAleksander Smukler,\nPresident;\nMark B. Levin, Executive Vice-Chairman & CEO",
        "Daniel Rubin, Chairman\n\nAleksander Smukler, President\n\nMark B. Levin, Executive Vice-Chairman &\nCEO",
        "Daniel Rubin, Chairman Aleksander Smukler, President Mark B. Levin, Executive Vice-Chairman & CEO",
        "Daniel Rubin\nChairman\nAleksander Smukler\nPresident\nMark B. Levin\nExecutive Vice-Chairman & CEO",
    ],
)
def test_names_and_titles_are_read_however_they_are_parted(lines):
    assert [(each.name, each.title) for each in read_senders(lines.split("\n"))] == [
        *(("Daniel Rubin", "Chairman"), ("Aleksander Smukler", "President")),
        ("Mark B. Levin", "Executive Vice-Chairman & CEO"),
    ]
    found = read_issue(issue(head=f"TO: NCSEJ Leadership and Interested Parties\n\nFROM: {lines}"))
    assert len(found.senders) == 3
    assert (found.salutation, found.letter) == ("Dear Friend,", LETTER)


def test_the_and_before_the_last_name_is_no_part_of_a_title():
    found = read_issue(
        issue(head="FROM: Mark B. Levin, Executive Vice-Chairman & CEO, and Lesley Weiss, Deputy Director")
    )
    assert [(each.name, each.title) for each in found.senders] == [
        *(("Mark B. Levin", "Executive Vice-Chairman & CEO"), ("Lesley Weiss", "Deputy Director"))
    ]


def test_to_and_from_may_stand_in_the_cells_of_a_table():
    page = (
        "<table><tr><td>TO:</td><td>NCSEJ Leadership and Interested Parties</td></tr><tr><td>FROM:</td>"
        "<td>Daniel Rubin, Chairman<br>Mark B. Levin, CEO</td></tr></table><p>Dear Friend,</p><p>Two words.</p>"
    )
    found = read_issue(page)
    assert (found.to, found.salutation, found.letter) == (
        *("NCSEJ Leadership and Interested Parties", "Dear Friend,", "Two words."),
    )
    assert [each.name for each in found.senders] == ["Daniel Rubin", "Mark B. Levin"]


def test_a_letter_may_be_two_words():
    assert read_issue(issue(letter="Shabbat Shalom!")).letter == "Shabbat Shalom!"


def test_a_salutation_said_twice_stands_once():
    found = read_issue(issue(salutation="Dear Friend,\n\nDear Friend,"))
    assert (found.salutation, found.letter) == ("Dear Friend,", LETTER)


def test_captions_are_neither_letter_nor_signature():
    found = read_issue(
        issue(letter=f"Above: a hall\n{LETTER}", signature=SIGNATURE.replace("\n", "\nBelow: a room\n", 1))
    )
    assert (found.letter, found.signature) == (LETTER, SIGNATURE)
    assert [line.text for line in found.unplaced] == ["Above: a hall", "Below: a room"]
    assert found.reasons == ()


def test_a_signature_may_have_its_date_over_two_lines():
    broken = SIGNATURE.replace("15, 2016", "15\n, 2016")
    assert read_issue(issue(signature=broken)).signature == broken


@pytest.mark.parametrize("closing", ["Warm regards,", "Best wishes,", "In solidarity,", "Happy Thanksgiving,"])
def test_a_closing_stands_in_the_signature(closing):
    found = read_issue(issue(signature=f"{closing}\n\n{SIGNATURE}"))
    assert (found.letter, found.signature) == (LETTER, f"{closing}\n{SIGNATURE}")


@pytest.mark.parametrize(
    "last", ["met with him,", "with our chairman,", "In Kyiv,", "Many of you know,", "Happy are we,"]
)
def test_a_last_line_that_ends_in_a_comma_stays_in_the_letter(last):
    found = read_issue(issue(letter=f"{LETTER} And so ended\n{last}", signature=SIGNATURE))
    assert (found.letter.split()[-1], found.signature) == (last.split()[-1], SIGNATURE)


@pytest.mark.parametrize("rest", ["died on\nJanuary 7.", "died in\nWashington, D.C.\nJanuary 7, 2016."])
def test_a_date_at_the_end_of_a_broken_sentence_is_no_part_of_the_signature(rest):
    found = read_issue(issue(letter=f"{LETTER}\n\nIt is with sorrow that we tell you that our friend {rest}"))
    assert (found.letter.split()[-1], found.signature) == (rest.split()[-1], SIGNATURE)


@pytest.mark.parametrize(
    "line", ["National Coalition Supporting Eurasian Jewry (NCSEJ)", "We wish you a happy New Year"]
)
def test_a_dateline_above_a_name_is_in_the_signature(line):
    found = read_issue(
        issue(signature=f"Daniel Rubin\nChairman\n{line}\nWashington, D.C. January 15, 2016\n{SIGNATURE}")
    )
    assert found.signature.endswith(f"Washington, D.C. January 15, 2016\n{SIGNATURE}")


def test_an_editor_is_told_what_was_not_found():
    found = read_issue("This week the sample board met in Washington, and it was a good meeting for everybody.")
    assert found.letter.startswith("This week")
    assert found.confidence < 0.5
    assert found.reasons[:2] == ("No date was found at the head of the issue.", "Nobody is named under FROM.")


def test_an_issue_without_articles_has_a_letter_and_a_foot():
    found = read_issue(issue(articles=""))
    assert (found.letter, found.signature, found.clippings) == (LETTER, SIGNATURE, ())
    assert [line.text for line in found.unplaced] == []


def test_the_head_of_a_forwarded_mail_is_left_out():
    header = (
        "From: NCSEJ <office@example.org>\nSent: Friday, January 15, 2016 4:05 PM\nTo: a@example.org\nSubject: Weekly"
    )
    found = read_issue(f"{header}\n\n{issue(masthead='Weekly News Update')}")
    assert found.date == date(2016, 1, 15)
    assert "The date was taken from the signature." in found.reasons
    assert "a@example.org" not in json.dumps(found.as_dict())


def test_an_issue_that_a_pdf_ran_together_is_read():
    text = (
        "NCSEJ WEEKLY TOP 10 WASHINGTON, D.C. January 15, 2016 TO: NCSEJ Leadership and Interested Parties FROM: Mark "
        "B. Levin, Executive Vice-Chairman & CEO Daniel Rubin, Chairman Dear Friend, This week the sample board met in "
        "Washington. It was a good meeting on January 12, 2016, and the next will be as good. Sincerely, Mark B. Levin "
        "Executive Vice-Chairman & CEO Washington, D.C. January 15, 2016 Envoys Meet in Kyiv to Discuss Restitution "
        "Kyiv Post, January 14, 2016 https://www.kyivpost.com/1 Text of it. It goes on."
    )
    found = read_issue(text)
    assert (found.date, found.kicker, found.salutation) == (date(2016, 1, 15), "NCSEJ WEEKLY TOP 10", "Dear Friend,")
    assert [each.name for each in found.senders] == ["Mark B. Levin", "Daniel Rubin"]
    assert found.letter.startswith("This week")
    assert found.letter.endswith("as good.")
    assert found.signature.startswith("Sincerely, Mark B. Levin")
    assert [(each.headline, each.source) for each in found.clippings] == [
        ("Envoys Meet in Kyiv to Discuss Restitution", "Kyiv Post")
    ]


# Nothing is lost.

FRONT_LINES = [
    *("NCSJ Weekly", "News Update", "WASHINGTON, D.C. January 15, 2016", "January 15", ", 2016", "TO: Leadership"),
    *("FROM: Mark B. Levin, CEO;", "Daniel Rubin, Chairman", "President", "Dear Friend,", "Dear Friend, it is so."),
    *("TO: Leadership FROM: Ann Author Dear Friend, a word.", "Mark B. Levin", "Sincerely,", "Shabbat Shalom!"),
    *("A paragraph. Sincerely, Mark B. Levin CEO", "Donate now", "From: a@example.org", "Subject: x", "1 20th Street"),
]
ISSUES = st.lists(st.sampled_from([*LINES, *FRONT_LINES]), max_size=30).map("\n".join)


def words(*texts):
    return Counter(word for text in texts for word in re.findall(r"[^\W_]+", text))


LABELS = Counter({"TO": 99, "FROM": 99, "From": 99, "To": 99})


@settings(deadline=None, max_examples=200, derandomize=True, database=None)
@given(ISSUES)
def test_no_word_of_a_text_is_lost_and_none_is_added(text):
    if looks_like_html(text):
        return
    found = words(*read_issue(text).list_texts())
    assert words(text) - found - LABELS == Counter()
    assert found - words(text) == Counter()


@settings(deadline=None, max_examples=60, derandomize=True, database=None)
@given(st.lists(st.tuples(st.sampled_from(["p", "div", "td", "li"]), st.sampled_from([*LINES, *FRONT_LINES]))))
def test_no_word_of_html_is_lost(elements):
    page = "<html>" + "".join(f"<{tag}>{html.escape(text)}</{tag}>" for tag, text in elements)
    assert words(*(text for _, text in elements)) - words(*read_issue(page).list_texts()) - LABELS == Counter()


@settings(deadline=None, max_examples=100, derandomize=True, database=None)
@given(st.text() | ISSUES)
def test_no_issue_raises(text):
    found = read_issue(text, near=date(2016, 1, 15))
    assert 0 <= found.confidence <= 1
    assert bool(found.reasons) == (found.confidence < 1)


@pytest.mark.parametrize("heading", ["About NCSEJ", "About Us", "About the Organization:"])
def test_a_short_foot_is_no_signature(heading):
    foot = f"{heading}\nThe National Coalition Supporting Eurasian Jewry"
    found = read_issue(f"WASHINGTON, D.C. February 1, 2017\n\n{LETTER}\n\nThe second day was long.\n\n{foot}")
    assert found.letter == f"{LETTER}\n\nThe second day was long."
    assert found.signature == ""
    assert [(each.rule, each.line.text) for each in found.boilerplate[1:]] == [
        ("about the organization", line) for line in foot.splitlines()
    ]


TITLE = "Special Report: A Law on Bakeries\nand What It Means"


def test_the_lines_above_the_date_of_a_report_are_its_title():
    report = f"{TITLE}\n\nWASHINGTON, D.C. February 1, 2017\n\n{LETTER}"
    found = read_issue(report)
    assert (found.title, found.letter, found.unplaced) == (TITLE.replace("\n", " "), LETTER, ())
    assert found.title in found.list_texts()


@pytest.mark.parametrize("above", ["Above: The bakery", "It was read by all of us.", "A B C D\nE F G H\nI J K L\nM N"])
def test_what_is_no_title_of_a_report_has_no_place(above):
    found = read_issue(f"{above}\n\nWASHINGTON, D.C. February 1, 2017\n\n{LETTER}")
    assert found.title == ""
    assert [line.text for line in found.unplaced] == above.splitlines() or above in found.letter


def test_an_issue_with_a_salutation_has_no_title():
    assert read_issue(issue(masthead=f"{TITLE}\nWASHINGTON, D.C. January 15, 2016")).title == ""
