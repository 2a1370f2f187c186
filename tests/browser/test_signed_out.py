"""A session that ends while somebody types, a crash, a shared computer: nothing typed is lost, or shown to others."""

import json
from datetime import date, timedelta

import pytest
from playwright.sync_api import Dialog, expect

from news.models import WeeklyUpdate
from tests.browser.conftest import ADA
from tests.browser.test_editor import add_clipping, edit_url, field, write_letter
from tests.browser.test_saving import answer_saves, editor_form, expect_state, kicker
from tests.factories import UserFactory, WeeklyUpdateFactory

FIRST = date(2023, 1, 6)
BOB = {"username": "bob", "password": "another long password"}
FAULT = 503, {"success": False, "error_code": "unavailable", "error_message": "In a minute."}


@pytest.fixture(scope="module", autouse=True)
def drafts(site, django_db_blocker):
    with django_db_blocker.unblock():
        for week in range(10):
            letter = '<p data-block-key="a">Dear Friend,</p>'
            WeeklyUpdateFactory(date=FIRST + timedelta(weeks=week), letter=letter, live=False)
        bob = UserFactory(username=BOB["username"], groups=["Editors"])
        bob.set_password(BOB["password"])
        bob.save()


def draft(week):
    return WeeklyUpdate.objects.get(date=FIRST + timedelta(weeks=week)).get_latest_revision_as_object()


def open_draft(page, week):
    page.goto(edit_url(FIRST + timedelta(weeks=week)))
    return editor_form(page)


def sign_in(page, who):
    """Sign in where nobody is signed in; the editor in another tab has the same cookies."""
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(who["username"])
    page.get_by_label("Password").fill(who["password"])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")


def end_session(page):
    """As after eight hours: the browser's cookie names no session."""
    page.context.clear_cookies(name="sessionid")


def expect_kept(page, is_kept=True):
    expect(editor_form(page)).to_have_attribute("data-device-copy", "kept" if is_kept else "none")


def copies(page):
    return page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('device-copy:'))")


def offer(page):
    return page.locator("[data-device-copy-offer]")


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
    sign_in(opened.value, ADA)
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
    sign_in(admin.context.new_page(), BOB)
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


def test_after_a_crash_the_device_offers_what_was_not_saved_and_restoring_gives_every_field_back(admin):
    open_draft(admin, 2)
    expect_state(admin, "saved")
    answer_saves(admin, *FAULT)
    kicker(admin).fill("Typed before the crash")
    write_letter(admin, "Dear Friend, the site was down.")
    add_clipping(admin, 1, headline="First headline", source="Example Wire", excerpt="One line.\n\nAnother.")
    add_clipping(admin, 2, headline="Second headline", url="https://example.org/second")
    expect_state(admin, "failed")
    expect_kept(admin)
    stored = admin.evaluate("JSON.stringify(localStorage)")
    assert "Typed before" not in stored
    assert "First headline" not in stored

    again = admin.context.new_page()
    admin.close()  # without beforeunload, as a crash
    open_draft(again, 2)
    expect(kicker(again)).not_to_have_value("Typed before the crash")
    expect(offer(again)).to_contain_text("that was not saved")
    offer(again).get_by_role("button", name="Look").click()
    expect(again.locator("dialog[open]")).to_contain_text("Dear Friend, the site was down.")
    expect(again.locator("dialog[open]")).to_contain_text("Second headline")
    expect(again.locator("dialog[open]")).not_to_contain_text("addressee")  # it is the same as in the form
    again.locator("dialog[open]").get_by_role("button", name="Close").click()

    offer(again).get_by_role("button", name="Restore").click()
    expect(kicker(again)).to_have_value("Typed before the crash")
    expect(field(again, "letter").locator("[contenteditable=true]")).to_contain_text("the site was down")
    expect(field(again, "headline").locator("input").nth(1)).to_have_value("Second headline")
    expect_state(again, "saved")
    expect_kept(again, is_kept=False)
    assert copies(again) == []
    saved = draft(2)
    assert saved.kicker == "Typed before the crash"
    assert "the site was down" in saved.letter
    assert [str(clipping.value["headline"]) for clipping in saved.clippings] == ["First headline", "Second headline"]
    assert saved.clippings[0].value["source"] == "Example Wire"
    assert saved.clippings[0].value["excerpt"].replace("\r", "") == "One line.\n\nAnother."
    assert saved.clippings[1].value["url"] == "https://example.org/second"


def test_who_is_signed_out_in_the_paste_dialog_signs_in_elsewhere_and_reads_the_same_text(admin):
    open_draft(admin, 9)
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
    sign_in(opened.value, ADA)
    admin.get_by_role("button", name="Read the clippings").click()
    expect(admin.get_by_text("1 clipping understood")).to_be_visible()


def test_reloading_a_restored_form_offers_what_was_typed_since_and_does_not_send_the_old_text_again(admin):
    admin.on("dialog", Dialog.accept)
    open_draft(admin, 6)
    expect_state(admin, "saved")
    answer_saves(admin, *FAULT)
    kicker(admin).fill("Typed first")
    expect_kept(admin)
    admin.reload()
    admin.context.set_offline(True)
    offer(admin).get_by_role("button", name="Restore").click()
    expect(offer(admin)).to_contain_text("Not restored yet. There is no connection to the site.")
    admin.context.set_offline(False)
    offer(admin).get_by_role("button", name="Restore").click()
    expect(kicker(admin)).to_have_value("Typed first")
    kicker(admin).fill("Typed first, and then")
    expect_kept(admin)
    methods = []
    admin.on("request", lambda request: methods.append(request.method) if request.is_navigation_request() else None)
    admin.reload()
    assert methods == ["GET"]
    offer(admin).get_by_role("button", name="Restore").click()
    expect(kicker(admin)).to_have_value("Typed first, and then")


def test_a_copy_goes_when_the_form_was_saved_at_sign_out_and_after_seven_days(admin):
    open_draft(admin, 3)
    expect_state(admin, "saved")
    stop = answer_saves(admin, *FAULT)
    kicker(admin).fill("Saved by the button")
    expect_kept(admin)
    admin.get_by_role("button", name="Save draft").first.click()  # a whole form, which is not refused
    expect(admin.locator(".messages .success")).to_be_visible()
    assert draft(3).kicker == "Saved by the button"
    expect_state(admin, "saved")
    assert copies(admin) == []
    expect(offer(admin)).to_have_count(0)

    kicker(admin).fill("Kept until the sign-out")
    expect_kept(admin)
    stop()
    other = admin.context.new_page()
    admin.close()
    other.goto("/admin/logout/")
    assert len(copies(other)) == 1
    old = {"time": 0, "iv": "", "data": ""}
    other.evaluate("(old) => localStorage.setItem('device-copy:999:page-1:x', old)", json.dumps(old))
    young = "JSON.stringify({ time: Date.now() - 6 * 86400000 })"
    other.evaluate(f"localStorage.setItem('device-copy:999:page-1:y', {young})")
    for answer in (False, True):
        with other.expect_event("dialog") as asked:
            other.once("dialog", Dialog.accept if answer else Dialog.dismiss)
            other.get_by_role("button", name="Sign out").click()
        assert "not saved" in asked.value.message
    other.wait_for_url("**/login/**")
    assert copies(other) == ["device-copy:999:page-1:y"]  # of somebody else, and not old


def test_somebody_else_in_the_same_browser_is_not_offered_the_copy(admin):
    open_draft(admin, 4)
    expect_state(admin, "saved")
    answer_saves(admin, *FAULT)
    kicker(admin).fill("Ada's secret")
    expect_kept(admin)
    end_session(admin)
    other = admin.context.new_page()
    admin.close()
    sign_in(other, BOB)
    open_draft(other, 4)
    kicker(other).fill("Bob's")
    expect_state(other, "saved")
    expect(offer(other)).to_have_count(0)
    assert len(copies(other)) == 1
    end_session(other)
    sign_in(other, ADA)
    open_draft(other, 4)
    expect(offer(other)).to_contain_text("The page was saved since then")


def test_two_tabs_of_one_editor_keep_a_copy_each_and_are_told_of_each_other(admin):
    open_draft(admin, 5)
    expect_state(admin, "saved")
    second = admin.context.new_page()
    open_draft(second, 5)
    expect_state(second, "saved")
    kicker(admin).fill("Of the first tab")
    expect_state(admin, "saved")
    kicker(second).fill("Of the second tab")
    expect_state(second, "failed")
    expect(editor_form(second).locator(".saving__problem")).to_contain_text("saved in another window")
    expect_kept(second)
    third = admin.context.new_page()
    second.close()
    open_draft(third, 5)
    expect(kicker(third)).to_have_value("Of the first tab")
    offer(third).get_by_role("button", name="Restore").click()
    expect(kicker(third)).to_have_value("Of the second tab")
    expect_state(third, "saved")


def test_what_is_typed_after_save_was_pressed_is_offered_when_the_page_is_back(admin):
    open_draft(admin, 7)
    expect_state(admin, "saved")
    answer_saves(admin, *FAULT)
    held = []

    def hold(route):
        if route.request.method == "POST" and route.request.is_navigation_request() and not held:
            held.append(route)
        else:
            route.fallback()

    admin.route("**/edit/", hold)
    kicker(admin).fill("Typed before")
    expect_kept(admin)
    admin.evaluate("""() => document.addEventListener("submit", ({ target }) => {
        const names = () => Object.keys(localStorage).sort().join();
        const [input, before] = [target.elements.namedItem("kicker"), names()];
        setTimeout(() => {
            input.value += ", and after";
            input.dispatchEvent(new Event("input", { bubbles: true }));
        });
        const timer = setInterval(() => {
            if (names() === before || target.dataset.deviceCopy !== "kept") return;
            clearInterval(timer);
            console.log("kept by another name");
        }, 20);
    })""")
    with admin.expect_console_message(lambda message: message.text == "kept by another name"):
        admin.get_by_role("button", name="Save draft").first.dispatch_event("click")
    held[0].continue_()
    expect(admin.locator(".messages .success")).to_be_visible()
    assert draft(7).kicker == "Typed before"
    offer(admin).get_by_role("button", name="Restore").click()
    expect(kicker(admin)).to_have_value("Typed before, and after")


def test_nothing_is_kept_with_the_key_of_somebody_else(admin):
    bobs = {"user": "999", "name": "Bob", "token": "x" * 64, "key": "A" * 43 + "="}
    admin.route("**/admin/session/", lambda route: route.fulfill(json=bobs))
    form = open_draft(admin, 8)
    expect(form.locator(".saving-banner")).to_contain_text("Bob is signed in")
    kicker(admin).fill("Ada's")
    expect(form).to_have_attribute("data-device-copy", "impossible")
    assert copies(admin) == []
