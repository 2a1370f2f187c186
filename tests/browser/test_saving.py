"""Whatever an editor types is saved while it is typed, and nobody leaves without a warning while something is not."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from news.models import Statement, WeeklyUpdate
from pages.models import Person
from tests.browser.conftest import wait_until
from tests.browser.saving import FIRST, answer_saves, expect_state, hold_requests, kicker, make_drafts, open_draft
from tests.browser.test_editor import RECORD_WHEN_WATCHING_STARTS, field, is_save
from tests.factories import PersonFactory

AT_ONCE = {"wait_until": "domcontentloaded"}  # so that what is typed may come before what the page loads


@pytest.fixture(scope="module", autouse=True)
def drafts(site, django_db_blocker):
    with django_db_blocker.unblock():
        make_drafts(6)
        PersonFactory(name="Ada Example")


def leave(page):
    """Close the window as a person does; returns the type of the question that the browser asks, and stay."""
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    asked.value.dismiss()
    return asked.value.type


def test_the_first_keystroke_is_unsaved_leaving_warns_and_who_stays_finds_it_saved(admin):
    open_draft(admin, 0, **AT_ONCE)
    release = hold_requests(admin)
    kicker(admin).press("End")
    admin.keyboard.type("!")
    assert leave(admin) == "beforeunload"
    release()
    expect_state(admin, "saved")
    assert WeeklyUpdate.objects.get(date=FIRST).get_latest_revision_as_object().kicker.endswith("!")


def test_the_last_letter_typed_in_the_letter_counts_before_draftail_has_copied_it(admin):
    open_draft(admin, 1, **AT_ONCE)
    hold_requests(admin)
    letter = field(admin, "letter").locator("[contenteditable=true]")
    letter.click()
    admin.keyboard.press("Control+End")
    expect_state(admin, "saved")
    # At once, in the browser's own event: what Draftail has not copied yet is what must not be lost.
    admin.evaluate("""() => document.addEventListener("keyup", () => {
        const event = new Event("beforeunload", { cancelable: true });
        window.dispatchEvent(event);
        window.warned = event.defaultPrevented;
        window.sent = new FormData(document.querySelector("form[data-edit-form]")).get("letter");
    }, { once: true })""")
    admin.keyboard.press("Z")
    assert admin.evaluate("window.warned")
    assert "Friend,Z" in admin.evaluate("window.sent")


def test_who_types_without_a_pause_is_saved_meanwhile(admin):
    open_draft(admin, 2, **AT_ONCE)
    saves = []
    admin.on("request", lambda request: saves.append(request) if is_save(request) else None)
    field(admin, "search_description").locator("textarea").click()
    typed = 0
    while not saves and typed < 2000:
        admin.keyboard.type("a", delay=20)
        typed += 1
    assert saves
    expect_state(admin, "saved")


def test_opening_an_editor_and_looking_at_it_saves_nothing_and_leaving_asks_nothing(admin, site):
    admin.add_init_script(RECORD_WHEN_WATCHING_STARTS)
    saves = []
    admin.on("request", lambda request: saves.append(request) if is_save(request) else None)
    for name in ("news.WeeklyUpdate", "news.Statement"):
        admin.goto(reverse("wagtailadmin_pages:edit", args=[site[name].pk]), wait_until="domcontentloaded")
        field(admin, "search_description").locator("textarea").click()  # from here on every change counts
        wait_until(admin, "window.watchedSince")  # by when every widget has done its own
        expect_state(admin, "saved")
        assert not admin.evaluate("""() => {
            const event = new Event("beforeunload", { cancelable: true });
            window.dispatchEvent(event);
            return event.defaultPrevented;
        }""")
    assert saves == []


def is_sent_form(request):
    """Whether Save or Publish was pressed."""
    return request.is_navigation_request() and request.method == "POST"


def test_nothing_saves_by_itself_beside_a_publication_that_is_slow(admin):
    """Else it may be stored after the page was read for the answer, which then shows an older version than there is."""
    open_draft(admin, 3)
    saves = []
    admin.on("request", lambda request: saves.append(request) if is_save(request) else None)
    release = hold_requests(admin, is_sent_form)
    # Once the form is on its way, what Wagtail does when somebody types on, half a second before it sends what it has.
    admin.evaluate("""() => {
        const form = document.querySelector("form[data-edit-form]");
        document.addEventListener("w-autosave:save", (event) => {
            setTimeout(() => console.log(`Stopped: ${event.defaultPrevented}`));
        });
        document.addEventListener("submit", (event) => setTimeout(() => {
            if (event.defaultPrevented) return;
            form.elements.kicker.value = "Typed on";
            form.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, detail: { type: "edits" } }));
        }));
    }""")
    kicker(admin).focus()
    expect_state(admin, "saved")
    with (
        admin.expect_console_message(lambda message: message.text.startswith("Stopped")) as told,
        admin.expect_request(is_sent_form),
    ):
        admin.get_by_role("button", name="Save draft").click(no_wait_after=True)
    assert told.value.text == "Stopped: true"
    release()
    expect(admin.locator(".messages .success")).to_be_visible()
    assert saves == []


def test_who_stops_a_form_that_hangs_is_warned_at_once_and_saved_half_a_minute_after_pressing(admin):
    admin.clock.install()
    open_draft(admin, 4)
    hold_requests(admin, lambda request: is_sent_form(request) or is_save(request))
    admin.evaluate("() => document.addEventListener('submit', () => setTimeout(() => window.stop(), 500))")
    with admin.expect_event("requestfailed", is_sent_form):
        admin.get_by_role("button", name="Save draft").click(no_wait_after=True)
    kicker(admin).press("End")
    admin.keyboard.type("!")
    assert leave(admin) == "beforeunload"
    with admin.expect_request(is_save):
        admin.clock.fast_forward(30_000)
    expect(admin.get_by_role("button", name="Save draft")).to_be_enabled()


def test_looking_elsewhere_on_the_page_while_the_answer_is_awaited_saves_nothing(admin):
    """A link within the page, as the minimap has them, is a navigation for the browser, and does not end the form's."""
    open_draft(admin, 2)
    saves = []
    admin.on("request", lambda request: saves.append(request) if is_save(request) else None)
    release = hold_requests(admin, is_sent_form)
    admin.evaluate("""() => {
        const form = document.querySelector("form[data-edit-form]");
        document.addEventListener("submit", () => setTimeout(() => {
            location.hash = "panel-child-content-letter-section";
            form.elements.kicker.value = "Typed on";
            form.elements.kicker.dispatchEvent(new Event("input", { bubbles: true }));
            setTimeout(() => console.log("Half a minute is not over"), 3000);
        }, 300), { once: true });
    }""")
    with admin.expect_console_message(lambda message: "Half a minute" in message.text):
        admin.get_by_role("button", name="Save draft").click(no_wait_after=True)
    assert saves == []
    release()
    expect(admin.locator(".messages .success")).to_be_visible()


def test_who_types_on_and_presses_again_while_the_answer_is_awaited_is_not_warned(admin):
    open_draft(admin, 5)
    sent, asked = [], []
    admin.on("request", lambda request: sent.append(request) if is_sent_form(request) else None)
    admin.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    release = hold_requests(admin, lambda request: is_sent_form(request) and len(sent) == 1)
    admin.evaluate("""() => {
        const form = document.querySelector("form[data-edit-form]");
        document.addEventListener("submit", () => setTimeout(() => {
            form.elements.kicker.value = "Typed on";
            form.requestSubmit();
        }, 500), { once: true });
    }""")
    with admin.expect_event("requestfailed", is_sent_form):
        admin.get_by_role("button", name="Save draft").click(no_wait_after=True)
    expect(admin.locator(".messages .success")).to_be_visible()
    release()
    assert (len(sent), asked) == (2, [])
    expect(kicker(admin)).to_have_value("Typed on")


def test_a_statement_that_is_added_is_saved_from_the_first_keystroke_on(admin, site):
    admin.goto(reverse("wagtailadmin_pages:add", args=["news", "statement", site["news.StatementIndex"].pk]))
    expect_state(admin, "saved")
    title = admin.get_by_role("textbox", name="Title").first
    title.press_sequentially("We say this at once")
    expect_state(admin, "saved")
    admin.wait_for_url("**/edit/")
    assert Statement.objects.filter(title="We say this at once").count() == 1


def test_an_editor_without_autosave_warns_from_the_first_keystroke_too(admin, django_db_blocker):
    with django_db_blocker.unblock():
        person = Person.objects.get(name="Ada Example")
        url = reverse(person.snippet_viewset.get_url_name("edit"), args=[person.pk])
    admin.goto(url, wait_until="domcontentloaded")
    admin.locator("[name=name]").press_sequentially("x")
    assert leave(admin) == "beforeunload"
    expect_state(admin, "unsaved")
    admin.get_by_role("button", name="Save").click()
    admin.wait_for_url(lambda url: "/edit/" not in url)
    assert Person.objects.get(pk=person.pk).name == "xAda Example"


FAILURES = [
    (500, "<h1>Server error</h1>", "The site had a fault."),
    (400, {"success": False, "error_code": "locked", "error_message": "It is locked."}, "It is locked."),
    (404, {"success": False, "error_code": "gone", "error_message": "It was deleted."}, "It was deleted."),
]


def test_a_failed_save_is_told_in_words_the_text_stays_and_the_next_edit_tries_again(admin):
    form = open_draft(admin, 3, **AT_ONCE)
    expect_state(admin, "saved")
    for status, body, words in FAILURES:
        stop = answer_saves(admin, status, body)
        kicker(admin).fill(f"Typed before {status}")
        expect(form.locator(".saving__problem")).to_contain_text(words)
        expect(form.locator(".saving__problem")).to_contain_text("kept on this device")
        expect_state(admin, "failed")
        expect(kicker(admin)).to_have_value(f"Typed before {status}")
        stop()
        kicker(admin).press("End")
        admin.keyboard.type(", and after")
        expect_state(admin, "saved")
    assert (
        WeeklyUpdate.objects.get(date=FIRST + timedelta(weeks=3))
        .get_latest_revision_as_object()
        .kicker.endswith("after")
    )


def test_a_fault_of_the_site_is_tried_again_without_an_edit(admin):
    open_draft(admin, 4, **AT_ONCE)
    stop = answer_saves(admin, 503, {"success": False, "error_code": "unavailable", "error_message": "In a minute."})
    kicker(admin).fill("Typed once")
    expect_state(admin, "failed")
    stop()
    expect_state(admin, "saved")


def test_offline_is_told_save_stays_on_the_page_and_all_is_saved_when_the_connection_is_back(admin):
    form = open_draft(admin, 5, **AT_ONCE)
    expect_state(admin, "saved")
    admin.context.set_offline(True)
    kicker(admin).fill("Typed offline")
    expect_state(admin, "failed")
    expect(form.locator(".saving__problem")).to_contain_text("no connection")
    admin.get_by_role("button", name="Save draft").first.click()
    expect(admin.get_by_role("button", name="Save draft").first).to_be_enabled()
    expect(kicker(admin)).to_have_value("Typed offline")
    admin.context.set_offline(False)
    expect_state(admin, "saved")


def test_save_waits_for_the_first_autosave_of_a_page_that_is_added_so_that_there_is_one_page(admin, site):
    admin.goto(reverse("wagtailadmin_pages:add", args=["news", "statement", site["news.StatementIndex"].pk]))
    expect_state(admin, "saved")
    release = hold_requests(admin)
    admin.get_by_role("textbox", name="Title").first.press_sequentially("Added once")
    expect_state(admin, "saving")
    with admin.expect_response(reverse("admin_session")):
        admin.get_by_role("button", name="Save draft").first.click()
    release()
    expect(admin.locator(".messages .success")).to_be_visible()
    assert Statement.objects.filter(draft_title="Added once").count() == 1


def test_a_second_page_that_is_added_in_the_same_tab_leaves_the_first_alone(admin, site):
    url = reverse("wagtailadmin_pages:add", args=["news", "statement", site["news.StatementIndex"].pk])
    for title in ("The first of two", "The second of two"):
        admin.goto(url)
        expect_state(admin, "saved")
        admin.get_by_role("textbox", name="Title").first.press_sequentially(title)
        admin.wait_for_url("**/edit/")
        expect_state(admin, "saved")
    drafts = [page.get_latest_revision_as_object().title for page in Statement.objects.order_by("-pk")[:2]]
    assert drafts == ["The second of two", "The first of two"]
