"""The clippings in the editor: numbered bars, their order, undo of a removed one, and lines that are not placed."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from news.models import WeeklyUpdate
from tests.browser.test_editor import choose_action, field
from tests.browser.test_paste_clippings import clipping as pasted_clipping
from tests.browser.test_paste_clippings import paste_html
from tests.factories import WeeklyUpdateFactory, clipping

FOUR = [
    clipping(name, source="Example Wire", date="2030-11-20", excerpt=f"About {name}.", countries=["UA"])
    for name in ["First", "Second", "Third", "Fourth"]
]
UNPLACED = ["One more sentence.", "The Example Desk", "A Second Wire", "An article of its own"]


@pytest.fixture(scope="module")
def updates(site, django_db_blocker):
    """An update for each of the tests, all with four clippings; one is live, one has UNPLACED lines.

    Committed, as the server reads them.
    """
    with django_db_blocker.unblock():
        parent = site["news.NewsIndex"]
        updates = [
            WeeklyUpdateFactory(parent=parent, date=date(2032, 1, day), clippings=FOUR, live=day == 1)
            for day in range(1, 6)
        ]
        lines = "\n".join(UNPLACED)
        return [
            *updates,
            WeeklyUpdateFactory(parent=parent, date=date(2032, 1, 6), clippings=FOUR, unplaced_lines=lines),
        ]


@pytest.fixture
def open_update(admin, updates):
    """open_update(number) → one of the updates, opened in the editor; the first is live."""

    def open_update(number):
        admin.goto(reverse("wagtailadmin_pages:edit", args=[updates[number].pk]))
        expect(bars(admin)).to_have_count(len(FOUR))
        return updates[number]

    return open_update


def choose_place(rows, place, part=None):
    """Choose where the first of the lines that wait belongs: the label of a place, and of a field of a clipping."""
    place_list, part_list = rows.first.get_by_role("combobox").first, rows.first.get_by_label("Field of the clipping")
    place_list.focus()
    place_list.select_option(label=place)
    if part:
        part_list.select_option(part)


def move_first_line(rows):
    rows.first.get_by_role("button", name="Move", exact=True).click()


def bars(page):
    return page.locator("[data-clipping-number] > section > .w-panel__header h2")


def order(page):
    """Check that the bars are numbered without gap, and return their headlines."""
    numbers = page.locator(".clipping-bar__number").all_text_contents()
    assert numbers == [f"{number}." for number in range(1, len(numbers) + 1)]
    headlines = page.locator("[data-clipping-number] [name$=-headline]")
    return [headlines.nth(position).input_value() for position in range(len(numbers))]


def press(page, number, action, key="Enter"):
    """Press a button of a clipping's bar with the keyboard."""
    page.locator(f"[data-clipping-number='{number}'] [data-streamfield-action={action}]").press(key)


def test_closed_clippings_say_what_they_are_and_are_moved_by_keyboard_and_mouse(admin, open_update):
    open_update(1)
    expect(bars(admin).first).to_contain_text("1.")
    expect(bars(admin).first).to_contain_text("First")
    expect(bars(admin).first).to_contain_text("Example Wire · Nov 20")
    expect(field(admin, "headline").locator("input").first).not_to_be_visible()

    press(admin, 4, "MOVE_TO_TOP")
    assert order(admin) == ["Fourth", "First", "Second", "Third"]
    press(admin, 2, "MOVE_DOWN")
    assert order(admin) == ["Fourth", "Second", "First", "Third"]
    expect(admin.locator("[data-clipping-number='3'] [data-streamfield-action=MOVE_DOWN]")).to_be_focused()
    press(admin, 3, "DRAG", "ArrowUp")
    assert order(admin) == ["Fourth", "First", "Second", "Third"]

    press(admin, 1, "DELETE")  # which Wagtail's dragging would count
    handles = admin.locator("[data-clipping-number] [data-streamfield-action=DRAG]")
    handles.nth(2).drag_to(handles.nth(0))
    expect(bars(admin).first).to_contain_text("Third")
    assert order(admin) == ["Third", "First", "Second"]


def test_removed_clippings_come_back_to_their_places_with_all_that_was_typed(admin, open_update):
    draft = open_update(2)
    admin.locator("[data-clipping-number='2'] [data-panel-toggle]").first.click()
    field(admin, "excerpt").nth(1).locator("textarea").fill("Typed just now.")
    press(admin, 2, "DELETE")
    undo = admin.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    expect(admin.locator(".clipping-removed")).to_contain_text("Clipping 2, “Second”, was removed.")
    press(admin, 2, "DELETE")
    assert order(admin) == ["First", "Fourth"]

    undo.nth(0).press("Enter")
    assert order(admin) == ["First", "Second", "Fourth"]
    expect(admin.locator("[data-clipping-number='2'] [data-panel-toggle]").first).to_be_focused()
    undo.press("Enter")
    assert order(admin) == ["First", "Second", "Third", "Fourth"]
    expect(undo).to_have_count(0)

    admin.get_by_role("button", name="Save draft").click()
    expect(admin.locator(".messages .success")).to_be_visible()
    saved = WeeklyUpdate.objects.get(pk=draft.pk).get_latest_revision_as_object().clippings
    before = draft.get_latest_revision_as_object().clippings
    assert [block.value["excerpt"] for block in saved] == [
        "About First.",
        "Typed just now.",
        "About Third.",
        "About Fourth.",
    ]
    assert [block.value["countries"] for block in saved] == [["UA"]] * 4
    assert [block.id for block in saved] == [block.id for block in before]


def test_a_clipping_that_readers_see_is_removed_only_after_a_question(admin, open_update):
    open_update(0)
    press(admin, 3, "DELETE")
    question = admin.get_by_role("dialog", name="Remove clipping 3?")
    expect(question).to_contain_text("Readers see it until the change is published.")
    question.press("Escape")
    assert order(admin) == ["First", "Second", "Third", "Fourth"]
    press(admin, 3, "DELETE")
    question.get_by_role("button", name="Remove it").click()
    expect(admin.locator(".clipping-removed")).to_contain_text("Readers see it until the change is published.")
    assert order(admin) == ["First", "Second", "Fourth"]


def test_a_clipping_with_an_error_is_open(admin, open_update):
    open_update(3)
    admin.locator("[data-clipping-number='3'] [data-panel-toggle]").first.click()
    field(admin, "source").nth(2).locator("input").fill("")
    choose_action(admin, "Publish")
    expect(field(admin, "source").nth(2).locator(".w-field__errors")).to_contain_text("required")
    expect(field(admin, "source").nth(2).locator("input")).to_be_visible()
    expect(field(admin, "source").nth(0).locator("input")).not_to_be_visible()


def test_a_paste_is_asked_about_before_it_is_discarded_and_its_leftovers_stay_with_the_draft(admin, open_update):
    draft = open_update(4)
    box, question = admin.get_by_role("textbox", name="The text to read"), admin.locator("#ask-editor")
    headline = admin.locator("#paste-clippings").get_by_label("Headline")
    admin.get_by_role("button", name="Paste clippings").click()
    paste_html(admin, "<p>washington, a colophon</p>" + pasted_clipping(1, "Kyiv") + "<p>one more that waits,</p>")
    admin.get_by_role("button", name="Read the clippings").click()
    headline.fill("A corrected headline")
    admin.keyboard.press("Escape")
    question.get_by_role("button", name="Close and keep it").click()
    expect(admin.get_by_text("A pasted text waits in the dialog.")).to_be_visible()
    assert admin.evaluate("!dispatchEvent(new Event('beforeunload', {cancelable: true}))")  # leaving warns

    admin.get_by_role("button", name="Paste clippings").click()
    expect(headline).to_have_value("A corrected headline")
    admin.get_by_role("button", name="Back to the text").click()
    expect(box).to_contain_text("washington, a colophon")
    admin.get_by_role("button", name="Read the clippings").click()  # the same text: the corrections stay
    expect(headline).to_have_value("A corrected headline")
    admin.get_by_role("button", name="Add 1 clipping").click()

    leftovers = admin.locator(".unplaced-lines")
    expect(leftovers).to_contain_text("2 pasted lines are not placed yet")
    rows = leftovers.get_by_role("listitem")
    rows.first.get_by_role("button", name="Dismiss").click()
    expect(leftovers).to_contain_text("1 pasted line is not placed yet")
    rows.first.get_by_role("button", name="Put it back").click()
    choose_place(rows, "1. First")
    move_first_line(rows)
    expect(field(admin, "excerpt").first.locator("textarea")).to_have_value("About First.\n\nwashington, a colophon")

    admin.get_by_role("button", name="Save draft").click()
    expect(admin.locator(".messages .success")).to_be_visible()
    expect(leftovers.get_by_role("listitem")).to_contain_text("one more that waits,")
    assert (
        WeeklyUpdate.objects.get(pk=draft.pk).get_latest_revision_as_object().unplaced_lines == "one more that waits,"
    )


def test_pasted_lines_go_to_the_letter_the_signature_and_a_field_of_a_clipping(admin, open_update):
    draft = open_update(5)
    lines = admin.locator(".unplaced-lines")
    rows, status = lines.get_by_role("listitem"), lines.get_by_role("status")
    expect(rows.first.get_by_label("Field of the clipping")).to_be_hidden()
    choose_place(rows, "the end of the letter")
    move_first_line(rows)
    expect(status).to_have_text("Moved to the letter.")
    choose_place(rows, "the end of the signature")
    move_first_line(rows)
    choose_place(rows, "2. Second", "source")
    press(admin, 4, "MOVE_TO_TOP")  # which makes it the third
    move_first_line(rows)
    expect(status).to_have_text("Moved to the source of clipping 3.")
    choose_place(rows, "2. First")
    press(admin, 2, "DELETE")
    admin.get_by_role("dialog", name="Remove clipping 2?").get_by_role("button", name="Remove it").click()
    move_first_line(rows)
    expect(status).to_have_text("That clipping is gone. Choose another place for the line.")
    choose_place(rows, "a new clipping, as its headline")
    move_first_line(rows)
    with admin.expect_navigation():
        admin.get_by_role("button", name="Save draft").click()
    saved = WeeklyUpdate.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert saved.letter.endswith(">One more sentence.</p>")
    assert saved.signature.splitlines()[-1] == "The Example Desk"
    assert [block.value["headline"] for block in saved.clippings] == ["Fourth", "Second", "Third", UNPLACED[3]]
    assert saved.clippings[1].value["source"].endswith("/A Second Wire")
    assert saved.unplaced_lines == ""
