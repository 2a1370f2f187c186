"""A whole issue in one paste: looked at once, put into the fields of the draft, and taken out again."""

from datetime import date

from django.urls import reverse
from playwright.sync_api import expect

from news.models import WeeklyUpdate
from tests.browser.test_accessibility_tree import assert_matches_snapshot
from tests.browser.test_editor import field, start_update, write_letter
from tests.browser.test_paste_clippings import clipping, paste_html

LETTER = '<p>This week the <a href="https://example.org/board">board</a> met in Washington.</p><p>It was good.</p>'
HEAD = "<p>WEEKLY NEWS UPDATE</p><p>Washington, D.C. November 15, 2030</p><p>TO: Friends of the Sample</p>"
FROM = "<p>FROM: Ada Example, Executive Director</p><p>Dear Friend,</p>"
LEFTOVER = "<p>one more that waits,</p>"
ISSUE = f"{HEAD}{FROM}{LETTER}<p>Ada Example</p><p>Executive Director</p>" + clipping(1, "Kyiv") + clipping(2, "Riga")


def read_issue(page, day="November 15, 2030", leftover=LEFTOVER):
    page.get_by_role("button", name="Paste clippings").click()
    paste_html(page, ISSUE.replace("November 15, 2030", day) + leftover)
    page.get_by_role("button", name="Read the clippings").click()
    expect(page.get_by_text("A whole issue, 2 clippings understood.")).to_be_visible()
    return page.get_by_role("dialog", name="Paste clippings")


def letter_of(page):
    return field(page, "letter").locator("[contenteditable=true]")


def test_a_pasted_issue_fills_the_draft_with_one_press_and_is_saved_with_its_links(admin, site):
    start_update(admin, site, date(2030, 11, 15))
    dialog = read_issue(admin)
    expect(dialog.get_by_label("Letter: Put it in")).to_be_checked()
    expect(dialog.get_by_label("Kicker: Replace what is there")).not_to_be_checked()
    expect(dialog.get_by_text("The draft has it already.").first).to_be_visible()  # the date
    assert_matches_snapshot("whole-issue-dialog", dialog.aria_snapshot())
    dialog.get_by_label("To: Replace what is there").check()
    dialog.get_by_label("From: ").check()
    dialog.get_by_role("button", name="Put in ").click()

    expect(letter_of(admin)).to_contain_text("It was good.")
    expect(field(admin, "addressee").locator("input")).to_have_value("Friends of the Sample")
    expect(field(admin, "kicker").locator("input")).not_to_have_value("WEEKLY NEWS UPDATE")
    with admin.expect_navigation():
        admin.get_by_role("button", name="Save draft").click()
    saved = WeeklyUpdate.objects.get(date="2030-11-15").get_latest_revision_as_object()
    assert '<a href="https://example.org/board">board</a>' in saved.letter
    assert saved.sent_from[0].value["name"] == "Ada Example"
    assert [block.value["source"] for block in saved.clippings] == ["Sample Gazette"] * 2


def test_what_was_put_in_is_taken_out_and_brought_back_with_one_press(admin, site):
    start_update(admin, site, date(2030, 11, 22))
    write_letter(admin, "Dear Friend, a letter of our own.")
    taken = site["news.WeeklyUpdate"]
    dialog = read_issue(admin, f"{taken.date:%B} {taken.date.day}, {taken.date.year}")
    conflict = dialog.get_by_role("link", name="An update for that date exists")
    expect(conflict).to_have_attribute("href", reverse("wagtailadmin_pages:edit", args=[taken.pk]))
    dialog.get_by_label("Letter: Replace what is there").check()
    dialog.get_by_label("Date: Replace what is there").check()
    dialog.get_by_role("button", name="Put in ").click()
    expect(letter_of(admin)).to_contain_text("It was good.")
    expect(admin.locator("input[name=date]")).to_have_value(taken.date.isoformat())

    expect(admin.get_by_text("1 pasted line is not placed yet")).to_be_visible()
    admin.locator("[data-clipping-number='1'] [data-panel-toggle]").first.click()
    field(admin, "headline").locator("input").first.fill("A corrected headline")
    take_out = admin.get_by_role("button", name="Take all of it out again")
    question = admin.get_by_role("dialog", name="Take out what was changed, too?")
    take_out.click()
    expect(question).to_contain_text("Changed since it was put in: clipping 1.")
    question.press("Escape")
    expect(letter_of(admin)).to_contain_text("It was good.")

    take_out.click()
    question.get_by_role("button", name="Only what is unchanged").click()
    expect(letter_of(admin)).to_have_text("Dear Friend, a letter of our own.")
    expect(admin.locator("input[name=date]")).to_have_value("2030-11-22")
    expect(admin.locator(".unplaced-lines")).to_be_hidden()
    clippings = admin.locator("[data-clipping-number]:visible")
    expect(clippings).to_have_count(1)
    expect(field(admin, "headline").locator("input").first).to_have_value("A corrected headline")
    expect(admin.locator(".clipping-removed")).to_contain_text("1 clipping of the pasted issue was removed.")
    admin.get_by_role("button", name="Undo").click()
    expect(clippings).to_have_count(2)
    expect(letter_of(admin)).to_contain_text("It was good.")
    expect(admin.locator("input[name=date]")).to_have_value(taken.date.isoformat())
    expect(admin.get_by_text("1 pasted line is not placed yet")).to_be_visible()
    take_out.click()
    question.get_by_role("button", name="Take out all of it").click()
    expect(letter_of(admin)).to_have_text("Dear Friend, a letter of our own.")
    expect(clippings).to_have_count(0)

    read_issue(admin, "November 22, 2030", "<p>a line of another paste,</p>")
    dialog.get_by_label("Letter: Replace what is there").check()
    dialog.get_by_role("button", name="Put in ").click()
    lines = admin.locator(".unplaced-lines").get_by_role("listitem")
    lines.get_by_label("Where the line belongs").select_option("a new clipping, as its headline")
    lines.get_by_role("button", name="Move", exact=True).click()
    admin.get_by_role("button", name="Undo").click()
    expect(clippings).to_have_count(5)
    expect(lines).to_contain_text(["one more that waits,"])
    take_out.click()  # of the later paste, whose note it is
    expect(clippings).to_have_count(3)
    expect(lines).to_contain_text(["one more that waits,"])
