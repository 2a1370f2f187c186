"""`./run quality`: what is wrong with what a screen reader speaks is found, and nothing else."""

import pytest

from quality.spoken import Phrase, find_faults

HOME, NEWS, AGAIN = "https://a.example/", "https://a.example/news/", "https://a.example/again/"


def text(words):
    return Phrase(words, words)


def link(name, target=HOME):
    return Phrase(f"link, {name}" if name else "link", name, target)


def faults(*phrases, page_text=""):
    return list(find_faults(phrases, page_text))


def test_a_page_without_a_fault_has_none():
    page = (
        Phrase("document"),
        Phrase("navigation, Main", "Main"),
        link("Home"),
        link("News", NEWS),
        Phrase("end of navigation, Main", "Main"),
        Phrase("heading, The week after the elections, level 1", "The week after the elections"),
        text("link, heading and button are words like others"),
        text("link"),
        Phrase("group"),
        Phrase("More", "More", collapsed=True),
        Phrase("end of group"),
        Phrase("end of document"),
    )
    assert faults(*page, page_text="Home News The week after the elections More") == []


@pytest.mark.parametrize("words", ["link", "link, current page", "button", "heading, level 2"])
def test_a_link_button_or_heading_without_a_name_is_found(words):
    assert faults(text("Before"), Phrase(words)) == [f"“{words}” has no name, after “Before”"]


def test_a_region_needs_no_name():
    assert faults(Phrase("article"), Phrase("paragraph"), Phrase("end of article")) == []


def test_links_with_one_name_and_two_targets_are_found():
    assert faults(link("Read at Example Wire", HOME), text("and"), link("Read at Example Wire", NEWS)) == [
        f"“link, Read at Example Wire” leads to {HOME}, {NEWS}"
    ]


def test_links_with_one_name_and_one_target_are_none():
    assert faults(link("News", NEWS), text("and"), link("News", NEWS)) == []


def test_a_link_that_is_spoken_twice_in_a_row_is_found():
    assert faults(link("News"), Phrase("listitem"), link("News")) == ["“link, News” is spoken twice in a row"]


def test_a_picture_and_a_headline_that_are_links_to_one_page_are_found():
    lines = faults(link("A drawing", NEWS), Phrase("end of listitem"), link("Our headline", NEWS))
    assert lines == ["“link, A drawing” and “link, Our headline” lead to the same place"]


def test_the_text_within_a_link_does_not_hide_that_the_next_is_the_same():
    whole = link("Earlier issue, November 13, 2026", NEWS)
    inner = (text("Earlier issue"), text("November 13, 2026"))
    assert faults(whole, *inner, whole) == ["“link, Earlier issue, November 13, 2026” is spoken twice in a row"]


def test_a_disclosure_that_is_collapsed_beside_its_content_is_found_once():
    closed = {"collapsed": True, "shown": True}
    named, inner = Phrase("In this issue 10", "In this issue 10", **closed), Phrase("10", "10", **closed)
    assert faults(named, inner) == ["“In this issue 10, collapsed”, but its content is shown"]
    assert faults(Phrase("Menu", "Menu", collapsed=True, shown=False)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (link("Home"), link("News", NEWS)),
        (text("November 17, 2026"), text("By A. Correspondent")),
        (text("In the year"), text("1964")),
        (text("In 1964"), text("founded")),
    ],
)
def test_words_that_run_together_are_found_and_a_space_parts_them(one, other):
    joined = faults(one, Phrase("end of time"), other, page_text=f"Some {one.text}{other.text} text")
    assert joined == [f"“{one.text}{other.text}” has no space between “{one.text}” and “{other.text}”"]
    assert faults(one, other, page_text=f"Some {one.text}\n{other.text} text") == []


def test_part_of_a_word_may_be_marked_and_a_comma_may_follow_at_once():
    assert faults(text("A list of"), text("Ukrain"), text("ian"), page_text="A list of Ukrainian") == []
    assert faults(text("Example Wire"), text(", 2026"), page_text="Example Wire, 2026") == []


def test_words_that_meet_within_a_name_are_spoken_with_that_name():
    assert faults(link("Home"), text("Home"), text("page"), page_text="Homepage") == []


@pytest.mark.parametrize(
    ("phrase", "line"),
    [
        (Phrase("More", "More", collapsed=True), "More, collapsed"),
        (Phrase("end of group", collapsed=True), "end of group"),
        (Phrase("end, In this issue", "In this issue", collapsed=True), "end, In this issue"),
    ],
)
def test_a_line_of_the_log_says_that_a_disclosure_is_collapsed(phrase, line):
    assert phrase.line == line
