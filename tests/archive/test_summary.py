"""The summary that is suggested of an old issue is whole sentences, or says that it goes on."""

import pytest

from archive.reading import Form, SourceText
from archive.record import make_record
from archive.summary import MAX_LENGTH, split_sentences
from news.parser.sources import NO_SOURCES
from tests.news.parser.test_whole_issue import issue

NEXT = "On Tuesday the board visited a school in Gomel."
LONG = f"The board spoke of bread, {'of schools and of the river, ' * 5}and in the evening (with the choir of the town"


@pytest.mark.parametrize(
    ("letter", "summary"),
    [
        (f"The winter\ufffds first week was cold for all of us (at\n\n{NEXT}", NEXT),
        (f"The winter\ufffds first week was cold. {NEXT}", NEXT),
        (f"{NEXT} The pupils\ufffd choir sang for us.", NEXT),
        (f"Many came to the new hall (see\n\n{NEXT}", NEXT),
        (f"The Board Opens a School by the River in Gomel\n\n{NEXT}", NEXT),
        (
            "Many more people than last year came to hear them (see",
            "Many more people than last year came to hear them…",
        ),
        ("We met Dr. Anna Example in the old town hall of Gomel.", None),
        ("We met in Gomel. (It was cold there.) Then we went on by train.", None),
        ("The winter\ufffds first week was cold.", "Envoys Meet in Kyiv"),
    ],
)
def test_a_sentence_that_is_broken_is_not_suggested(letter, summary):
    source = SourceText("a.txt", Form.TEXT, issue(letter=letter))
    assert make_record(source, NO_SOURCES).summary == (letter if summary is None else summary)


def test_a_sentence_that_is_too_long_is_cut_at_a_word_and_not_inside_of_a_bracket():
    source = SourceText("a.txt", Form.TEXT, issue(letter=f"{LONG} and its friends), and went home."))
    summary = make_record(source, NO_SOURCES).summary
    assert summary.endswith("and in the evening…")
    assert len(summary) <= MAX_LENGTH


def test_an_issue_whose_letters_are_lost_everywhere_has_no_summary():
    source = SourceText("a.txt", Form.TEXT, issue(letter="The winter\ufffds first week was cold.", articles=""))
    assert make_record(source, NO_SOURCES).summary == ""


def test_sentences_keep_their_marks():
    assert [*split_sentences("“They came.” (They saw.) Then, at 9.30, they left")] == [
        *("“They came.”", "(They saw.)", "Then, at 9.30, they left")
    ]


def test_many_abbreviations_are_not_read_again_for_each():
    """Hours, if the text before each of them is looked at again."""
    text = "Mr. A " * 100_000
    assert [*split_sentences(text)] == [text.strip()]
