"""A session that ends while somebody types: nothing typed is lost, or saved under another name."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ADA
from tests.browser.saving import (
    BOB,
    draft,
    end_session,
    expect_kept,
    expect_state,
    kicker,
    make_drafts,
    open_draft,
    sign_in_elsewhere,
)
from tests.browser.test_editor import write_letter


@pytest.fixture(scope="module", autouse=True)
def drafts(site, django_db_blocker):
    with django_db_blocker.unblock():
        make_drafts(3)


def test_who_is_signed_out_while_typing_signs_in_elsewhere_and_everything_is_saved(admin):
    form = open_draft(admin, 0)
    expect_state(admin, "saved")
    end_session(admin)
    kicker(admin).fill("Typed while signed out")
    expect_state(admin, "signed-out")
    banner = form.locator(".saving-banner")
    expect(banner).to_contain_text("You were signed out.")
    expect_kept(admin)

    admin.get_by_role("button", name="Save draft").first.click()
    expect(admin.get_by_role("button", name="Save draft").first).to_be_enabled()
    write_letter(admin, "This too was typed while signed out.")

    with admin.expect_popup() as opened:
        banner.get_by_role("link", name="Sign in in a new tab").click()
    sign_in_elsewhere(opened.value, ADA)
    expect_state(admin, "saved")
    expect(banner).to_be_hidden()
    expect_kept(admin, is_kept=False)
    assert draft(0).kicker == "Typed while signed out"
    assert "This too was typed while signed out." in draft(0).letter
    admin.get_by_role("button", name="Save draft").first.click()
    expect(admin.locator(".messages .success")).to_be_visible()


def test_nothing_is_saved_under_the_name_of_somebody_else_who_signs_in_unless_the_person_says_so(admin):
    form = open_draft(admin, 1)
    expect_state(admin, "saved")
    end_session(admin)
    sign_in_elsewhere(admin.context.new_page(), BOB)
    kicker(admin).fill("Typed by Ada")
    banner = form.locator(".saving-banner")
    expect(banner).to_contain_text("bob is signed in in this browser now.")
    expect_state(admin, "signed-out")
    admin.get_by_role("button", name="Save draft").first.click()
    expect(admin.get_by_role("button", name="Save draft").first).to_be_enabled()
    assert draft(1).kicker != "Typed by Ada"

    banner.get_by_role("button", name="Save as bob").click()
    expect_state(admin, "saved")
    assert draft(1).kicker == "Typed by Ada"


def test_who_is_signed_out_in_the_paste_dialog_signs_in_elsewhere_and_reads_the_same_text(admin):
    open_draft(admin, 2)
    expect_state(admin, "saved")
    admin.get_by_role("button", name="Paste clippings").click()
    text = admin.get_by_role("textbox", name="The text to read")
    text.fill("A headline\nExample Wire, January 5, 2023\nA paragraph.")
    end_session(admin)
    admin.get_by_role("button", name="Read the clippings").click()
    alert = admin.locator("#paste-clippings").get_by_role("alert")
    expect(alert).to_contain_text("You were signed out.")
    with admin.expect_popup() as opened:
        alert.get_by_role("link", name="Sign in in a new tab").click()
    sign_in_elsewhere(opened.value, ADA)
    admin.get_by_role("button", name="Read the clippings").click()
    expect(admin.get_by_text("1 clipping understood")).to_be_visible()
