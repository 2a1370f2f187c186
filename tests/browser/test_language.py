"""Language spans: an editor marks a greeting as Hebrew, a visitor gets language and direction."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from news.models import WeeklyUpdate
from tests.browser.conftest import PHONE
from tests.browser.test_editor import choose_action, edit_url, field
from tests.factories import WeeklyUpdateFactory

SHANA_TOVA = "שנה טובה"
MARKED = f'<span dir="rtl" lang="he">{SHANA_TOVA}</span>'
TO_BE_MARKED, TO_BE_TYPED, TO_BE_READ = date(2025, 9, 19), date(2025, 9, 26), date(2025, 10, 3)


@pytest.fixture(scope="module", autouse=True)
def letters(site, django_db_blocker):
    """Two drafts for an editor and a published update for a visitor, in the server's database."""
    with django_db_blocker.unblock():
        WeeklyUpdateFactory(
            date=TO_BE_MARKED, letter=f'<p data-block-key="a">Dear Friend, {SHANA_TOVA}</p>', live=False
        )
        WeeklyUpdateFactory(date=TO_BE_TYPED, letter='<p data-block-key="a">Dear Friend,</p>', live=False)
        clipping = {"headline": "שבת שלום", "source": "Example Wire", "excerpt": "Shabbat shalom"}
        WeeklyUpdateFactory(
            date=TO_BE_READ,
            letter=f'<p>{SHANA_TOVA}</p><p>Happy New Year, {MARKED}, 2025</p><p dir="rtl">{MARKED}</p>',
            clippings=[("clipping", clipping)],
        )


def letter_of(page):
    return field(page, "letter").locator("[contenteditable=true]")


def choose_language(page, name):
    field(page, "letter").get_by_label("Language of the selection").select_option(name)


def select_last_characters(page, count):
    letter_of(page).click()
    page.keyboard.press("Control+End")
    for _ in range(count):
        page.keyboard.press("Shift+ArrowLeft")


def test_an_editor_marks_a_greeting_as_hebrew_and_a_visitor_gets_language_and_direction(admin, open_browser):
    admin.goto(edit_url(TO_BE_MARKED))
    select_last_characters(admin, len(SHANA_TOVA))
    choose_language(admin, "Russian")
    choose_language(admin, "Hebrew")
    marked = admin.locator("[name=letter]")
    expect(marked).to_have_value(re.compile("LANGUAGE-he"))
    assert "LANGUAGE-ru" not in marked.input_value()
    span = letter_of(admin).locator("span[style*=direction]", has_text="שנה")
    assert span.evaluate("node => getComputedStyle(node).direction") == "rtl"

    choose_action(admin, "Publish")
    admin.wait_for_url("**/admin/pages/*/")
    reader = open_browser()
    reader.goto(f"/news/{TO_BE_MARKED}/")
    greeting = reader.locator(".prose span")
    expect(greeting).to_have_text(SHANA_TOVA)
    expect(greeting).to_have_attribute("lang", "he")
    expect(greeting).to_have_attribute("dir", "rtl")


def test_an_editor_who_types_on_stays_in_the_chosen_language_and_can_leave_it(admin):
    admin.goto(edit_url(TO_BE_TYPED))
    letter_of(admin).click()
    admin.keyboard.press("Control+End")
    choose_language(admin, "Ukrainian")
    admin.keyboard.type(" ми з вами")
    choose_language(admin, "English")
    admin.keyboard.type(" always")
    expect(admin.locator("[name=letter]")).to_have_value(re.compile("вами always"))
    admin.get_by_role("button", name="Save draft").click()
    expect(admin.locator(".messages .success")).to_be_visible()
    letter = WeeklyUpdate.objects.get(date=TO_BE_TYPED).get_latest_revision_as_object().letter
    assert letter == '<p data-block-key="a">Dear Friend,<span lang="uk"> ми з вами</span> always</p>'


def test_a_hebrew_paragraph_begins_at_the_right_and_an_english_one_at_the_left(open_browser):
    page = open_browser(PHONE)
    page.goto(f"/news/{TO_BE_READ}/")
    sides = page.evaluate("""() => {
        const side = (block) => {
            const range = document.createRange();
            range.selectNodeContents(block);
            const text = range.getBoundingClientRect(), box = block.getBoundingClientRect();
            return Math.abs(text.left - box.left) < 1 ? "left" : Math.abs(text.right - box.right) < 1 ? "right" : "";
        };
        return [...document.querySelectorAll(".prose p, .clipping__headline, .clipping__paragraph")].map(side);
    }""")
    assert sides == ["right", "left", "right", "right", "left"]
