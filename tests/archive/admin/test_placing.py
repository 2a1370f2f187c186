"""Lines without a place are put into fields of the draft, or left out, with a press each or all at once."""

import re

import pytest
from django.urls import reverse

from archive.admin.placing import place_line
from news.parser.whole_issue import IssueDoubt
from tests.html import parse, text

from .review_page import press, show

UNPLACED = IssueDoubt.UNPLACED.message


def values(form, name):
    return [field["value"] for field in form.select(f"input[name={name}]")]


@pytest.mark.parametrize(
    ("place", "field", "expected"),
    [
        ("letter", "letter", "<p>Picture: &lt;b&gt;the hall&lt;/b&gt;</p>"),
        ("signature", "signature", "Picture: <b>the hall</b>"),
        ("nowhere", "unplaced_lines", "A second line"),
    ],
)
def test_a_line_without_a_place_is_moved(imported, place, field, expected):
    draft = imported.page.get_latest_revision_as_object()
    assert place_line(draft, "Picture: <b>the hall</b>", place)
    assert getattr(draft, field).endswith(expected)
    assert draft.unplaced_lines == "A second line"


def choices_of(page, number=0):
    """Value → label of the places to which a line may be moved."""
    options = page.select(".archive__place")[number].select("option")
    return {option["value"]: text(option) for option in options}


def test_no_place_is_chosen_beforehand_and_a_press_without_one_moves_nothing(editor, imported):
    page = show(editor, imported)
    assert "{#" not in text(page)
    select = page.select_one(".archive__place select")
    assert (select.has_attr("required"), select.option["value"], select.select("[selected]")) == (True, "", [])
    response = press(editor, "place", imported, line="A second line", place="")
    assert "choose where the line belongs first" in text(parse(response).select_one(".messages"))
    assert not imported.is_changed_since


def test_a_line_becomes_a_clipping_of_its_own_and_an_address_its_link(editor, imported):
    address = "https://example.org/news/1?utm_source=mail"
    draft = imported.page.get_latest_revision_as_object()
    draft.unplaced_lines = f"A headline\n{address}\nRead {address}\nBy A. Writer"
    draft.save_revision(clean=False)
    press(editor, "place", imported, line="A headline", place="new")
    first, second, _ = (choices_of(show(editor, imported), number) for number in range(3))
    link = next(value for value, label in first.items() if label == "the link of 3. A headline")
    byline = next(value for value, label in second.items() if label == "the byline of 3. A headline")
    assert not any("the link of" in label or "the headline of" in label for label in second.values())
    assert "Moved to the link of 3." in text(parse(press(editor, "place", imported, line=address, place=link)))
    press(editor, "place", imported, line="By A. Writer", place=byline)
    value = imported.page.get_latest_revision_as_object().clippings[2].value
    assert (value["headline"], value["url"], value["byline"]) == (
        "A headline",
        "https://example.org/news/1",
        "By A. Writer",
    )
    assert byline not in choices_of(show(editor, imported))


def test_one_press_moves_a_line_into_the_excerpt_of_a_clipping(editor, imported):
    choices = [option["value"] for option in show(editor, imported).select(".archive__place option")]
    press(editor, "place", imported, line="A second line", place=next(each for each in choices if "excerpt" in each))
    draft = imported.page.get_latest_revision_as_object()
    assert draft.clippings[0].value["excerpt"].endswith("on Tuesday.\n\nA second line")
    assert imported.is_changed_since


def test_after_a_move_the_next_line_is_in_sight_and_nowhere_is_not_called_moving(editor, imported):
    address = reverse("archive_issue", args=[imported.pk])
    response = press(editor, "place", imported, line="A second line", place="nowhere")
    assert response.redirect_chain[-1][0] == f"{address}#archive-unplaced"
    assert "Left out: the line belongs nowhere." in text(parse(response).select_one(".messages"))
    response = press(editor, "place", imported, line="Picture: <b>the hall</b>", place="letter")
    assert response.redirect_chain[-1][0] == f"{address}#archive-fields"
    assert "Moved to the end of the letter." in text(parse(response).select_one(".messages"))


def test_one_press_says_of_all_lines_that_are_listed_that_they_belong_nowhere(editor, imported):
    imported.record["reasons"] = [UNPLACED]
    imported.save()
    page = show(editor, imported)
    form = page.find("button", string=re.compile(r"All 2 of them")).find_parent("form")
    draft = imported.page.get_latest_revision_as_object()
    draft.unplaced_lines += "\nA line of a colleague"
    draft.save_revision(clean=False)
    page = parse(press(editor, "place", imported, line=values(form, "line"), place=values(form, "place")))
    assert "Left out: 2 lines belong nowhere." in text(page.select_one(".messages"))
    assert [text(line) for line in page.select(".archive__line p")] == ["A line of a colleague"]
    assert not page.find("button", string=re.compile("of them"))
    assert UNPLACED in text(page)


def test_once_every_line_has_its_place_nothing_says_that_one_has_none(editor, imported):
    imported.record |= {"reasons": [UNPLACED, "Another reason."], "unplaced": [{"text": "x"}] * 3}
    imported.save()
    assert "2 lines not placed" in text(parse(editor.get(reverse("archive"))))
    press(editor, "place", imported, line=["Picture: <b>the hall</b>", "A second line"], place="nowhere")
    for page in (show(editor, imported), parse(editor.get(reverse("archive")))):
        assert [text(doubt) for doubt in page.select(".section__doubt")] == ["Another reason."]
        assert "not placed" not in text(page)


def test_a_line_or_a_place_that_has_gone_changes_nothing(editor, imported):
    draft = imported.page.get_latest_revision_as_object()
    for line, place in [("Not there", "letter"), ("A second line", "x"), ("", "")]:
        assert not place_line(draft, line, place)
    response = press(editor, "place", imported, line="Not there", place="letter")
    assert "the draft has changed meanwhile" in response.content.decode()
    assert not imported.is_changed_since


def test_nothing_is_moved_in_a_page_that_somebody_has_locked(editor, imported):
    page = imported.page
    page.locked = True
    page.save()
    response = press(editor, "place", imported, line="A second line", place="letter")
    assert "the page is locked" in response.content.decode()
