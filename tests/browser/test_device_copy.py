"""What the device keeps of unsaved text, through a crash and for its owner only."""

import json

import pytest
from playwright.sync_api import Dialog, expect

from tests.browser.conftest import ADA, TIMEOUT
from tests.browser.saving import (
    BOB,
    FAULT,
    answer_saves,
    copies,
    draft,
    editor_form,
    end_session,
    expect_kept,
    expect_state,
    kicker,
    make_drafts,
    offer,
    open_draft,
    sign_in_elsewhere,
)
from tests.browser.test_editor import add_clipping, field, write_letter


@pytest.fixture(scope="module", autouse=True)
def drafts(site, django_db_blocker):
    with django_db_blocker.unblock():
        make_drafts(9)


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


def test_reloading_a_restored_form_offers_what_was_typed_since_and_does_not_send_the_old_text_again(admin):
    admin.on("dialog", Dialog.accept)
    open_draft(admin, 6)
    expect_state(admin, "saved")
    answer_saves(admin, *FAULT)
    kicker(admin).fill("Typed first")
    expect_kept(admin)
    admin.reload()
    expect(offer(admin)).to_be_visible()  # once the site has been asked whose session this is
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
    sign_in_elsewhere(other, BOB)
    open_draft(other, 4)
    kicker(other).fill("Bob's")
    expect_state(other, "saved")
    expect(offer(other)).to_have_count(0)
    assert len(copies(other)) == 1
    end_session(other)
    sign_in_elsewhere(other, ADA)
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
    for _ in range(TIMEOUT // 20):
        if held:
            break
        admin.wait_for_timeout(20)  # the page itself answers nothing while its navigation is held
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
