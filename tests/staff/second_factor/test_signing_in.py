"""Signing in with a second factor: no address and no door lets the password alone through."""

import re
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageViewRestriction

from staff import limits
from tests.factories import StandardPageFactory
from tests.html import parse
from tests.staff.sign_in import (
    ELSEWHERE,
    LOGIN_URLS,
    OFFICE,
    PASSWORD,
    is_signed_in,
    make_account,
    reset_password,
    sign_in,
)

from .app import VERIFY, give_code, give_password, sign_in_whole

WRONG = "000000"
RANDOM = re.compile(r"\b\w{64}\b|nonce=\S+")  # tokens against forged forms; of the policy


def words(response):
    return " ".join(parse(response).get_text(" ").split())


def test_the_password_alone_opens_nothing(app):
    """Some addresses, with a page that must not change; tests/access/addresses.txt has all of them."""
    browser = give_password()
    page = StandardPageFactory(title="Before")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for url in (
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_account"),
        edit,
        reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]),
        reverse("wagtailadmin_choose_page"),
        reverse("wagtailadmin_api:pages:listing"),
        reverse("wagtailadmin_reports:site_history") + "?export=csv",
        reverse("wagtailusers_users:index"),
    ):
        assert browser.get(url).url.startswith(reverse("wagtailadmin_login")), url
    as_script = {"headers": {"accept": "application/json"}}
    assert browser.get("/admin/session/", **as_script).status_code == HTTPStatus.UNAUTHORIZED
    assert browser.post(edit, {"title": "After"}, **as_script).status_code == HTTPStatus.UNAUTHORIZED
    browser.post(edit, {"title": "After", "slug": page.slug, "action-publish": "Publish"})
    page.refresh_from_db()
    assert page.title == "Before"


def test_a_private_page_stays_shut_until_both_factors_are_shown(app):
    page = StandardPageFactory()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    browser = Client()
    form = {"username": "ada", "password": PASSWORD, "next": page.url}
    response = browser.post("/_util/login/", form)
    assert response.url == VERIFY
    assert browser.get(page.url).status_code == HTTPStatus.FOUND
    assert give_code(browser, app.show()).url == page.url
    assert browser.get(page.url).status_code == HTTPStatus.OK


@pytest.mark.parametrize("url", LOGIN_URLS)
def test_password_and_code_open_the_admin_at_every_door(app, url):
    browser = Client()
    assert sign_in(browser, url=url).url == VERIFY
    assert "six digits" in words(browser.get(VERIFY))
    before = browser.session.session_key
    assert give_code(browser, app.show()).status_code == HTTPStatus.FOUND
    assert is_signed_in(browser)
    assert browser.session.session_key != before


def test_a_wrong_code_is_refused_in_words_at_its_field(app):
    browser = give_password()
    response = give_code(browser, WRONG)
    assert "This is not the code that is shown now." in words(response)
    assert not is_signed_in(browser)


def test_a_code_is_good_once(app):
    code = app.show()
    assert give_code(give_password(), code).status_code == HTTPStatus.FOUND
    second = give_password()
    give_code(second, code)
    assert not is_signed_in(second)


def test_a_code_with_a_space_is_read_as_people_type_it(app):
    code = app.show()
    browser = give_password()
    give_code(browser, f" {code[:3]} {code[3:]} ")
    assert is_signed_in(browser)


def test_the_code_of_a_colleague_is_of_no_use(app):
    make_account("grace")
    browser = give_password("grace")
    give_code(browser, app.show())
    assert not is_signed_in(browser)


def test_a_recovery_code_works_once_and_its_owner_is_told(app, mailoutbox):
    code = app.recovery_codes[3].lower().replace("-", " ")
    browser, again = give_password(), give_password()
    assert browser.get(f"{VERIFY}?recovery").status_code == HTTPStatus.OK
    browser.post(f"{VERIFY}?recovery", {"code": code})
    assert is_signed_in(browser)
    assert "9 are left" in mailoutbox[-1].body
    assert "has been used" in words(again.post(f"{VERIFY}?recovery", {"code": code}))
    assert not is_signed_in(again)


def test_each_session_shows_the_factor_again(app):
    sign_in_whole(app)
    assert not is_signed_in(give_password())


def test_signing_in_again_in_a_verified_session_asks_for_both(app):
    browser = sign_in_whole(app)
    sign_in(browser)
    assert not is_signed_in(browser)
    give_code(browser, app.show())
    assert is_signed_in(browser)


def test_who_comes_back_between_the_two_steps_goes_on_with_the_second(app):
    browser = give_password()
    assert browser.get("/admin/login/").url == VERIFY
    browser.post(reverse("wagtailadmin_logout"))
    assert browser.get("/admin/login/").status_code == HTTPStatus.OK
    assert browser.get(VERIFY).url == reverse("wagtailadmin_login")


def test_the_second_step_must_follow_within_an_hour(app):
    browser = give_password()
    session = browser.session
    session["staff_started_at"] -= 3700
    session.save()
    assert give_code(browser, app.show()).url == reverse("wagtailadmin_login")
    assert not is_signed_in(browser)


def test_who_has_no_password_is_not_told_that_there_is_a_second_step(app):
    make_account("grace")
    replies = set()
    for username in ("ada", "grace", "nobody"):
        response = sign_in(Client(), username, "wrong")
        page = RANDOM.sub("", response.content.decode().replace(username, ""))
        replies.add((response.status_code, page, *sorted(response.headers), *sorted(response.cookies)))
    assert len(replies) == 1
    assert Client().get(VERIFY).url == reverse("wagtailadmin_login")


def test_a_guesser_with_the_password_has_five_codes_a_session_and_ten_an_hour(app):
    tried = 0
    for _ in range(4):
        guesser = give_password(address=ELSEWHERE)
        for _ in range(limits.CODE_SESSION.attempts + 1):
            response = give_code(guesser, WRONG, ELSEWHERE)
            tried += response.status_code == HTTPStatus.OK
    assert tried == limits.CODE_ACCOUNT.attempts
    assert response.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert int(response["Retry-After"]) > 0
    assert "Too many attempts" in words(response)


def test_after_too_many_codes_of_the_app_a_recovery_code_lets_in_as_the_page_says(app):
    browser = give_password()
    for _ in range(limits.CODE_SESSION.attempts + 1):
        response = give_code(browser, WRONG)
    assert "A recovery code works meanwhile." in words(response)
    give_code(browser, app.recovery_codes[0])
    assert is_signed_in(browser)


def test_nothing_is_said_to_work_that_has_been_tried_too_often_as_well(app):
    browser = give_password()
    for code in ("2" * 16, WRONG):
        for _ in range(limits.CODE_SESSION.attempts):
            give_code(browser, code)
    for code in ("2" * 16, WRONG):
        response = give_code(browser, code)
        assert response.status_code == HTTPStatus.TOO_MANY_REQUESTS
        assert "meanwhile" not in words(response)


def test_what_cannot_be_a_code_is_no_attempt(app):
    browser = give_password()
    for _ in range(limits.CODE_SESSION.attempts + 1):
        assert "has six digits" in words(give_code(browser, "12345"))
    give_code(browser, app.show())
    assert is_signed_in(browser)


def test_the_owner_is_told_once_that_somebody_who_has_the_password_tries_codes(app, mailoutbox):
    for _ in range(2):
        guesser = give_password(address=ELSEWHERE)
        for _ in range(limits.WRONG_CODES.attempts - 1):
            give_code(guesser, WRONG, ELSEWHERE)
    (mail,) = mailoutbox
    assert mail.to == ["ada@example.org"]
    assert "5 wrong codes" in mail.body


def test_such_a_guesser_does_not_lock_the_owner_out(app):
    browser = sign_in_whole(app)
    browser.post(reverse("wagtailadmin_logout"))
    for _ in range(4):
        guesser = give_password(address=ELSEWHERE)
        for _ in range(6):
            give_code(guesser, WRONG, ELSEWHERE)
    give_password(client=browser, address=OFFICE)
    give_code(browser, app.show())
    assert is_signed_in(browser), "a browser that has signed in before"
    fresh = give_password(address=OFFICE)
    give_code(fresh, app.recovery_codes[0])
    assert is_signed_in(fresh), "a new browser, with a recovery code"


def test_a_password_reset_signs_nobody_in_without_the_second_factor(app, ada):
    browser, new = Client(), "seven herons, a password"
    reset_password(browser, ada, new)
    assert not is_signed_in(browser)
    sign_in(browser, password=new)
    assert not is_signed_in(browser)
    give_code(browser, app.show())
    assert is_signed_in(browser)


def test_where_it_is_not_required_who_has_set_it_up_is_asked_all_the_same(app, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    make_account("grace")
    assert is_signed_in(give_password("grace"))
    assert not is_signed_in(give_password("ada"))


def test_a_thief_of_the_mailbox_gets_no_more_guesses_of_the_code(app, ada):
    """A reset lets the browser be known for the password. The cookie for codes is given by a second factor alone."""
    browser, new = Client(), "seven herons, a password"
    reset_password(browser, ada, new)
    assert count_device_cookies(browser) == 1
    sign_in(browser, password=new)
    assert count_device_cookies(browser) == 1
    give_code(browser, app.show())
    assert count_device_cookies(browser) == 2


def count_device_cookies(browser) -> int:
    return len([name for name in browser.cookies if name.startswith("device_")])


def test_where_a_sign_in_leads_is_an_address_and_never_the_name_of_one(app):
    """A link that somebody sent: without a slash it was looked up among the site's names, and broke."""
    for following in ("foo", "security_txt"):
        browser = Client()
        browser.post(reverse("wagtailadmin_login"), {"username": "ada", "password": PASSWORD, "next": following})
        response = give_code(browser, app.show())
        assert response["Location"] == f"/admin/login/{following}"
        assert is_signed_in(browser)


def test_the_log_tells_that_the_password_was_given_before_any_code_is(app, ada):
    give_password()
    assert [entry.action for entry in ModelLogEntry.objects.all()] == ["staff.password_accepted"]
