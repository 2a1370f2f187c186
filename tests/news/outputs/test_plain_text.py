"""The plain text: lines of 72 columns, and numbered links."""

import random
import re
from dataclasses import replace

import pytest

from news.outputs.mail_services import MailTags
from news.outputs.plain_text import WIDTH, count_columns, render_plain_text, wrap
from tests.news.outputs.sample_issue import BLANK, PUBLISHER, URL, clippings, issue, one_clipping


def text_of(issue, unsubscribe="https://list.example.org/leave"):
    return render_plain_text(issue, PUBLISHER, MailTags(unsubscribe))


def fits(line):
    """Whether a line has at most 72 columns, or is a single word, such as a URL with its number or label."""
    return count_columns(line) <= WIDTH or re.fullmatch(r"\s*(?:\[\d+\] |\w+: )?\S+", line)


def test_every_line_fits_into_72_columns():
    lines = text_of(issue(clippings=clippings(12))).split("\n")
    assert [line for line in lines if not fits(line)] == []
    assert max(map(count_columns, lines)) > WIDTH - 6


def test_wide_characters_count_as_two_columns_and_combining_ones_as_none():
    assert count_columns("日本") == 4
    assert count_columns("e\u0301") == 1
    assert all(count_columns(line) <= WIDTH for line in wrap("日本語 " * 40))


def test_a_link_is_numbered_and_its_url_is_listed_below_the_letter_or_clipping():
    text = text_of(issue())
    assert re.search(r"go on with their work \[1\]; see what we said\s\[2\]", text)
    letter, first_clipping = text.split("-" * WIDTH)[:2]
    assert letter.rstrip().endswith("\n[1] https://example.org/report\n[2] https://www.example.org/statements/")
    assert "Read at Example Wire [3]\n    [3] https://news.example.org/1?from=a&to=b\n" in first_clipping


def test_a_link_whose_text_is_its_url_has_no_number():
    text = text_of(issue('<p><a href="mailto:office@example.org">office@example.org</a></p>'))
    assert "\noffice@example.org\n" in text
    assert "mailto:" not in text


def test_a_url_linked_twice_has_one_number():
    text = text_of(issue('<p><a href="https://example.org/a">one</a>, <a href="https://example.org/a">two</a></p>'))
    assert "one [1], two [1]" in text
    assert text.count("[1] https://example.org/a") == 1


def test_lists_and_quotations_are_indented():
    text = text_of(issue("<ol><li>One<ul><li>Inner</li></ul></li><li>Two</li></ol><blockquote>Said.</blockquote>"))
    assert "\n1. One\n   - Inner\n2. Two\n\n    Said.\n" in text


def test_plain_text_has_no_markup_and_no_character_references():
    text = text_of(
        issue("<p>Fish &amp; <b>chips</b>&nbsp;&lt;now&gt;<br/>next&#8201;line</p><script>alert(1)</script>")
    )
    assert "Fish & chips <now>\nnext\u2009line" in text
    assert "alert" not in text
    assert not re.search(r"&\w+;|</?\w+>", text.replace("<now>", ""))


def test_text_in_other_scripts_is_kept():
    text = text_of(one_clipping(headline="קהילה חוגגת מאה שנה", source="Žinios", paragraphs=("Вечер памяти",)))
    for words in ("שבת שלום", "קהילה חוגגת מאה שנה", "Žinios", "Вечер памяти"):
        assert words in text


def test_the_parts_of_an_issue_are_in_order():
    text = text_of(issue())
    parts = [
        "Weekly Top 10",
        "WASHINGTON, D.C. February 21, 2025",
        URL,
        "TO: NCSEJ",
        "FROM: Person One, Chairman; Person Two",
        "Dear Friend,",
        "Washington, D.C. February 21, 2025",
        "1.  Report number 1",
        "    By A. Author\n    Example Wire, February 20, 2025",
        PUBLISHER.about,
        "1 Example Street",
        "Donate: https://example.org/donate",
        "Unsubscribe: https://list.example.org/leave",
    ]
    found = [text.index(part) for part in parts]
    assert found == sorted(found)


def test_a_draft_with_nothing_but_a_date_can_be_rendered():
    text = text_of(BLANK)
    assert "February 21, 2025" in text
    assert "None" not in text


@pytest.mark.parametrize("seed", range(20))
def test_no_word_is_lost_in_wrapping(seed):
    rng = random.Random(seed)
    words = ["".join(rng.choices("aé日ש\u00a0-", k=rng.randint(1, 90))) for _ in range(60)]
    lines = wrap(" ".join(words), "12. ", "    ")
    assert " ".join(line[4:] for line in lines).split(" ") == words
    assert all(count_columns(line) <= WIDTH or " " not in line[4:] for line in lines)


def test_a_missing_sender_addressee_and_signature_leave_no_empty_labels():
    text = text_of(replace(issue(), sent_from=(), addressee="", signature=()))
    assert "TO:" not in text
    assert "FROM:" not in text
    assert "\n\n\n" not in text
